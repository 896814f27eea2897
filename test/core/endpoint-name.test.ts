import { expect, test } from '@jest/globals';
import { endpointName } from '../../src/core/endpoint-name.ts';
import { originOf } from '../../src/core/origin.ts';

test.each([
  ['http://127.0.0.1:8080', 'GET /'],
  ['http://127.0.0.1:8080/', 'GET /'],
  ['http://127.0.0.1:8080?q=1', 'GET /'],
  ['http://host/items/17/parts?page=2#top', 'GET /items/:id/parts'],
  ['https://user:secret@host/u/3F2504E0-4F89-11D3-9A0C-0305E82C3301', 'GET /u/:id'],
  ['http://host/blob/9f86d081884c7d659a2feaa0c55ad015', 'GET /blob/:id'],
  ['http://host/items/$\u007b}', 'GET /items/$\u007b}'],
  ['http://host/v2/facade/x17', 'GET /v2/facade/x17'],
  ['checkout', 'checkout'],
  ['GET /items/17', 'GET /items/17'],
])('%s is filed under %s', (name, expected) => {
  expect(endpointName('GET', name)).toBe(expected);
});

test('an origin holds neither path nor credentials', () => {
  expect(originOf('https://user:secret@API.example.com:8443/a?b')).toBe('https://api.example.com:8443');
  expect(originOf('checkout')).toBeNull();
});
