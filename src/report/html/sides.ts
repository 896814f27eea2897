import type { Observations } from '../../core/observations.ts';
import { BASE, HEAD, type Side } from '../../core/side.ts';
import { PLAIN } from '../ink.ts';
import { html, type Markup } from './markup.ts';

/** How a side is drawn: base is dashed, so that no one needs the colours. */
export interface SideLook {
  readonly label: string;
  readonly color: string;
  readonly dash: string | null;
}

export function lookOf(side: Side): SideLook {
  if (side === BASE) return { label: BASE, color: 'var(--base)', dash: '4,2' };
  if (side === HEAD) return { label: HEAD, color: 'var(--head)', dash: null };
  return { label: PLAIN.name(side), color: 'var(--reference)', dash: '1,2' };
}

export const looksOf = ({ sides }: Pick<Observations, 'sides'>): SideLook[] => sides.map(lookOf);

export function sidesLegend(looks: readonly SideLook[], more: Markup | null = null): Markup {
  return html`<ul class="legend">${looks.map(
    ({ label, color, dash }) =>
      html`<li><svg viewBox="0 0 22 12" aria-hidden="true"><path d="M0,6H22" stroke="${color}" stroke-width="2.5"${dash === null ? null : html` stroke-dasharray="${dash}"`}/></svg>${label}`,
  )}${more}</ul>`;
}
