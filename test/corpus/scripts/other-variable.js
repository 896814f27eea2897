import http from 'k6/http';

const target = __ENV.API_URL || 'http://localhost:8080';

export default function () {
  http.get(`${target}/users`);
}
