import type { Judgement } from '../../core/judgement.ts';

/** One comparison of the demo, and what it is there to show. */
export interface Chapter {
  /** Name of a patch in the example's `regressions`, and of the files that the chapter leaves behind. */
  readonly regression: string;
  readonly announcement: string;
  /** What the verdict should have shown and did not; null when it did. */
  readonly findShortfall: (judgement: Judgement) => string | null;
}

const SLOWED = 'GET /products';

export const CHAPTERS: readonly Chapter[] = [
  {
    regression: 'n-plus-one',
    announcement: `A pull request loads reviews one product at a time. Plimsoll should say fail and name ${SLOWED}.`,
    findShortfall: (judgement) => {
      if (judgement.verdict !== 'fail')
        return `the slower list got the verdict ${judgement.verdict}, not fail`;
      const found = judgement.comparisons.some(
        ({ endpoint, standing }) => endpoint === SLOWED && standing === 'worse',
      );
      return found ? null : `the verdict is fail, but not because of ${SLOWED}`;
    },
  },
  {
    regression: 'no-op',
    announcement: 'A pull request changes a comment. Plimsoll should say pass.',
    findShortfall: (judgement) =>
      judgement.verdict === 'pass'
        ? null
        : `two equal versions got the verdict ${judgement.verdict}, not pass; on a busy machine that can happen`,
  },
];
