import grpc from 'k6/net/grpc';

const client = new grpc.Client();
client.load([], './data/shop.proto');

export default function () {
  client.connect('grpc.shop.example:50051', { plaintext: true });
  const stream = new grpc.Stream(client, 'shop.Cart/AddAll');
  stream.on('error', () => client.close());
  stream.on('end', () => client.close());
  stream.write({ id: 1 });
  stream.write({ id: 2 });
  stream.end();
  client.invoke('shop.Cart/Add', { id: 3 });
}
