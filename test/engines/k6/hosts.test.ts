import { expect, test } from '@jest/globals';
import { mapHosts } from '../../../src/engines/k6/hosts.ts';

test('maps every origin, and loopback by both its names', async () => {
  expect(
    await mapHosts(['http://localhost:3000', 'http://api.example.com'], 'http://127.0.0.1:8105'),
  ).toEqual({
    'localhost:3000': '127.0.0.1:8105',
    '127.0.0.1:3000': '127.0.0.1:8105',
    'api.example.com:80': '127.0.0.1:8105',
  });
});

test('writes addresses as k6 wants them', async () => {
  expect(await mapHosts(['http://a.example:81'], 'http://localhost')).toEqual({
    'a.example:81': '127.0.0.1:80',
  });
  expect(await mapHosts(['http://a.example:81'], 'http://[::1]:9')).toEqual({ 'a.example:81': '[::1]:9' });
  expect(await mapHosts([], 'http://no.such.host.invalid')).toEqual({});
});

test('says which host has no address', async () => {
  await expect(mapHosts(['http://a.example'], 'http://no-such-host.invalid')).rejects.toThrow(
    'the address of no-such-host.invalid could not be found',
  );
});
