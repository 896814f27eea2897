import type { Comparison } from '../../core/judgement.ts';
import type { Result } from '../../core/result.ts';
import { formatChange, formatSides } from '../change.ts';
import { sortFindings } from '../findings.ts';
import { PLAIN } from '../ink.ts';
import { count, NOTHING } from '../numbers.ts';
import { otherSide } from '../stored-words.ts';
import { html, type Piece } from './markup.ts';
import type { WriteSection } from './section.ts';
import { renderTable } from './table.ts';

/** So few stand open. */
const FEW = 20;
const METRICS = ['p50', 'p95', 'errors'] as const;

/** Every endpoint in a line, those that moved first. */
export const endpointsSection: WriteSection = (result) => {
  const findings = sortFindings(result.judgement);
  if (findings.endpoints.length === 0) return null;
  const moved = [...findings.worse, ...findings.open, ...findings.better].flatMap(
    ({ endpoint }) => endpoint ?? [],
  );
  const names = [...new Set([...moved, ...findings.endpoints])];
  const quiet = findings.quiet.length;
  const table = renderTable({
    name: 'All endpoints',
    columns: [
      { title: 'endpoint' },
      { title: 'requests', isNumber: true },
      ...METRICS.flatMap((metric) => [
        { title: metric, isNumber: true },
        { title: 'change', isNumber: true },
      ]),
    ],
    rows: rowsOf(names, result),
  });
  const unseen = quiet === 0 ? '' : `, no change seen on ${quiet}`;
  const title = `${count(names.length, 'endpoint')}${unseen}; ${otherSide(result)} → head`;
  return {
    id: 'endpoints',
    title: 'All endpoints',
    body:
      names.length <= FEW
        ? html`<p class="faint">${title}.</p>${table}`
        : html`<details><summary>${title}, those that need a reader first</summary>${table}</details>`,
  };
};

function rowsOf(names: readonly string[], { judgement }: Result): Piece[][] {
  const byEndpoint = Map.groupBy(judgement.comparisons, ({ endpoint }) => endpoint);
  return names.map((name) => {
    const own = byEndpoint.get(name) ?? [];
    const requests = own[0]?.requests;
    return [
      html`<code>${PLAIN.name(name)}</code>`,
      requests === undefined ? NOTHING : `${requests[0] + requests[1]}`,
      ...METRICS.flatMap((metric) => changeCells(own.find((one) => one.metric === metric))),
    ];
  });
}

function changeCells(one: Comparison | undefined): Piece[] {
  if (one === undefined) return [NOTHING, NOTHING];
  const change = one.standing === 'sparse' ? 'too few' : formatChange(one);
  return [formatSides(one), one.standing === 'worse' ? html`<b>${change}</b>` : change];
}
