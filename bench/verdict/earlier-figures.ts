import type { Change } from './changes.ts';

/** What an earlier, independent simulation of the same design found with 4 s windows of 200 ms slots and 3 starts. */
export interface EarlierFigure {
  readonly name: string;
  readonly change: Change;
  /** The right answer, or the one that was counted where two are right. */
  readonly answer: 'fail' | 'pass';
  /** Share of comments with that answer, and mean load seconds until any; of 300 comments each. */
  readonly typical: { readonly share: number; readonly seconds: number };
  readonly measured: { readonly share: number; readonly seconds: number };
}

export const EARLIER_FIGURES: readonly EarlierFigure[] = [
  figure('nothing', { kind: 'none' }, 'pass', [0.997, 127], [0.992, 136]),
  figure('everything +3%', { kind: 'all', by: 0.03 }, 'fail', [0.5933, 156], [0.4733, 208]),
  figure('everything +5%', { kind: 'all', by: 0.05 }, 'fail', [0.99, 104], [0.9733, 146]),
  figure('everything +10%', { kind: 'all', by: 0.1 }, 'fail', [1, 57], [1, 64]),
  figure('one endpoint +5%', { kind: 'one', by: 0.05 }, 'fail', [0.2133, 167], [0.14, 182]),
  figure('one endpoint +10%', { kind: 'one', by: 0.1 }, 'fail', [0.98, 132], [0.9867, 153]),
  figure('one endpoint +20%', { kind: 'one', by: 0.2 }, 'fail', [1, 69], [1, 74]),
  figure('2% of requests +60 ms', { kind: 'tail', share: 0.02, ms: 60 }, 'fail', [1, 51], [1, 51]),
  figure('errors +0.5 pp', { kind: 'errors', by: 0.005 }, 'fail', [0.9633, 133], [0.9767, 135]),
  figure('everything −5%', { kind: 'all', by: -0.05 }, 'pass', [1, 121], [1, 121]),
];

function figure(
  name: string,
  change: Change,
  answer: EarlierFigure['answer'],
  typical: readonly [number, number],
  measured: readonly [number, number],
): EarlierFigure {
  return {
    name,
    change,
    answer,
    typical: { share: typical[0], seconds: typical[1] },
    measured: { share: measured[0], seconds: measured[1] },
  };
}
