import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: {
    only: {
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      stages: [{ target: 20, duration: '30s' }],
      preAllocatedVUs: 5,
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/items`, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
  sleep(0.2);
}
