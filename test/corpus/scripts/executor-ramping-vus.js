import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: {
    only: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '20s', target: 10 },
        { duration: '10s', target: 0 },
      ],
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/items`, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
  sleep(0.2);
}
