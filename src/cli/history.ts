import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DONE } from '../core/exit-code.ts';
import { readHistory } from '../pipeline/history.ts';
import { renderHistory } from '../report/history.ts';
import { renderHistoryPage } from '../report/history-page.ts';
import { renderHistorySvg } from '../report/history-svg.ts';
import type { Command } from './command.ts';
import { planRequest } from './request-plan.ts';

/** `plimsoll history`: what became of each metric on the default branch, and which commits changed it. */
export const HISTORY: Command = {
  name: 'history',
  summary: 'Show what was recorded of the default branch, with change points.',
  settings: null,
  own: {
    svg: {
      placeholder: 'DIR',
      means: 'Folder to write a picture of each metric to, as SVG.',
      byDefault: 'none',
    },
    html: {
      placeholder: 'FILE',
      means: 'File to write one page with all pictures to; it opens offline.',
      byDefault: 'none',
    },
  },
  operands: [],
  async run(request, surroundings, terminal) {
    const { plan } = await planRequest(request, surroundings);
    const { history, where, broken } = await readHistory(plan, surroundings);
    terminal.print(`${where}\n\n${renderHistory(history, terminal)}`);
    for (const sentence of broken) terminal.print(`passed over: ${sentence}`);
    const page = request.own['html'];
    if (page !== undefined) {
      await writeFile(resolve(page), renderHistoryPage(history, where));
      terminal.print(`page: ${page}`);
    }
    const folder = request.own['svg'];
    if (folder === undefined) return DONE;
    await mkdir(resolve(folder), { recursive: true });
    for (const metric of history.metrics) {
      const path = join(resolve(folder), `${fileNameOf(metric)}.svg`);
      await writeFile(path, renderHistorySvg(metric));
      terminal.print(`picture: ${path}`);
    }
    return DONE;
  },
};

/** Names of endpoints may hold anything; a file's may not. */
function fileNameOf({
  metric,
  endpoint,
}: {
  readonly metric: string;
  readonly endpoint: string | null;
}): string {
  const name = endpoint === null ? metric : `${endpoint} ${metric}`;
  return (
    name
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[-.]+/, '')
      .slice(0, 100) || 'metric'
  );
}
