import { sleep } from 'k6';
import http from 'k6/http';

export const options = { scenarios: { only: { executor: 'externally-controlled', vus: 5, duration: '1m' } } };

export default function () {
  http.get(`${__ENV.BASE_URL}/items`, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
  sleep(0.2);
}
