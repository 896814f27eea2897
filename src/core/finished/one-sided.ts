import { settingsFailure } from '../failure.ts';
import type { Judgement } from '../judgement.ts';
import type { EndpointBlocks, Observations } from '../observations.ts';

/** Endpoints that only one run has, as far as they had a part in it worth speaking of. */
export interface OneSided {
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/** As with recordings: those near the least that is judged come and go. */
const MISSED_SHARE = 0.02;

export function findOneSided({ endpoints, mix }: Observations): OneSided {
  const on = (blocks: EndpointBlocks, side: 0 | 1): number =>
    (blocks.cells[side]?.requests ?? []).reduce((sum, requests) => sum + requests, 0);
  const isMissed = (blocks: EndpointBlocks, there: 0 | 1): boolean =>
    on(blocks, there) >= MISSED_SHARE * on(mix, there) && on(blocks, there === 0 ? 1 : 0) === 0;
  const namesOf = (there: 0 | 1): string[] =>
    endpoints.filter((blocks) => isMissed(blocks, there)).map(({ name }) => name);
  return { gone: namesOf(0), added: namesOf(1) };
}

/** What head was not asked cannot pass. */
export function doubtGone(judgement: Judgement, { gone }: OneSided): Judgement {
  if (judgement.verdict !== 'pass' || gone.length === 0) return judgement;
  const missing = gone.map((endpoint) => ({ metric: 'p50', endpoint }));
  return { ...judgement, verdict: 'inconclusive', reason: { kind: 'missing metric', missing } };
}

/** Two runs that asked for different things have nothing to be compared: throws a settings failure. */
export function requireCommon({ endpoints }: Observations): void {
  const on = (side: 0 | 1): string[] =>
    endpoints
      .filter(({ cells }) => cells[side]?.requests.some((requests) => requests > 0) === true)
      .map(({ name }) => name);
  const [base, head] = [on(0), on(1)];
  if (base.some((name) => head.includes(name))) return;
  const some = (names: readonly string[]): string =>
    names
      .slice(0, 3)
      .map((name) => JSON.stringify(name))
      .join(', ');
  throw settingsFailure(
    `the two files have no endpoint in common: base has ${some(base)}, head has ${some(head)}`,
    'Give two runs of one script; requests are told apart by their names (labels).',
  );
}

const MOST_NAMED = 5;

export function sayOneSided({ gone, added }: OneSided): string[] {
  const say = (names: readonly string[], side: string, other: string): string[] => {
    if (names.length === 0) return [];
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
    return [
      `Only ${side} has ${names.slice(0, MOST_NAMED).join(', ')}${more}; without ${other} there is nothing to compare.`,
    ];
  };
  return [...say(gone, 'base', 'head'), ...say(added, 'head', 'base')];
}
