import http, { batch, get, url } from 'k6/http';

const base = 'http://localhost:3000';

export const options = { batch: 4, batchPerHost: 2 };

export default function () {
  batch([`${base}/a`, ['POST', `${base}/post`, 'x=1'], { method: 'GET', url: `${base}/b` }]);
  http.batch({ front: `${base}/`, other: 'http://127.0.0.1:3000/other' });
  get(url`${base}/items/${__ITER}`);
}
