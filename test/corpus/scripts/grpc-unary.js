import { check } from 'k6';
import grpc from 'k6/net/grpc';

const client = new grpc.Client();
client.load(['data'], 'shop.proto');

export default function () {
  client.connect(__ENV.BASE_URL.replace('http://', ''), { plaintext: true });
  const answer = client.invoke('shop.Cart/Add', { id: 7 });
  check(answer, { 'status is OK': (r) => r.status === grpc.StatusOK });
  client.close();
}
