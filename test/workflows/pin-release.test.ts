import { expect, test } from '@jest/globals';
import { pinRelease } from '../../scripts/pin-release.ts';

const RELEASE = { tag: 'v1.2.3', commit: 'c'.repeat(40) };

test.each([
  ['uses: plimsoll/plimsoll@v1\n  with:', `uses: plimsoll/plimsoll@${RELEASE.commit} # v1.2.3\n  with:`],
  [
    `uses: plimsoll/plimsoll@${'a'.repeat(40)} # v1.0.0\n`,
    `uses: plimsoll/plimsoll@${RELEASE.commit} # v1.2.3\n`,
  ],
  ['uses: actions/checkout@v7\n', 'uses: actions/checkout@v7\n'],
])('%j names the release, and only where Plimsoll is used', (text, pinned) => {
  expect(pinRelease(text, RELEASE)).toBe(pinned);
  expect(pinRelease(pinned, RELEASE)).toBe(pinned);
});
