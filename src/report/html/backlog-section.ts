import { backlogLines } from '../backlog.ts';
import { html } from './markup.ts';
import type { WriteSection } from './section.ts';
import { HTML, written } from './written.ts';

/** What became of the queues behind the service. */
export const backlogSection: WriteSection = (result) => {
  const lines = backlogLines(result, HTML);
  if (lines.length === 0) return null;
  return { id: 'queues', title: 'Queues', body: html`${lines.map((line) => html`<p>${written(line)}</p>`)}` };
};
