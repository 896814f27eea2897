import { error, group, info, notice, setOutput, setSecret, summary, warning } from '@actions/core';
import { defang } from './defang.ts';
import { createMask, SHORTEST_SECRET } from './mask.ts';
import { fitSummary } from './summary-budget.ts';

/** The job that we run in: its log, annotations, summary and outputs. */
export interface Job {
  /** A line for the log, whatever it contains. */
  say(text: string): void;
  /** Does something whose lines the log folds under the title. */
  inGroup<T>(title: string, work: () => Promise<T>): Promise<T>;
  annotate(level: 'notice' | 'warning' | 'error', title: string, text: string): void;
  output(name: string, value: string): void;
  /** Appends Markdown to the job summary; false when there is none to write to. */
  summarize(markdown: string): Promise<boolean>;
  /** Has a secret replaced by `***` from here on, by the runner and by us. One that is too short to be one is left alone. */
  mask(secret: string): void;
  /** Text without these secrets, for what does not go through the runner. */
  clean(text: string): string;
}

/** GitHub keeps so many of each level per step and drops the rest without a word. */
const MOST_ANNOTATIONS = 10;

/** The job as the runner lets an action reach it: through standard output and the files named in the environment. */
export function openJob(): Job {
  const secrets = new Set<string>();
  let clean = createMask([]);
  const annotated = { notice: 0, warning: 0, error: 0 };
  const say = (text: string): void => info(defang(clean(text)));
  return {
    say,
    inGroup: (title, work) => group(title, work),
    annotate: (level, title, text) => {
      annotated[level] += 1;
      if (annotated[level] > MOST_ANNOTATIONS) say(`${title}: ${text}`);
      else ANNOTATE[level](withoutCommands(clean(text)), { title: withoutCommands(clean(title)) });
    },
    output: (name, value) => setOutput(name, clean(value)),
    summarize: async (markdown) => {
      try {
        await summary.addRaw(fitSummary(clean(markdown)), true).write();
        return true;
      } catch {
        summary.emptyBuffer();
        return false;
      }
    },
    mask: (secret) => {
      if (secret.length < SHORTEST_SECRET || secrets.has(secret)) return;
      setSecret(secret);
      secrets.add(secret);
      clean = createMask([...secrets]);
    },
    clean: (text) => clean(text),
  };
}

const ANNOTATE = { notice, warning, error };

/** The toolkit escapes what would end an annotation; `##[` inside it would still start another command. */
const withoutCommands = (text: string): string => text.replaceAll('##[', '## [');
