import { read } from './lib/api.js';

export const options = { vus: 1, duration: '10s' };

export default function () {
  read('/items');
}
