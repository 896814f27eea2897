import type { Verdict } from '../core/judgement.ts';
import type { TimeSpan } from '../core/load-time.ts';

/** What a run was about, as far as it is known. */
export interface RunSubject {
  /** `owner/name`. */
  readonly repository: string | null;
  readonly pullRequest: number | null;
  /** Page of the pull request or the run. */
  readonly page: string | null;
}

export interface AnnotatedRun extends RunSubject {
  readonly time: TimeSpan;
  readonly verdict: Verdict;
  /** The report's first sentence; may quote names that a pull request chose. */
  readonly headline: string;
  /** Further tags. */
  readonly tags: readonly string[];
}

/** What POST /api/annotations takes; without a dashboard it is the whole organisation's, found by its tags. */
export interface Annotation {
  /** Epoch ms, whole. */
  readonly time: number;
  readonly timeEnd: number;
  readonly tags: readonly string[];
  /** HTML, which Grafana cleans before it shows it. */
  readonly text: string;
}

/** Grafana refuses an annotation whose tags are longer than this in bytes of JSON, unless it is set up otherwise. */
const TAG_BYTES = 500;
const TEXT_CHARACTERS = 1000;

export function composeAnnotation({ time, page, headline, ...run }: AnnotatedRun): Annotation {
  const text = escapeHtml(shorten(headline));
  return {
    time: time.from,
    timeEnd: time.to,
    tags: fitTags([
      'plimsoll',
      `verdict:${run.verdict}`,
      ...(run.repository === null ? [] : [`repo:${run.repository}`]),
      ...(run.pullRequest === null ? [] : [`pr:${run.pullRequest}`]),
      ...run.tags,
    ]),
    text: page === null ? text : `${text}\n<a href="${escapeHtml(page)}">${escapeHtml(page)}</a>`,
  };
}

/** As many tags as Grafana takes, the first first, each once. */
function fitTags(tags: readonly string[]): string[] {
  const kept: string[] = [];
  for (const tag of new Set(tags)) {
    if (Buffer.byteLength(JSON.stringify([...kept, tag])) <= TAG_BYTES) kept.push(tag);
  }
  return kept;
}

function shorten(text: string): string {
  const points = Array.from(text.toWellFormed());
  return points.length <= TEXT_CHARACTERS
    ? points.join('')
    : `${points.slice(0, TEXT_CHARACTERS - 1).join('')}…`;
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
