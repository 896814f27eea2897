import { axisX, axisY, dot, line, ruleX, text } from '@observablehq/plot';
import type { AuditedVariant } from '../core/sweep/audit.ts';
import type { SweepResult } from '../core/sweep/swept.ts';
import { variantName } from '../core/sweep/variant-name.ts';
import { PLAIN } from './ink.ts';
import { formatMs, plain } from './numbers.ts';
import { draw, nameRoom } from './sweep-picture.ts';

/** p95 of every variant over multiples of today's load; crosses where it stalls. */
export function renderGrowthSvg({ growth, design }: SweepResult): string {
  const variants = growth?.variants ?? [];
  const rows = variants.flatMap((variant, index) => {
    const name = PLAIN.name(variantName(design, index));
    return variant.steps.flatMap(({ factor, p95Ms }) =>
      p95Ms === null || p95Ms <= 0
        ? []
        : [
            {
              name,
              factor,
              p95Ms,
              isStalled: factor >= (variant.stall?.factor ?? Infinity),
              color: colorOf(variant),
            },
          ],
    );
  });
  const ends = variants.flatMap(
    (_, index) => rows.findLast(({ name }) => name === PLAIN.name(variantName(design, index))) ?? [],
  );
  const title = "p95 over multiples of today's load; crosses where a variant stalls";
  return draw({
    title,
    options: {
      ...{ width: 760, height: 320, marginTop: 46, marginBottom: 40, marginLeft: 64 },
      marginRight: nameRoom(ends.map(({ name }) => name)),
      x: { domain: [0, Math.max(1, ...rows.map(({ factor }) => factor))] },
      y: { type: 'log' },
      marks: [
        axisY({
          label: null,
          ticks: 4,
          tickFormat: (value: number) => formatMs(value),
          tickSize: 0,
          fill: 'var(--faint)',
        }),
        axisX([...new Set(rows.map(({ factor }) => factor))], {
          label: null,
          tickFormat: (value: number) => `${plain(value)}×`,
          fill: 'var(--faint)',
        }),
        ruleX([1], { stroke: 'var(--grid)' }),
        line(rows, { x: 'factor', y: 'p95Ms', z: 'name', stroke: 'color', strokeWidth: 1.5 }),
        dot(rows, {
          x: 'factor',
          y: 'p95Ms',
          stroke: 'color',
          symbol: (row: { isStalled: boolean }) => (row.isStalled ? 'times' : 'circle'),
          r: 4,
        }),
        text(ends, { x: 'factor', y: 'p95Ms', text: 'name', textAnchor: 'start', dx: 8, fill: 'color' }),
        text([title], { frameAnchor: 'top-left', dx: -60, dy: -40, fontSize: 13, fontWeight: 600 }),
      ],
    },
  });
}

function colorOf({ standing }: AuditedVariant): string {
  switch (standing) {
    case 'today':
      return 'var(--today)';
    case 'further':
      return 'var(--better)';
    case 'sooner':
      return 'var(--worse)';
    case 'same':
    case 'unsure':
      return 'var(--open)';
  }
}
