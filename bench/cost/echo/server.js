// A service that costs next to nothing, so that what is measured is Plimsoll and k6.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  response.end('ok');
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
