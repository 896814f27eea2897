import { configurationLines } from '../configuration.ts';
import { html } from './markup.ts';
import type { WriteSection } from './section.ts';
import { HTML, written } from './written.ts';

/** Whether it is the code or the configuration. */
export const configurationSection: WriteSection = (result) => {
  const lines = configurationLines(result, HTML);
  if (lines.length === 0) return null;
  const body = html`${lines.map((line) => html`<p>${written(line)}</p>`)}`;
  return { id: 'configuration', title: 'Code or configuration', body };
};
