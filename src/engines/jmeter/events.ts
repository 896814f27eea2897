import type { SampleSink } from '../../core/sample.ts';

/** Reads what the gate tells of iterations: `b,window,at`, `e,window,durationMs,at`, and `d,at` for an arrival nobody was free for. */
export interface EventReader {
  write(chunk: Buffer): void;
}

export function createEventReader(side: number, sink: SampleSink): EventReader {
  let rest = '';
  return {
    write(chunk) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [kind, ...numbers] = line.split(',');
        const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = numbers.map(Number);
        if (kind === 'b') sink.begun(first, side, second);
        else if (kind === 'e') sink.ended(first, side, second, third);
        else if (kind === 'd') sink.dropped(side, 1, first);
      }
    },
  };
}
