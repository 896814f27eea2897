import http from 'k6/http';

export default function () {
  const basket = undefined;
  http.get(`${__ENV.BASE_URL}/baskets/${basket.id}`);
}
