// @ts-nocheck: k6's own types are not installed here.
import http from 'k6/http';
import { pathOf } from './lib/goods.ts';

interface Goods {
  readonly id: number;
}

const goods: Goods = { id: 4 };

export const options: { vus: number; duration: string } = { vus: 2, duration: '10s' };

export default function (): void {
  http.get(`${__ENV.BASE_URL}${pathOf(goods.id)}`);
}
