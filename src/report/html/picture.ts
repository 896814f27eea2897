import { type PlotOptions, plot, type Scale } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { html, type Markup } from './markup.ts';

/** Pixels. A picture is drawn once for each: text that is scaled down to a telephone cannot be read. */
export interface Size {
  readonly width: number;
  readonly isNarrow: boolean;
}

const WIDE: Size = { width: 860, isNarrow: false };
const NARROW: Size = { width: 350, isNarrow: true };

/** A place that answers to the pointer with a row of the table under the picture. */
export interface Spot {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly options: PlotOptions;
  /** Asked once the scales are known. */
  readonly spots?: (scales: Scales) => readonly Spot[];
}

export interface Scales {
  x(value: number | string): number;
  y(value: number | string): number;
}

/** A picture in both widths; the style sheet shows the one that fits. `name` is what a screen reader says of it. */
export function renderPicture(name: string, draw: (size: Size) => Drawing): Markup {
  return html`<div class="wide">${drawOne(name, draw(WIDE), WIDE)}</div><div class="narrow">${drawOne(name, draw(NARROW), NARROW)}</div>`;
}

const { document } = parseHTML('<html><body></body></html>');

function drawOne(name: string, { options, spots }: Drawing, { width }: Size): Markup {
  const drawn = plot({ document, width, className: 'plot', style: null, ...options });
  // The page has one style sheet; what Plot brings along is not on its list.
  for (const style of drawn.querySelectorAll('style')) style.remove();
  const scale = (axis: 'x' | 'y') => {
    const own: Scale | undefined = drawn.scale(axis);
    return (value: number | string): number => {
      const middle = (own?.bandwidth ?? 0) / 2;
      return Number(own?.apply(value) ?? 0) + middle;
    };
  };
  const places = spots?.({ x: scale('x'), y: scale('y') }) ?? [];
  const body = shorten(drawn.innerHTML);
  return html`<svg viewBox="0 0 ${width} ${Number(drawn.getAttribute('height'))}" role="img" aria-label="${name}" text-anchor="middle" fill="currentColor">${{ markup: body }}${spotsMarkup(places)}</svg>`;
}

const spotsMarkup = (places: readonly Spot[]): Markup | null =>
  places.length === 0
    ? null
    : html`<g class="spots">${places.map(
        ({ row, x, y, width, height }) =>
          html`<rect data-row="${row}" x="${place(x)}" y="${place(y)}" width="${place(width)}" height="${place(height)}"/>`,
      )}</g>`;

const place = (pixels: number): number => Math.round(pixels * 10) / 10;

/** A tenth of a pixel is more than enough, and a third of the bytes. */
const shorten = (svg: string): string =>
  svg
    .replaceAll(/ (?:d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|transform)="[^"]*"/gu, (attribute) =>
      attribute.replaceAll(/-?\d+\.\d{2,}(?:e-\d+)?/gu, (number) => `${place(Number(number))}`),
    )
    .replaceAll(' aria-hidden="true"', '')
    .replaceAll(/ aria-label="[^"]*"/gu, '');
