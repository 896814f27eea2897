import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { renderAs } from '../report/formats.ts';
import { inputOf } from './input.ts';
import { isDiskFull, type Outcome } from './outcome.ts';
import type { Publication } from './publication.ts';

/** Where the report with plots is, for people and for later steps; null where it is not. */
export interface KeptReport {
  readonly path: string | null;
  readonly url: string | null;
}

const NOWHERE: KeptReport = { path: null, url: null };

/** Writes the reports that are files, and keeps the one with plots for those who read. What cannot be is warned of. */
export async function keepReport(outcome: Outcome, publication: Publication): Promise<KeptReport> {
  if (outcome.kind !== 'measured') return NOWHERE;
  const { run, inputs, job } = publication;
  const results = [{ name: run.job || 'plimsoll', result: outcome.result }] as const;
  const render = (format: 'html' | 'junit'): string => job.clean(renderAs(format, results, PLAIN_TEXT));
  const write = (path: string, format: 'html' | 'junit', text: () => string): Promise<string | null> =>
    orWarn(publication, `No ${format} report`, `${path} could not be written`, async () => {
      await writeFile(path, text());
      return path;
    });
  const junit = inputOf('junit', inputs);
  if (junit !== null) await write(resolve(run.workspace, junit), 'junit', () => render('junit'));
  const page = await orWarn(publication, 'No html report', 'it could not be drawn', async () =>
    render('html'),
  );
  if (page === null) return NOWHERE;
  const html = inputOf('html', inputs);
  const path =
    html === null ? join(run.temp, `plimsoll-report-${run.id}.html`) : resolve(run.workspace, html);
  return { path: await write(path, 'html', () => page), url: await shelve(page, publication) };
}

const PLAIN_TEXT = { color: false, width: 120 };

/** That a run has no place for artifacts is no news: Enterprise Server has none for actions. */
async function shelve(page: string, { inputs, job, shelf }: Publication): Promise<string | null> {
  if (shelf === null || inputOf('keep-report', inputs) === false) return null;
  try {
    return await shelf.keep(page, inputs);
  } catch (error) {
    job.say(`no artifact of the report: ${(error as Error).message}`);
    return null;
  }
}

async function orWarn<T>(
  { job }: Publication,
  title: string,
  what: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const reason = isDiskFull(error) ? 'the disk is full' : (error as Error).message;
    job.annotate('warning', title, `${what}: ${reason}`);
    return null;
  }
}
