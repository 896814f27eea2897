import { sleep } from 'k6';
import http from 'k6/http';

export const options = { batch: 6, batchPerHost: 6 };

const headers = { 'x-side': __ENV.PLIMSOLL_SIDE };
const base = 'http://api.example.com';

export default function () {
  http.get(`${base}/first`, { headers });
  sleep(Math.random());
  const all = [1, 2, 3, 4].map((id) => ['GET', `http://localhost:3000/items/${id}`, null, { headers }]);
  http.batch([...all, ['POST', `${__ENV.BASE_URL}/post`, '{"id":1}', { headers, tags: { name: 'post' } }]]);
  // Every fourth iteration lasts longer than a window.
  sleep(__ITER % 4 === 3 ? 2.5 : Math.random());
  http.get(`${base}/redirect/1`, { headers });
}
