import type { Reason } from '../core/judgement.ts';
import type { FinishedAgainst, Result } from '../core/result.ts';
import { formatResolution } from './change.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { count, formatMs, formatSeconds, formatShare, formatValue, listed, plain } from './numbers.ts';
import { alarmPromise, passPromise } from './promises.ts';

/** Words on two finished runs that others made. */

type OtherLoad = Extract<Reason, { readonly kind: 'other load' }>;

export function sayOtherLoad({ base, head }: OtherLoad): Headline {
  const rates = `head answered ${formatValue(head, 'per second')}, base ${formatValue(base, 'per second')}`;
  return head > base
    ? {
        claim: 'Not comparable: head was slower, but under more load.',
        rest: [`In requests ${rates}. Offer both the same load and compare again.`],
      }
    : {
        claim: 'Not comparable: nothing was worse, but head was under less load.',
        rest: [`In requests ${rates}. Offer both the same load and compare again.`],
      };
}

type Gone = Extract<Reason, { readonly kind: 'missing metric' }>;

const NAMED = 3;

export function sayGone({ missing }: Gone, ink: Ink): Headline {
  const named = missing.slice(0, NAMED).map(({ endpoint }) => ink.name(endpoint ?? ''));
  return {
    claim: `Only base has ${listed(named, missing.length)}.`,
    rest: ['What head was not asked cannot pass; nothing else was worse.'],
  };
}

/** How the verdict came about, and what it does not know. */
export function sayFinishedDecision(result: Result, against: FinishedAgainst): string[] {
  const { judgement, policy } = result;
  const { verdict, reason } = judgement;
  return [
    sayPairing(result, against),
    ...(verdict === 'fail' && reason.kind === 'worse' ? [alarmPromise(policy.alpha)] : []),
    ...(verdict === 'pass' ? [passPromise(policy.beta)] : []),
  ];
}

/** What two runs that others made can and cannot tell, in a sentence or two. */
function sayPairing(result: Result, { pairing, overlap }: FinishedAgainst): string {
  if (pairing === 'clock') {
    return `Both runs had load at once for ${formatShare(overlap)} of their time, so their windows were paired by the clock; nobody dealt the load in turns, so what differs between their machines, or what one run took from the other, is not controlled.`;
  }
  const seen = typicalResolution(result);
  const size = seen === null ? '' : ` a change of p50 below about ${seen}`;
  return seen === null
    ? "Two runs at different times: what they differ by may be the machine's own moods."
    : `Two runs at different times:${size} could not have been told from the machine's own moods.`;
}

function typicalResolution({ judgement }: Result): string | null {
  const p50 = judgement.comparisons.find(({ metric, endpoint }) => metric === 'p50' && endpoint === null);
  return p50 === undefined || p50.resolution === null ? null : `+${formatResolution(p50, p50.resolution)}`;
}

/** Everything needed to repeat the comparison or to doubt it, a line each. */
export function finishedMethodLines(result: Result, against: FinishedAgainst, ink: Ink): string[] {
  const { measurement, policy, provenance } = result;
  const length = `${plain(measurement.windowMs / 1000)} s`;
  return [
    `Base: ${describe(against.base, provenance.base.label, ink)}`,
    `Head: ${describe(against.head, provenance.head.label, ink)}`,
    against.pairing === 'clock'
      ? `Windows of ${length}, ${count(measurement.windows, 'pair')} of them by the clock; sign-flip test, looked at once, seed ${ink.name(measurement.seed)}`
      : `Windows of ${length}, each run from its own start; batch means of each side, widened by what two runs of one build differ by`,
    ...(against.stepMs > 0 ? [`Latencies were recorded in steps of ${formatMs(against.stepMs)}`] : []),
    against.pairing === 'clock'
      ? `Fail: something is proven worse by more than ${plain(policy.delta * 100)}%, which two starts of one build may differ by; false alarms at most ${plain(policy.alpha * 100)}%`
      : `Fail: something is worse by more than moods and chance explain; false alarms at most ${plain(policy.alpha * 100)}%`,
    `Pass: every gated metric is proven within its margin; wrong at most ${plain(policy.beta * 100)}%`,
    'Could have seen: the smallest change that two runs like these show in 4 of 5 cases',
    `Plimsoll ${ink.name(provenance.plimsoll)}`,
  ];
}

function describe(side: FinishedAgainst['base'], label: string, ink: Ink): string {
  const worth =
    side.effective === null ? '' : `, worth ${count(Math.round(side.effective), 'independent window')}`;
  return `${ink.name(label)}, ${side.format}, ${formatSeconds(side.seconds)} of load at ${formatValue(side.rate, 'per second')}${worth}`;
}
