import type { QueueStart } from '../core/backlog/evidence.ts';
import type { BacklogFinding, QueueFinding } from '../core/backlog/finding.ts';
import type { Result } from '../core/result.ts';
import { perSecond, slowestDrain } from './backlog.ts';
import { type Block, folded, paragraph, table } from './blocks.ts';
import { count, formatSeconds, grouped, NOTHING, plain } from './numbers.ts';
import { codeCell } from './untrusted.ts';

/** Both sides of every queue; open where one of them does not keep up, none where all do. */
export function backlogBlocks({ backlog }: Result): readonly Block[] {
  const queues = backlog?.queues ?? [];
  const isWell = ({ standing, baseFallsBehind }: QueueFinding): boolean =>
    standing === 'held' && !baseFallsBehind;
  if (backlog === undefined || queues.length === 0 || queues.every(isWell)) return [];
  const rows = queues.flatMap((queue) => [sideCells(queue, 'base'), sideCells(queue, 'head')]);
  const columns = [
    { title: 'queue', align: 'l' },
    { title: '', align: 'l' },
    { title: 'accepts', align: 'r' },
    { title: 'consumes', align: 'r' },
    { title: 'backlog grows by', align: 'r' },
    { title: 'largest backlog', align: 'r' },
    { title: 'drained after', align: 'r' },
  ] as const;
  const body = [table(columns, rows), paragraph(sayRates(backlog))];
  const isGrave = queues.some(({ standing }) => standing === 'worse' || standing === 'open');
  return isGrave
    ? body
    : folded(`${count(queues.length, 'queue')}: what both sides accept and consume`, body);
}

function sideCells(queue: QueueFinding, side: 'base' | 'head'): string[] {
  const rates = queue.rates?.[side];
  const { starts } = queue[side];
  return [
    side === 'base' ? `${codeCell(queue.topic)} of ${codeCell(queue.group)}` : '',
    side,
    rates === undefined ? NOTHING : `${perSecond(rates.accepted)}/s`,
    rates === undefined ? NOTHING : `${perSecond(rates.consumed)}/s`,
    rates === undefined ? NOTHING : `${perSecond(rates.accepted - rates.consumed)}/s`,
    messages(Math.max(0, ...starts.map(({ largest }) => largest))),
    drainCell(starts),
  ];
}

function drainCell(starts: readonly QueueStart[]): string {
  const slowest = slowestDrain(starts);
  if (slowest !== null) return formatSeconds(slowest / 1000);
  const open = starts.filter(({ drainMs }) => drainMs === null);
  const waited = Math.max(...open.map(({ waitedMs }) => waitedMs));
  return `not in ${formatSeconds(waited / 1000)}`;
}

const sayRates = ({ margin }: BacklogFinding): string =>
  [
    'Messages per second of wall time: each side has the load half of the time, and its consumers work all the time.',
    ...(margin === null
      ? []
      : [
          `Head fails when its backlog grows by over ${plain(100 * margin)}% of what it accepts, and by that much more than base's.`,
        ]),
  ].join(' ');

const messages = (many: number): string => grouped(String(Math.round(many)));
