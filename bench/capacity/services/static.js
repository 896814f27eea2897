// A service that costs next to nothing, 20,000 answers a second and more: the load generator is what gives out first.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('ok'));
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
