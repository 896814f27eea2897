// A service whose capacity is known by construction: WORKERS at once, each busy for SERVICE_MS, so WORKERS / SERVICE_MS requests
// a millisecond. Who finds every worker busy waits in line.
import { createServer } from 'node:http';

const workers = Number(process.env.WORKERS ?? 1);
const serviceMs = Number(process.env.SERVICE_MS ?? 33);

const line = [];
let busy = 0;
// Ends are planned one after the other, because a timer of its own for every answer adds its lateness to each.
const freeAt = new Array(workers).fill(0);

function work(response) {
  busy++;
  const worker = freeAt.indexOf(Math.min(...freeAt));
  const now = performance.now();
  freeAt[worker] = Math.max(now, freeAt[worker]) + serviceMs;
  setTimeout(finish, Math.max(0, freeAt[worker] - now), response);
}

function finish(response) {
  busy--;
  response.end('done');
  if (line.length > 0 && busy < workers) work(line.shift());
}

const server = createServer((request, response) => {
  request.resume();
  if (request.url === '/') response.end('ok');
  else if (busy < workers) work(response);
  else line.push(response);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
