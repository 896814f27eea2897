import { createServer } from 'node:http';
import { doWork, REFERENCE_VERSION, WAIT_MS } from './work.ts';

// The reference service: a program of its own, started beside the target like any other service. It answers every
// path alike, so that a readiness path made for the target finds it too.
createServer((_request, response) => {
  setTimeout(() => {
    response.setHeader('content-type', 'text/plain');
    response.end(`${REFERENCE_VERSION} ${doWork()}\n`);
  }, WAIT_MS);
}).listen(Number(process.env['PORT']), '127.0.0.1');
