import type { History } from '../core/baseline/history.ts';
import { renderHistorySvg } from './history-svg.ts';
import { describeCreep, sayHistoryChange } from './history-words.ts';
import { PLAIN } from './ink.ts';
import { count } from './numbers.ts';
import { escapeXml } from './xml.ts';

const STYLE = `:root { color-scheme: light dark; }
body { max-width: 800px; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
svg { max-width: 100%; height: auto; }
figure { margin: 1.5rem 0; break-inside: avoid; overflow-x: auto; }`;

/** The recorded history as one page that is whole in itself: what changed in words, then a picture of each metric. */
export function renderHistoryPage(history: History, where: string): string {
  const { metrics, leftOut } = history;
  const changes = metrics.flatMap((metric) =>
    metric.changes.map((change) => sayHistoryChange(metric, change, PLAIN)),
  );
  const creep = describeCreep(history, PLAIN);
  const left = leftOut.map(
    ({ words, recordings }) => `Left out: ${count(recordings, 'recording')} (${PLAIN.remark(words)}).`,
  );
  const none = 'No history yet: at least two comparable recordings of the default branch make one.';
  const found = changes.length === 0 ? 'No lasting change of any metric was found.' : 'Lasting changes:';
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Plimsoll: history</title><style>${STYLE}</style></head><body><main>`,
    `<h1>History</h1>${paragraph(PLAIN.remark(where))}`,
    paragraph(metrics.length === 0 ? none : found),
    ...(changes.length === 0
      ? []
      : [`<ul>${changes.map((line) => `<li>${escapeXml(line)}</li>`).join('')}</ul>`]),
    ...(creep === null ? [] : [paragraph(`${creep}.`)]),
    ...left.map(paragraph),
    ...metrics.map((metric) => `<figure>${renderHistorySvg(metric)}</figure>`),
    '</main></body></html>\n',
  ].join('\n');
}

const paragraph = (text: string): string => `<p>${escapeXml(text)}</p>`;
