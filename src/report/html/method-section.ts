import { methodLines } from '../method.ts';
import { html } from './markup.ts';
import type { WriteSection } from './section.ts';
import { HTML, written } from './written.ts';

/** Everything needed to repeat the run, or to doubt it. */
export const methodSection: WriteSection = (result) => ({
  id: 'method',
  title: 'How this was measured',
  body: html`<ul>${methodLines(result, HTML).map((line) => html`<li>${written(line)}`)}</ul>`,
});
