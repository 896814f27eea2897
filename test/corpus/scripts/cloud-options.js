import http from 'k6/http';

export const options = {
  vus: 5,
  duration: '10s',
  cloud: {
    projectID: 123,
    name: 'shop',
    distribution: { ash: { loadZone: 'amazon:us:ashburn', percent: 100 } },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/`);
}
