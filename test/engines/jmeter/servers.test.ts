import { expect, test } from '@jest/globals';
import { compareClocks } from '../../../src/engines/jmeter/clocks.ts';
import { dealServers } from '../../../src/engines/jmeter/servers.ts';

const targets = (base: string, head: string) => [
  { side: 'base', url: base },
  { side: 'head', url: head },
];
const AWAY = targets('http://10.0.0.1', 'http://10.0.0.2');
const HERE = targets('http://127.0.0.1:4001', 'http://127.0.0.1:4002');

test('servers take turns, so that both sides have one of every machine, and change sides with the order of starting', () => {
  const servers = ['a:1', 'a:2', 'b:1', 'b:2'];
  expect(dealServers(servers, { targets: AWAY, order: [0, 1] })).toEqual([
    ['a:1', 'b:1'],
    ['a:2', 'b:2'],
  ]);
  expect(dealServers(servers, { targets: AWAY, order: [1, 0] })).toEqual([
    ['a:2', 'b:2'],
    ['a:1', 'b:1'],
  ]);
  expect(dealServers([], { targets: AWAY, order: [0, 1] })).toEqual([[], []]);
});

test('refuses servers that leave one side without, or that cannot reach it', () => {
  const deal = (servers: readonly string[], of = AWAY) =>
    dealServers(servers, { targets: of, order: [0, 1] });
  expect(() => deal(['a'])).toThrow(/names 1 server, expected 2 or a multiple of it/);
  expect(() => deal(['a', 'b', 'c'])).toThrow(/names 3 servers, expected 2/);
  expect(() => deal(['127.0.0.1:1099', 'b:1099'], HERE)).toThrow(
    /b:1099 of jmeter-remote-hosts is another machine, and base listens at http:\/\/127\.0\.0\.1:4001/,
  );
  expect(deal(['127.0.0.1:1099', 'localhost'], HERE)).toEqual([['127.0.0.1:1099'], ['localhost']]);
});

/** What is said of a machine whose clock is ahead by so much, ms, and whose words take 5 to 70 ms. */
function hear(aheadMs: number, slotMs: number): string | null {
  const clocks = compareClocks(slotMs);
  for (let word = 0; word < 40; word++) {
    const at = 1_000_000 + 100 * word;
    const failure = clocks.heard('m1', at + aheadMs, at + 5 + ((word * 31) % 65));
    if (failure !== null) return failure.message;
  }
  return null;
}

test('notices a clock that is off by more than a quarter of a slot', () => {
  expect([0, 20, -20, -80].map((ahead) => hear(ahead, 50))).toEqual([null, null, null, null]);
  expect(hear(60, 50)).toMatch(/clock of a load machine is \d\d ms ahead/);
  expect(hear(-300, 50)).toMatch(/clock of a load machine is about 30\d ms behind/);
  expect(hear(200, 2000)).toBeNull();
  expect(hear(600, 2000)).toMatch(/ahead/);
});
