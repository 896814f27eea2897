import type { Recording } from '../../src/core/baseline/recording.ts';

/** A commit id that is different for every number. */
export const commitId = (number: number): string => number.toString(16).padStart(4, '0').repeat(10);

/** A sound recording, with what a test changes about it. */
export function recordingOf(changes: Partial<Recording> = {}): Recording {
  return {
    commit: commitId(1),
    at: 1_790_000_000_000,
    run: '101.1',
    release: null,
    conditions: {
      plimsoll: '0.1.0',
      engine: { name: 'k6', version: '2.2.0' },
      script: 'a'.repeat(64),
      load: { rate: 50, windows: 20, windowMs: 3000 },
      machine: { cpu: 'A CPU', cores: 4, memoryBytes: 17e9, kernel: '6.8.0', image: 'ubuntu24 20261101.1' },
      target: 'b'.repeat(64),
      reference: '1',
    },
    levels: [
      {
        metric: 'p95',
        endpoint: null,
        unit: 'ms',
        scale: 'log',
        value: 48.2,
        ratio: 1.31,
        spread: 0.04,
        requests: 3000,
      },
      {
        metric: 'errors',
        endpoint: 'GET /items',
        unit: 'share',
        scale: 'count',
        value: 0.001,
        ratio: null,
        spread: 0,
        requests: 1500,
      },
    ],
    sketches: [{ endpoint: '', encoded: 'AAECAwQF' }],
    ...changes,
  };
}
