import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: {
    only: {
      executor: 'constant-arrival-rate',
      rate: 90,
      timeUnit: '1m',
      duration: '1m',
      preAllocatedVUs: 5,
      startTime: '10s',
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/items`, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
  sleep(0.2);
}
