import { check } from 'k6';
import http from 'k6/http';

export default function () {
  const jar = http.cookieJar();
  jar.set('http://shop.example:8000', 'seen', 'yes');
  const answer = http.get('http://shop.example:8000/cookies/set?basket=7');
  check(answer, {
    'cookies come back': (r) => r.json('cookies.basket') === '7' && r.json('cookies.seen') === 'yes',
  });
  http.get('http://shop.example:8000/redirect/2');
}
