/** How a job ended, gravest first: the order in which sections stand in a comment. */
const ENDINGS = ['fail', 'error', 'inconclusive', 'cancelled', 'pass'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What one job says in a comment that the jobs of a matrix share. */
export interface Section {
  /** Tells the jobs apart: letters, digits, `_`, `.` and `-`, at most 100. */
  readonly key: string;
  /** Of the run, when the job wrote this. */
  readonly attempt: number;
  readonly ending: Ending;
  /** Markdown without a marker. */
  readonly body: string;
}

/** First line of a section. */
export const markSection = ({ key, attempt, ending }: Section): string =>
  `<!-- plimsoll section=${key} attempt=${attempt} ended=${ending} -->`;

const MARK = new RegExp(
  `^<!-- plimsoll section=([\\w.-]{1,100}) attempt=(\\d{1,6}) ended=(${ENDINGS.join('|')}) -->$`,
);

/** The sections of a comment, in its order. People may have edited it: what is no section is left out, and so is a second one of a job. */
export function readSections(comment: string): readonly Section[] {
  const sections = new Map<string, Section>();
  let open: { readonly mark: RegExpExecArray; readonly lines: string[] } | null = null;
  const close = (): void => {
    if (open === null) return;
    const [, key = '', attempt, ending] = open.mark;
    if (sections.has(key)) return;
    const body = open.lines.join('\n').trim();
    sections.set(key, { key, attempt: Number(attempt), ending: ending as Ending, body });
  };
  for (const line of comment.split(/\r?\n/)) {
    const mark = MARK.exec(line.trimEnd());
    if (mark === null) open?.lines.push(line);
    else {
      close();
      open = { mark, lines: [] };
    }
  }
  close();
  return [...sections.values()];
}

/** Of each job the section of its last attempt; of two of one attempt the first that is given. */
export function newestSections(sections: readonly Section[]): readonly Section[] {
  const newest = new Map<string, Section>();
  for (const section of sections) {
    const known = newest.get(section.key);
    if (known === undefined || section.attempt > known.attempt) newest.set(section.key, section);
  }
  return [...newest.values()];
}

const TITLES = new Intl.Collator('en', { numeric: true });

/** Gravest first, then by their first lines, which are their titles. */
export const sortSections = (sections: readonly Section[]): readonly Section[] =>
  sections.toSorted(
    (a, b) =>
      ENDINGS.indexOf(a.ending) - ENDINGS.indexOf(b.ending) ||
      TITLES.compare(firstLine(a), firstLine(b)) ||
      TITLES.compare(a.key, b.key),
  );

const firstLine = ({ body }: Section): string => body.split('\n', 1)[0] ?? '';
