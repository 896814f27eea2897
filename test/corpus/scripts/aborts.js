import exec from 'k6/execution';
import http from 'k6/http';

export default function () {
  http.get(`${__ENV.BASE_URL}/`);
  exec.test.abort('enough');
}
