import { sleep } from 'k6';
import http from 'k6/http';

export const options = { vus: 5, duration: '5m' };

export default function () {
  for (let step = 0; step < 5; step++) {
    http.get(`${__ENV.BASE_URL}/steps/${step}`);
    sleep(1);
  }
}
