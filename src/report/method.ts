import type { Policy } from '../core/policy.ts';
import type { Result, SideOrigin } from '../core/result.ts';
import { rateLines } from './capacity.ts';
import { finishedMethodLines } from './finished-words.ts';
import type { Ink } from './ink.ts';
import { count, formatBytes, formatMs, formatValue, plain } from './numbers.ts';
import { storedMethodLines } from './stored-words.ts';

/** Everything needed to repeat the run or to doubt it, a line each. */
export function methodLines(result: Result, ink: Ink): string[] {
  const { measurement, provenance, policy, observations, against } = result;
  if (against?.kind === 'finished') return finishedMethodLines(result, against, ink);
  const { windowMs, slotMs, windows, windowsMost } = measurement;
  const { engine, machine, script } = provenance;
  return [
    ...(against === undefined
      ? [`Versions: base ${origin(provenance.base, ink)}, head ${origin(provenance.head, ink)}`]
      : [`Version: head ${origin(provenance.head, ink)}`]),
    `Schedule: ${windows} of at most ${windowsMost} windows of ${plain(windowMs / 1000)} s, in slots of ${formatMs(slotMs)}, dealt from seed ${ink.name(measurement.seed)}`,
    `Windows left out because the generator failed: ${observations.lost.length}`,
    `Load: ${formatValue(measurement.rate, 'none')} iterations/s offered, ${formatValue(measurement.requestsPerSecond, 'none')} requests/s seen while a side had the load`,
    ...rateLines(result),
    `Arrivals that found no free virtual user: ${bySide(result, measurement.dropped)}`,
    ...(against === undefined ? [`Looks: ${looks(result)}`] : []),
    ...measurement.starts.map(
      ({ order, startUpMs, firstWindow }, at) =>
        `Start ${at + 1}: ${order.map((side) => ink.name(side)).join(' before ')}, from window ${firstWindow}, up in ${formatMs(startUpMs)}`,
    ),
    `Engine: ${ink.name(`${engine.name} ${engine.version}`)}, script ${ink.name(script.path)}, SHA-256 ${ink.name(script.hash.slice(0, 16))}`,
    `Machine: ${ink.name(machine.cpu)}, ${count(machine.cores, 'core')}, ${formatBytes(machine.memoryBytes)}, ${ink.name(machine.system)}`,
    ...(against === undefined ? pairedRules(policy) : storedMethodLines(result, against, ink)),
    'Could have seen: the smallest change that a run like this one finds in 4 of 5 cases',
    `Plimsoll ${ink.name(provenance.plimsoll)}`,
  ];
}

const pairedRules = (policy: Policy): string[] => [
  `Fail: something is proven worse by more than ${plain(policy.delta * 100)}%, which two starts of one build may differ by; false alarms at most ${plain(policy.alpha * 100)}%`,
  `Pass: every gated metric is proven within its margin; wrong at most ${plain(policy.beta * 100)}%`,
];

function origin({ label, commit }: SideOrigin, ink: Ink): string {
  return commit === null || commit === label ? ink.name(label) : `${ink.name(label)} at ${ink.name(commit)}`;
}

const bySide = ({ observations }: Result, counts: readonly number[]): string =>
  counts.map((many, side) => `${many} on ${observations.sides[side] ?? 'head'}`).join(', ');

function looks({ judgement, measurement }: Result): string {
  const taken = judgement.looks.map(({ windows, decision }) => `${windows} windows: ${decision}`);
  const planned = `planned at ${measurement.plannedLooks.join(', ')} windows`;
  return taken.length === 0 ? planned : `${taken.join('; ')} (${planned})`;
}
