import http from 'k6/http';

export const options = { vus: 1, duration: '1s' };

export default function () {
  for (const name of ['a', 'b', 'c', 'd']) http.get(`${__ENV.BASE_URL}/${name}`);
}
