import type { Job } from '../../src/github/job.ts';
import { createMask } from '../../src/github/mask.ts';

/** A job that remembers what it was told. */
export interface RecordedJob extends Job {
  readonly log: string[];
  /** `level: title: text` */
  readonly annotations: string[];
  readonly outputs: Record<string, string>;
  readonly masked: string[];
  summary: string;
}

export function recordJob(): RecordedJob {
  const job: RecordedJob = {
    log: [],
    annotations: [],
    outputs: {},
    masked: [],
    summary: '',
    say: (text) => void job.log.push(text),
    inGroup: async (title, work) => {
      job.log.push(`group: ${title}`);
      try {
        return await work();
      } finally {
        job.log.push('end of group');
      }
    },
    annotate: (level, title, text) => void job.annotations.push(`${level}: ${title}: ${text}`),
    output: (name, value) => {
      job.outputs[name] = value;
    },
    mask: (secret) => {
      if (secret !== '' && !job.masked.includes(secret)) job.masked.push(secret);
    },
    clean: (text) => createMask(job.masked)(text),
    summarize: async (markdown) => {
      job.summary += `${markdown}\n`;
      return true;
    },
  };
  return job;
}
