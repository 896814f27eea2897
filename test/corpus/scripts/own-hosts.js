import http from 'k6/http';

export const options = {
  hosts: { 'shop.example': '192.0.2.1' },
  discardResponseBodies: true,
  noConnectionReuse: true,
};

export default function () {
  http.get('http://shop.example/');
}
