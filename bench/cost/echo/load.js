import http from 'k6/http';

export const options = { vus: 1, duration: '1s' };

export default function () {
  const base = __ENV.BASE_URL;
  for (const name of ['list', 'search', 'item', 'cart']) {
    http.get(`${base}/${name}`, { tags: { name } });
  }
}
