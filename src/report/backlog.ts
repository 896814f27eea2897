import type { QueueStart } from '../core/backlog/evidence.ts';
import type { BacklogFinding, QueueFinding } from '../core/backlog/finding.ts';
import type { Result } from '../core/result.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { formatSeconds, listed, plain } from './numbers.ts';

/** For a verdict that a queue decided. */
export function sayBacklog({ backlog, judgement }: Result, ink: Ink): Headline {
  const standing = judgement.verdict === 'fail' ? 'worse' : 'open';
  const [first, ...others] = backlog?.queues.filter((queue) => queue.standing === standing) ?? [];
  if (backlog === undefined || first === undefined) return { claim: 'Falls behind.', rest: [] };
  const claim = standing === 'worse' ? 'Falls behind' : 'Seems to fall behind';
  const rest = [sayBase(first)];
  if (standing === 'open') rest.push('More load would settle it.');
  if (others.length > 0) {
    const named = others.slice(0, 2).map((queue) => ink.name(queue.topic));
    rest.push(`So ${others.length === 1 ? 'does' : 'do'} ${listed(named, others.length)}.`);
  }
  return { claim: `${claim}: ${ink.name(first.topic)} ${sayGrowth(first)}.`, rest };
}

/** A sentence for each queue; empty where none was seen. */
export const backlogLines = ({ backlog }: Result, ink: Ink): string[] =>
  backlog?.queues.map((queue) => sayQueue(queue, backlog, ink)) ?? [];

function sayQueue(queue: QueueFinding, { margin }: BacklogFinding, ink: Ink): string {
  const name = `Queue ${ink.name(queue.topic)} of ${ink.name(queue.group)}`;
  const bound = margin === null ? '' : `${plain(100 * margin)}% of what it accepts`;
  switch (queue.standing) {
    case 'worse':
      return `${name}: head ${sayGrowth(queue)}${sayInterval(queue)}. ${sayBase(queue)}`;
    case 'open':
      return `${name}: it looks as if head's backlog grew by more than ${bound}, and was not proven. ${sayBase(queue)}`;
    case 'held':
      return queue.baseFallsBehind
        ? `${name}: head falls behind no faster than base, which falls behind too: head ${sayGrowth(queue)}.`
        : `${name}: head keeps up, ${sayFlow(queue)}${sayDrain(queue)}.`;
    case 'unresolvable':
      return `${name}: too uneven to tell whether head's backlog grows by more than ${bound}, so not part of the verdict. ${sayBase(queue)}`;
    case 'shown':
      return `${name}: head ${sayGrowth(queue)}; not judged.`;
    case 'sparse':
      return `${name}: too few messages or readings to judge it.`;
  }
}

/** "accepts 98 messages/s and consumes 61: its backlog grows by 37/s". */
function sayGrowth({ rates, growth }: QueueFinding): string {
  if (rates === null || growth === null) return 'was hardly seen';
  const { accepted, consumed } = rates.head;
  return `accepts ${perSecond(accepted)} messages/s and consumes ${perSecond(consumed)}: its backlog grows by ${perSecond(Math.max(0, accepted - consumed))}/s`;
}

function sayInterval({ growth }: QueueFinding): string {
  if (growth === null) return '';
  return ` (95% interval ${perSecond(growth.low)} to ${perSecond(growth.high)})`;
}

function sayBase({ baseFallsBehind, rates }: QueueFinding): string {
  if (rates === null) return '';
  const { accepted, consumed } = rates.base;
  const flow = `accepts ${perSecond(accepted)}/s and consumes ${perSecond(consumed)}`;
  return baseFallsBehind ? `Base falls behind too: it ${flow}.` : `Base keeps up: it ${flow}.`;
}

const sayFlow = ({ rates }: QueueFinding): string =>
  rates === null
    ? 'as far as was seen'
    : `at ${perSecond(rates.head.accepted)} messages/s where base keeps up at ${perSecond(rates.base.accepted)}`;

function sayDrain({ head }: QueueFinding): string {
  const slowest = slowestDrain(head.starts);
  if (slowest === null) return '';
  return slowest < 500
    ? '; drained as soon as the load ended'
    : `; at most ${formatSeconds(slowest / 1000)} to drain after the load`;
}

/** Null where it was not seen to drain after every start. */
export const slowestDrain = (starts: readonly QueueStart[]): number | null =>
  starts.some(({ drainMs }) => drainMs === null)
    ? null
    : Math.max(0, ...starts.map(({ drainMs }) => drainMs ?? 0));

/** Whole messages from ten on. */
export const perSecond = (rate: number): string => plain(Number(rate.toFixed(Math.abs(rate) < 9.95 ? 1 : 0)));
