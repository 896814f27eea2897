import type { FinishedSample } from '../../src/core/finished/finished-sample.ts';
import { recognise, TELLING_BYTES } from '../../src/finished/recognise.ts';

/** What a reader found in a file. */
export interface Gathered {
  readonly format: string;
  readonly samples: readonly FinishedSample[];
  readonly broken: number;
  readonly stepMs: number;
  readonly intervalMs: number;
}

/** Reads a whole text, cut into chunks of any size, as a file of its kind. */
export function gather(file: string | Buffer, chunk = 64 * 1024): Gathered {
  const bytes = Buffer.from(file);
  const format = recognise(bytes.subarray(0, TELLING_BYTES));
  const samples: FinishedSample[] = [];
  let broken = 0;
  let stepMs = 0;
  let intervalMs = 0;
  const reader = format.open({
    request: (sample) => void samples.push(sample),
    broken: () => void broken++,
    resolution: (of) => {
      stepMs = of.stepMs ?? stepMs;
      intervalMs = of.intervalMs ?? intervalMs;
    },
  });
  for (let at = 0; at < bytes.length; at += chunk) reader.write(bytes.subarray(at, at + chunk));
  reader.end();
  return { format: format.words, samples, broken, stepMs, intervalMs };
}
