import { Trend } from 'k6/metrics';
import { WebSocket } from 'k6/websockets';

const trip = new Trend('round_trip', true);

export default function () {
  const socket = new WebSocket('ws://chat.shop.example/rooms');
  let sent = 0;
  socket.onopen = () => {
    sent = Date.now();
    socket.send('hello');
  };
  socket.onmessage = () => {
    trip.add(Date.now() - sent);
    socket.close();
  };
}
