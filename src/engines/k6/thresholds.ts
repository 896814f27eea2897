import { readFile } from 'node:fs/promises';
import type { EngineExit } from '../../core/engine.ts';

interface ExportedSummary {
  readonly metrics?: Readonly<Record<string, { readonly thresholds?: Readonly<Record<string, boolean>> }>>;
}

/** Of an iteration our own waiting for its slot is a part, so what the script says of its length cannot be judged. */
const NOT_OURS_TO_JUDGE = /^iteration_duration(\{|$)/;

/** The script's thresholds out of `--summary-export`, where `true` means that the condition did NOT hold. */
export async function readThresholds(file: string): Promise<EngineExit['thresholds']> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const { metrics = {} } = parse(text);
  return Object.entries(metrics)
    .filter(([metric]) => !NOT_OURS_TO_JUDGE.test(metric))
    .flatMap(([metric, { thresholds = {} }]) =>
      Object.entries(thresholds).map(([condition, broken]) => ({ metric, condition, ok: !broken })),
    );
}

/** A k6 that was killed leaves half a file: no thresholds then. */
function parse(text: string): ExportedSummary {
  try {
    return JSON.parse(text) as ExportedSummary;
  } catch {
    return {};
  }
}
