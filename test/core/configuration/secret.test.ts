import { describe, expect, test } from '@jest/globals';
import { compareSettings } from '../../../src/core/configuration/change.ts';
import { isSecret } from '../../../src/core/configuration/secret.ts';
import type { Scalar } from '../../../src/core/configuration/setting.ts';

const hides = (key: string, value: Scalar): boolean => isSecret(key, value, new Map([[key, value]]));

describe('hidden by name', () => {
  test.each([
    '/db/password',
    '/dbPassword',
    '/DB_PASSWD',
    '/secrets/a/b',
    '/spring.datasource.password',
    '/auth/basic/user',
    '/stripe/key',
    '/apiKey',
    '/API-KEY',
    '/session/cookie',
    '/github_tokens/0',
    '/DATABASE_DSN',
    '/slack/webhookUrl',
  ])('%s', (key) => expect(hides(key, 'hunter2')).toBe(true));

  test('a password of digits', () => expect(hides('/password', 123456)).toBe(true));

  test('a variable as Kubernetes writes it', () =>
    expect(
      isSecret(
        '/env/0/value',
        'hunter2',
        new Map([
          ['/env/0/name', 'DB_PASSWORD'],
          ['/env/0/value', 'hunter2'],
        ]),
      ),
    ).toBe(true));
});

describe('hidden by its looks', () => {
  test.each([
    'postgres://shop:hunter2@db:5432/shop',
    'Server=db;User=sa;Password=hunter2',
    'DB_PASSWORD=hunter2',
    'https://example.com/hook?token=abc',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
    'ghp_0123456789abcdefghij0123456789abcdef',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    'Bearer abcdef123456',
    'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY',
    '0123456789abcdef0123456789abcdef',
  ])('%s', (value) => expect(hides('/plain', value)).toBe(true));

  test('a key that is one', () => expect(hides('/ghp_0123456789abcdefghij0123456789abcdef', 1)).toBe(true));
});

describe('shown', () => {
  test.each<[string, Scalar]>([
    ['/pool/size', 5],
    ['/cache/ttl', '60s'],
    ['/token/ttl', 60],
    ['/password_min_length', 12],
    ['/auth/enabled', true],
    ['/cache/key_prefix', 'shop:'],
    ['/keyspace', 'shop'],
    ['/passenger/limit', 4],
    ['/image', 'postgres:16.2-alpine3.19'],
    ['/image', 'app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
    ['/url', 'https://example.com:8080/path/to/something'],
    ['/logging/level/org.springframework.web.servlet', 'DEBUG'],
    ['/java_opts', '-Xmx512m -XX:MaxGCPauseMillis=200'],
    ['/feature/newCheckoutFlowVariant2Enabled', 'on'],
  ])('%s: %s', (key, value) => expect(hides(key, value)).toBe(false));
});

test('text that becomes a number is seen to', () =>
  expect(compareSettings(new Map([['/a', '5']]), new Map([['/a', 5]]))).toMatchObject([
    { base: '"5"', head: '5' },
  ]));

test('a secret on either side hides both, and no value of it is left in the change', () => {
  const changes = compareSettings(
    new Map<string, Scalar>([
      ['/url', 'https://shop:hunter2@example.com'],
      ['/gone', 1],
      ['/same', 1],
    ]),
    new Map<string, Scalar>([
      ['/url', 'https://example.com'],
      ['/same', 1],
      ['/new', '5'],
    ]),
  );
  expect(changes).toEqual([
    { key: '/url', kind: 'changed', base: null, head: null, hidden: true },
    { key: '/new', kind: 'added', base: null, head: '5', hidden: false },
    { key: '/gone', kind: 'removed', base: '1', head: null, hidden: false },
  ]);
});
