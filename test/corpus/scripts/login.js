import { check, fail } from 'k6';
import http from 'k6/http';

export function setup() {
  const answer = http.post(`${__ENV.BASE_URL}/login`, JSON.stringify({ name: 'ada' }));
  return { token: answer.json('token') };
}

export default function ({ token }) {
  if (token !== 'secret') fail('setup() returned no token');
  const answer = http.get(`${__ENV.BASE_URL}/orders`, { headers: { Authorization: `Bearer ${token}` } });
  check(answer, { 'token arrives': (r) => r.json('headers.Authorization') === 'Bearer secret' });
}

export function teardown({ token }) {
  http.del(`${__ENV.BASE_URL}/login/${token}`);
}
