import { fail } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';

export const options = {
  scenarios: {
    browse: {
      executor: 'constant-vus',
      vus: 8,
      duration: '1m',
      exec: 'browse',
      env: { SHELF: 'books' },
      tags: { kind: 'read' },
    },
    buy: {
      executor: 'ramping-vus',
      stages: [{ duration: '1m', target: 4 }],
      exec: 'buy',
      env: { SHELF: 'till' },
      tags: { kind: 'write' },
    },
  },
};

export function browse() {
  if (__ENV.SHELF !== 'books' || exec.scenario.name !== 'browse') fail('the scenario lost its variables');
  http.get(`${__ENV.BASE_URL}/shelves/${__ENV.SHELF}`);
}

export function buy() {
  if (exec.vu.tags.kind !== 'write') fail('the scenario lost its tags');
  http.post(`${__ENV.BASE_URL}/post`, JSON.stringify({ shelf: __ENV.SHELF }));
}
