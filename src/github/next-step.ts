import type { Comment } from './comments.ts';
import { newestSections, type Section } from './section.ts';
import { readComment, type SharedComment } from './shared-comment.ts';

/** What is left to do until exactly one comment of ours holds the newest sections of the newest run. */
export type Step =
  | { readonly kind: 'create'; readonly content: SharedComment }
  | { readonly kind: 'rewrite'; readonly id: number; readonly content: SharedComment }
  | { readonly kind: 'remove'; readonly ids: readonly number[] }
  | { readonly kind: 'settled'; readonly url: string; readonly isNewer: boolean };

export interface Mine {
  readonly key: string;
  readonly run: number;
  readonly section: Section;
  /** Among jobs that share even a section the last to come writes, and only once: two that each insisted would never end. */
  readonly hasWritten: boolean;
}

/** `own`: our comments with this key, the lowest id first. It is the one that stays. */
export function nextStep(own: readonly Comment[], mine: Mine): Step {
  const [canonical, ...duplicates] = own;
  if (canonical === undefined) {
    return { kind: 'create', content: { run: mine.run, sections: [mine.section] } };
  }
  const held = contentOf(canonical, mine);
  const wanted = merge([held, ...duplicates.map((comment) => contentOf(comment, mine))], mine);
  if (held.run !== wanted.run || wanted.sections.some((section) => !held.sections.includes(section))) {
    return { kind: 'rewrite', id: canonical.id, content: wanted };
  }
  if (duplicates.length > 0) return { kind: 'remove', ids: duplicates.map(({ id }) => id) };
  const isNewer =
    wanted.run > mine.run ||
    wanted.sections.some(({ key, attempt }) => key === mine.section.key && attempt > mine.section.attempt);
  return { kind: 'settled', url: canonical.url, isNewer };
}

const contentOf = ({ body }: Comment, { key }: Mine): SharedComment =>
  readComment(key, body) ?? { run: 0, sections: [] };

/** Sections of the newest run alone: what an older one said about other code is no longer true. */
function merge(contents: readonly SharedComment[], mine: Mine): SharedComment {
  const run = Math.max(mine.run, ...contents.map((content) => content.run));
  const seen = contents.filter((content) => content.run === run).flatMap(({ sections }) => sections);
  if (run > mine.run) return { run, sections: newestSections(seen) };
  const isFirst = !mine.hasWritten && !seen.some((section) => isSame(section, mine.section));
  return { run, sections: newestSections(isFirst ? [mine.section, ...seen] : [...seen, mine.section]) };
}

/** GitHub stores line ends in its own way. */
const isSame = (a: Section, b: Section): boolean =>
  a.key === b.key && a.attempt === b.attempt && a.ending === b.ending && plain(a.body) === plain(b.body);
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
