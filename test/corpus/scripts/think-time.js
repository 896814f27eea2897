import { sleep } from 'k6';
import http from 'k6/http';

export const options = { vus: 20, duration: '5m' };

export default function () {
  sleep(2 + Math.random());
  http.get(`${__ENV.BASE_URL}/first`);
  sleep(1);
  http.get(`${__ENV.BASE_URL}/second`);
}
