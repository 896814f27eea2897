import { expect, test } from '@jest/globals';
import { renderFailure } from '../../src/action/not-measured.ts';
import { renderSentence } from '../../src/action/sentence.ts';
import { measurementFailure } from '../../src/core/failure.ts';

test('a failure is one line, what it quotes, and what to do', () => {
  const failure = measurementFailure(
    'base ended with code 1; its last lines:\n</details> @octo <img src=x>\n\n![x](https://evil.example/i.png)',
    'Set `start` so that it stays.',
  );
  expect(renderFailure(failure).split('\n')).toEqual([
    '**⚪ Could not measure.** There is no verdict: this says nothing about the change.',
    '',
    'base ended with code 1; its last lines:',
    '',
    '- ` </details> @octo <img src=x> `',
    '- ` ![x](https://evil.example/i.png) `',
    '',
    '**What to do:** Set ` start ` so that it stays.',
  ]);
});

test('of a long log the end is shown', () => {
  const log = Array.from({ length: 500 }, (_, i) => `line ${i}`).join('\n');
  const lines = renderFailure(measurementFailure(`it broke:\n${log}`, 'Look.')).split('\n');
  expect(lines).toHaveLength(4 + 40 + 2);
  expect(lines).toContain('- ` line 499 `');
});

test.each([
  ['Set `base` to `main`, or leave it.', 'Set ` base ` to ` main `, or leave it.'],
  ['no code here', 'no code here'],
  ['an odd ` tick', 'an odd `` ` `` tick'],
  ['`only`', '` only `'],
])('%j', (text, expected) => {
  expect(renderSentence(text)).toBe(expected);
});
