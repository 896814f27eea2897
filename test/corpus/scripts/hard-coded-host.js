import { check } from 'k6';
import http from 'k6/http';

export default function () {
  const answer = http.get('http://api.example.com/users/12?full=1', { tags: { name: 'user' } });
  check(answer, { 'host is kept': (r) => r.json('headers.Host') === 'api.example.com' });
}
