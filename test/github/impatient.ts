import { type GitHub, openGitHub, type Patience } from '../../src/github/client.ts';
import type { Section } from '../../src/github/section.ts';
import type { StickyComment } from '../../src/github/sticky-comment.ts';

/** A second of the real policy in a few milliseconds, so that every fault plays out in a test's time. */
export const IMPATIENT: Patience = {
  totalMs: 3000,
  requestMs: 300,
  backoffMs: 10,
  writeGapMs: 20,
  settleMs: 30,
};

export const openImpatient = (
  apiUrl: string,
  patience: Partial<Patience> = {},
  token = 'ghs_job',
): Promise<GitHub> => openGitHub({ token, apiUrl, patience: { ...IMPATIENT, ...patience } });

export const CONVERSATION = { owner: 'octo', repo: 'shop', number: 7 };

export const aSection = (change: Partial<Section> = {}): Section => ({
  key: 'job',
  attempt: 1,
  ending: 'pass',
  body: 'pass',
  ...change,
});

export const aComment = (change: Partial<StickyComment> = {}): StickyComment => ({
  conversation: CONVERSATION,
  key: 'load',
  run: 100,
  section: aSection(),
  isShared: false,
  mayCreate: true,
  login: 'github-actions[bot]',
  isFork: false,
  ...change,
});
