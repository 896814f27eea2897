import type { SampleSink } from '../../core/sample.ts';

/** Reads what the gate tells of iterations: `b window at`, `e window durationMs at`, and `d at` for an arrival nobody was free for. */
export function readIterations(told: string, side: number, sink: SampleSink): void {
  for (const event of told.split(';')) {
    const [kind, ...numbers] = event.split(' ');
    const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = numbers.map(Number);
    if (kind === 'b') sink.begun(first, side, second);
    else if (kind === 'e') sink.ended(first, side, second, third);
    else if (kind === 'd') sink.dropped(side, 1, first);
  }
}
