import { limitWord, thresholdLines, thresholdWord } from '../limit-tables.ts';
import { subject } from '../metric-words.ts';
import { formatBound, formatValue } from '../numbers.ts';
import { html } from './markup.ts';
import type { WriteSection } from './section.ts';
import { renderTable } from './table.ts';
import { HTML, written } from './written.ts';

/** Absolute bounds: the user's limits, and the script's own thresholds. */
export const limitsSection: WriteSection = ({ judgement, measurement }) => {
  const { limits } = judgement;
  const thresholds = thresholdLines(measurement);
  if (limits.length + thresholds.length === 0) return null;
  const limitRows = limits.map((limit) => [
    written(subject(limit, HTML)),
    formatBound(limit.most, limit.unit),
    formatValue(limit.head, limit.unit),
    formatValue(limit.low, limit.unit),
    limitWord(limit),
  ]);
  const thresholdRows = thresholds.map((line) => [
    html`${written(HTML.name(line.metric))} ${written(HTML.name(line.condition))}`,
    kept(line.base),
    kept(line.head),
    thresholdWord(line),
  ]);
  return {
    id: 'limits',
    title: 'Limits',
    body: html`${
      limits.length === 0
        ? null
        : renderTable({
            name: 'Limits',
            columns: [
              { title: 'limit' },
              { title: 'at most', isNumber: true },
              { title: 'head', isNumber: true },
              { title: 'at least, 95%', isNumber: true },
              { title: 'found' },
            ],
            rows: limitRows,
            isStrong: (row) => limits[row]?.breached === true,
          })
    }${
      thresholds.length === 0
        ? null
        : renderTable({
            name: 'Thresholds of the script',
            columns: [
              { title: 'threshold of the script' },
              { title: 'base' },
              { title: 'head' },
              { title: 'found' },
            ],
            rows: thresholdRows,
            isStrong: (row) => thresholds[row]?.head === false,
          })
    }`,
  };
};

function kept(ok: boolean | null): string {
  if (ok === null) return 'not judged';
  return ok ? 'kept' : 'broken';
}
