/** A service with two endpoints; the second waits before it answers. */
export const service = (itemDelayMs: number): string => `
import { createServer } from 'node:http';
const delays = { '/item': ${itemDelayMs} };
const server = createServer((request, response) => {
  setTimeout(() => response.end('ok'), delays[request.url] ?? 0);
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`;

/** A script as a user writes one. */
export const LOAD = `
import http from 'k6/http';
export const options = { vus: 2, duration: '10s' };
export default function () {
  http.get(__ENV.BASE_URL + '/list');
  http.get(__ENV.BASE_URL + '/item');
}
`;
