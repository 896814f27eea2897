import { check } from 'k6';
import ws from 'k6/ws';

export default function () {
  const url = `${__ENV.BASE_URL.replace('http', 'ws')}/rooms/7?key=1`;
  const answer = ws.connect(url, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } }, (socket) => {
    socket.on('open', () => socket.send('hello'));
    socket.on('message', () => socket.close());
    socket.setTimeout(() => socket.close(), 2000);
  });
  check(answer, { 'status is 101': (r) => r && r.status === 101 });
}
