import { fail } from 'k6';
import http from 'k6/http';

if (!__ENV.API_KEY) throw new Error('set API_KEY');

export default function () {
  if (__ENV.API_KEY !== 'a=b c') fail('the key is not what was set');
  http.get(`${__ENV.BASE_URL}/keys`);
}
