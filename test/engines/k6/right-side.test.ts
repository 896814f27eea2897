import { expect, test } from '@jest/globals';
import { countSides } from '../../corpus/right-side.ts';
import { engineFor } from './rig.ts';

test('every request of 15 s with think time, long iterations and batches goes to its own side', async () => {
  const { binary: path, version } = await engineFor('/nowhere/load.js');
  for (const { right, wrong, samples } of await countSides({ path, version }, 15)) {
    expect(wrong).toBe(0);
    expect(samples).toBeGreaterThan(100);
    expect(samples).toBeLessThanOrEqual(right);
  }
}, 40_000);
