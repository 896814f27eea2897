import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Target } from '../../core/target.ts';

/**
 * Tells Prometheus where the sides are (`file_sd_configs`), because they get other ports with every start. Written beside and moved,
 * so that nobody reads half a file.
 */
export async function writeDiscovery(path: string, targets: readonly Target[]): Promise<void> {
  const groups = targets.map(({ side, url }) => ({ targets: [new URL(url).host], labels: { side } }));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(groups)}\n`);
  await rename(`${path}.new`, path);
}
