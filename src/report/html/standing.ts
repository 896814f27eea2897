import type { Standing } from '../../core/judgement.ts';
import { html, type Markup } from './markup.ts';

/** How a standing looks in a picture: colour, shape and word say the same. */
interface Look {
  readonly color: string;
  readonly symbol: 'diamond' | 'triangle' | 'circle' | 'square';
  readonly isFilled: boolean;
  readonly word: string;
}

export const LOOKS: Readonly<Record<Standing, Look>> = {
  worse: { color: 'var(--worse)', symbol: 'diamond', isFilled: true, word: 'proven worse' },
  better: { color: 'var(--better)', symbol: 'triangle', isFilled: true, word: 'proven better' },
  held: { color: 'var(--held)', symbol: 'circle', isFilled: true, word: 'within its margin' },
  open: { color: 'var(--open)', symbol: 'circle', isFilled: false, word: 'open: neither proven' },
  unresolvable: { color: 'var(--open)', symbol: 'square', isFilled: false, word: 'too noisy for its margin' },
  shown: { color: 'var(--quiet)', symbol: 'square', isFilled: true, word: 'shown, not gated' },
  sparse: { color: 'var(--quiet)', symbol: 'square', isFilled: false, word: 'too few requests' },
};

export const STANDINGS = Object.keys(LOOKS) as readonly Standing[];

const SHAPES: Readonly<Record<Look['symbol'], string>> = {
  diamond: 'M11,1L15,6L11,11L7,6Z',
  triangle: 'M11,1L16,10L6,10Z',
  circle: 'M7,6a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z',
  square: 'M8,3H14V9H8Z',
};

/** What the standings that occur look like, and what the other signs of a forest mean. */
export function forestLegend(standings: readonly Standing[]): Markup {
  const occurring = STANDINGS.filter((standing) => standings.includes(standing)).map((standing) => {
    const { color, symbol, isFilled, word } = LOOKS[standing];
    const paint = html`stroke="${color}" stroke-width="1.5" fill="${isFilled ? color : 'var(--paper)'}"`;
    return html`<li><svg viewBox="0 0 22 12" aria-hidden="true"><path d="M0,6H22" stroke="${color}" stroke-width="2"/><path d="${SHAPES[symbol]}" ${paint}/></svg>${word}`;
  });
  return html`<ul class="legend">${occurring}<li><svg viewBox="0 0 22 12" aria-hidden="true"><path d="M11,0V12" stroke="var(--ink)" stroke-width="2"/></svg>margin<li><svg viewBox="0 0 22 12" aria-hidden="true"><rect width="22" height="12" fill="var(--faint)" fill-opacity="0.22"/></svg>a change this small could have been missed</ul>`;
}
