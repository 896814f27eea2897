import { axisY, gridY, type Markish } from '@observablehq/plot';
import type { Ticks } from './axis-ticks.ts';

/** Words at the edges of a picture, without strokes. */
export const EDGE_WORDS = { tickSize: 0, label: null, fill: 'var(--faint)', fontSize: 12 } as const;

/** Lines across the picture at the ticks; under everything else. */
export const gridAt = ({ values }: Ticks): Markish =>
  gridY([...values], { stroke: 'var(--grid)', strokeOpacity: 1 });

export const axisAt = ({ values, label }: Ticks): Markish =>
  axisY([...values], { ...EDGE_WORDS, tickFormat: (value: number) => label(value) });
