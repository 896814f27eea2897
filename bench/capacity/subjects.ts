import { join } from 'node:path';
import type { TargetSource } from '../../src/core/target.ts';
import { childEnvironment } from '../../src/system/environment.ts';
import { startSides } from '../../src/targets/start-sides.ts';

/** A service with the script that loads it. */
export interface Subject {
  readonly name: string;
  /** Shell command. */
  readonly start: string;
  readonly cwd: string;
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Iterations per second by construction; null where it must be measured. */
  readonly known: number | null;
}

const services = join(import.meta.dirname, 'services');
export const shop = join(import.meta.dirname, '../../examples/shop');
const node = JSON.stringify(process.execPath);

/** A pool of workers. */
export const workers = (many: number, serviceMs: number): Subject => ({
  name: `${many} × ${serviceMs} ms`,
  start: `${node} workers.js`,
  cwd: services,
  script: join(services, 'load.js'),
  env: { WORKERS: `${many}`, SERVICE_MS: `${serviceMs}` },
  known: (1000 * many) / serviceMs,
});

export const SUBJECTS: Readonly<Record<string, Subject>> = {
  slow: { ...workers(1, 1000 / 30), name: 'slow: one worker of 33 ms' },
  medium: {
    name: 'medium: the shop',
    start: `${node} server.js`,
    cwd: shop,
    script: join(shop, 'load/shop.js'),
    known: null,
  },
  fast: {
    name: 'fast: four static answers',
    start: `${node} static.js`,
    cwd: services,
    script: join(services, 'four.js'),
    known: null,
  },
};

/** Copies of services as the sides of a comparison. */
export function sourceOf(
  subjects: readonly { readonly side: string; readonly subject: Subject }[],
): TargetSource {
  const commands = subjects.map(({ side, subject }) => ({
    side,
    start: subject.start,
    stop: '',
    cwd: subject.cwd,
    env: childEnvironment(process.env, { ...subject.env }),
  }));
  return {
    sides: subjects.map(({ side }) => side),
    labels: subjects.map(({ subject }) => subject.name),
    commits: subjects.map(() => null),
    restartable: true,
    start: (order, signal) =>
      startSides({ commands, order, ready: { path: '/', timeoutMs: 30_000 } }, signal),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
