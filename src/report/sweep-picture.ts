import type { PlotOptions } from '@observablehq/plot';
import { renderSvgFile } from './svg-file.ts';

/** Colours for both themes, and a paper, because a picture does not know the page it lies on. */
const STYLE = `.plimsoll-sweep { --paper: #ffffff; --ink: #1f2328; --faint: #656d76; --better: #1a7f37; --worse: #bc4c00; --open: #6e7781; --today: #0550ae; --grid: #d8dee4; color: var(--ink); background: var(--paper); }
@media (prefers-color-scheme: dark) { .plimsoll-sweep { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --better: #3fb950; --worse: #f0883e; --open: #8b949e; --today: #79c0ff; --grid: #30363d; } }`;

export interface Picture {
  readonly title: string;
  readonly options: PlotOptions;
}

/** A picture of a sweep as a file. */
export const draw = ({ title, options }: Picture): string =>
  renderSvgFile({ title, style: STYLE, options: { ...options, className: 'plimsoll-sweep' } });

/** Room for names of variants at the left, px. */
export const nameRoom = (names: readonly string[]): number =>
  Math.min(320, 24 + 7 * Math.max(0, ...names.map((name) => Array.from(name).length)));
