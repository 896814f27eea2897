import { join } from 'node:path';
import { createK6Engine } from '../../src/engines/k6/engine.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { startEchoService } from './echo-service.ts';
import { runLeg } from './run-leg.ts';
import type { K6 } from './try-script.ts';

export interface SideCounts {
  readonly right: number;
  readonly wrong: number;
  readonly samples: number;
}

/**
 * Think time, iterations longer than a window and parallel batches, with one origin from the environment and two that are mapped,
 * against a service a side that rejects the other's token.
 */
export async function countSides(k6: K6, seconds: number): Promise<readonly SideCounts[]> {
  await using folder = await createTemporaryDirectory('right-side', process.env);
  await using base = await startEchoService(({ token }) => token === 'base');
  await using head = await startEchoService(({ token }) => token === 'head');
  const engine = createK6Engine({
    binary: k6,
    script: join(import.meta.dirname, 'scripts', 'right-side.js'),
    paths: [],
    origins: ['http://localhost:3000', 'http://api.example.com'],
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: {},
    cwd: folder.path,
    environment: process.env,
  });
  const probe = await runLeg({ engine, targetEnv: 'BASE_URL', echoes: [base, head], seconds, rate: 20 });
  return [base, head].map(({ counts }, side) => ({ ...counts, samples: probe.requests[side] ?? 0 }));
}
