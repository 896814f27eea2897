import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMask, SHORTEST_SECRET } from '../../src/github/mask.ts';

const SECRET = 'pa$$w0rd/+ "quoted" é|';

test.each([
  ['raw', SECRET],
  ['for a URL', encodeURIComponent(SECRET)],
  [
    'for a URL, in small letters',
    encodeURIComponent(SECRET).replaceAll(/%../g, (code) => code.toLowerCase()),
  ],
  ['for a form', new URLSearchParams({ x: SECRET }).toString().slice(2)],
  ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['in JSON of PHP', JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')],
  ['in Base64', Buffer.from(SECRET).toString('base64')],
  ['in Base64 for URLs', Buffer.from(SECRET).toString('base64url')],
])('case 28: a secret %s is hidden', (_, shown) => {
  expect(createMask([SECRET])(`login ${shown} failed`)).toBe('login *** failed');
});

test.each(['user:', 'me:', 'admin:'])(
  'case 28: in Base64 after %j what is left of a secret says nothing',
  (before) => {
    const text = Buffer.from(`${before}${SECRET}:and more`).toString('base64');
    const shown = createMask([SECRET])(text);
    expect(shown).toContain('***');
    const left = shown.split('***').map((part) => Buffer.from(part, 'base64').toString('latin1'));
    expect(left.join('').length).toBeLessThan(text.length - SECRET.length);
    expect(left.join('')).not.toContain('w0rd');
  },
);

test('case 28: of a key of many lines every line is hidden', () => {
  const key = '-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\nshort\n-----END KEY-----\n';
  const mask = createMask([key]);
  expect(mask(`read ${key}.`)).not.toMatch(/MIIE|KEY/);
  expect(mask('at MIIEpAIBAAKCAQEA')).toBe('at ***');
});

test('what is too short to be a secret is left alone, or every "1" would be gone', () => {
  const text = 'PORT=1 debug off 12345';
  expect(createMask(['1', 'off', '12345', ''])(text)).toBe(text);
  expect('12345'.length).toBe(SHORTEST_SECRET - 1);
});

test('of two secrets, one inside the other, nothing is left', () => {
  expect(createMask(['secret', 'topsecret!'])('topsecret! and secret')).toBe('*** and ***');
});

test('whatever the secret, none of its forms is left', () => {
  const secret = fc.string({ unit: 'binary', minLength: SHORTEST_SECRET, maxLength: 40 });
  fc.assert(
    fc.property(secret, fc.string(), (value, around) => {
      const text = [
        value,
        encodeURIComponent(value.toWellFormed()),
        Buffer.from(value).toString('base64'),
      ].join(around);
      const shown = createMask([value])(text);
      for (const form of [value, Buffer.from(value).toString('base64')]) expect(shown).not.toContain(form);
    }),
  );
});
