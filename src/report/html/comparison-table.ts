import type { Comparison } from '../../core/judgement.ts';
import type { Result } from '../../core/result.ts';
import { formatChange, formatInterval, formatMargin, formatResolution } from '../change.ts';
import { wordFor } from '../endpoint-tables.ts';
import { metricWord } from '../metric-words.ts';
import { formatValue } from '../numbers.ts';
import { otherSide } from '../stored-words.ts';
import type { Piece } from './markup.ts';
import type { Column, Table } from './table.ts';
import { HTML, written } from './written.ts';

/** Comparisons with everything that is known of them, a row each. */
export function comparisonTable(name: string, comparisons: readonly Comparison[], result: Result): Table {
  const number = (title: string): Column => ({ title, isNumber: true });
  return {
    name,
    columns: [
      { title: '' },
      number(otherSide(result)),
      number('head'),
      number('change'),
      number('95% interval'),
      number('could have seen'),
      number('margin'),
      { title: 'standing' },
    ],
    rows: comparisons.map(rowOf),
    isStrong: (row) => comparisons[row]?.standing === 'worse',
  };
}

const rowOf = (one: Comparison): Piece[] => [
  written(`${one.endpoint === null ? '' : `${HTML.name(one.endpoint)} `}${metricWord(one.metric, HTML)}`),
  formatValue(one.base, one.unit),
  formatValue(one.head, one.unit),
  formatChange(one),
  formatInterval(one),
  formatResolution(one, one.resolution),
  one.margin === null || one.standing === 'shown' ? 'not gated' : formatMargin(one, one.margin),
  wordFor(one),
];
