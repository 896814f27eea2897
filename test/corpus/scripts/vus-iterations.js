import http from 'k6/http';

export const options = { vus: 10, iterations: 100, rps: 5, minIterationDuration: '3s' };

export default () => http.get(`${__ENV.BASE_URL}/items/${__ITER}`);
