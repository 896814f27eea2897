import { sleep } from 'k6';
import http from 'k6/http';

export const options = { scenarios: { only: { executor: 'per-vu-iterations', vus: 3, iterations: 4 } } };

export default function () {
  http.get(`${__ENV.BASE_URL}/items`, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
  sleep(0.2);
}
