import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const SVG = 'http://www.w3.org/2000/svg';

export interface SvgFile {
  readonly title: string;
  /** Rules for the picture's own class. */
  readonly style: string;
  readonly options: PlotOptions & { readonly className: string };
}

/** A picture that stands alone as a file. */
export function renderSvgFile({ title, style, options }: SvgFile): string {
  const { document } = parseHTML('<html><body></body></html>');
  const svg = plot({ ...options, document });
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('role', 'img');
  // As text, never as an attribute: the document writes those as HTML does, which is no XML.
  const told = document.createElementNS(SVG, 'title');
  told.textContent = title;
  const rules = document.createElementNS(SVG, 'style');
  rules.textContent = style;
  svg.prepend(told, rules);
  return svg.outerHTML;
}
