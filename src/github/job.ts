import { error, info, notice, setOutput, setSecret, summary, warning } from '@actions/core';
import { defang } from './defang.ts';
import { fitSummary } from './summary-budget.ts';

/** The job that we run in: its log, annotations, summary and outputs. */
export interface Job {
  /** A line for the log, whatever it contains. */
  say(text: string): void;
  annotate(level: 'notice' | 'warning' | 'error', title: string, text: string): void;
  output(name: string, value: string): void;
  /** Appends Markdown to the job summary; false when there is none to write to. */
  summarize(markdown: string): Promise<boolean>;
  /** Has the runner replace a secret by `***` from here on. */
  mask(secret: string): void;
}

/** The job as the runner lets an action reach it: through standard output and the files named in the environment. */
export function openJob(): Job {
  return {
    say: (text) => info(defang(text)),
    annotate: (level, title, text) =>
      ANNOTATE[level](withoutOldCommands(text), { title: withoutOldCommands(title) }),
    output: (name, value) => setOutput(name, value),
    summarize: async (markdown) => {
      try {
        await summary.addRaw(fitSummary(markdown), true).write();
        return true;
      } catch {
        summary.emptyBuffer();
        return false;
      }
    },
    mask: (secret) => {
      if (secret !== '') setSecret(secret);
    },
  };
}

const ANNOTATE = { notice, warning, error };

/** The toolkit escapes what would end an annotation; `##[` inside it would still start another command. */
const withoutOldCommands = (text: string): string => text.replaceAll('##[', '## [');
