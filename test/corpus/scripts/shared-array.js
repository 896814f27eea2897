import { SharedArray } from 'k6/data';
import http from 'k6/http';

const users = new SharedArray('users', () => JSON.parse(open('./data/users.json')).users);
const picture = open('./data/picture.bin', 'b');

export default function () {
  const user = users[__VU % users.length];
  http.post(`${__ENV.BASE_URL}/post`, { name: user.name, picture: http.file(picture, 'picture.bin') });
}
