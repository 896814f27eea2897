import { type BlockValue, EMPTY_BLOCK, toCells } from '../block-values.ts';
import type { EndpointBlocks, Observations } from '../observations.ts';
import { BASE, HEAD } from '../side.ts';
import type { FinishedRun } from './finished-run.ts';
import { addLatencies, latencyQuantiles, newLatencies } from './latencies.ts';
import type { Pairing } from './pairing.ts';
import { addCell, type Cell, type Cells } from './timeline.ts';

/** Mean requests per block and side that a block should hold, and answers without which it has no quantile. */
const WANTED = 10;
const LEAST_ANSWERS = 5;
const SPANS = [1, 2, 4] as const;
const SHARES = [0.5, 0.9, 0.95, 0.99];

/** Requests of one name, or of all: a cell for each window of each side. */
interface Stream {
  readonly name: string;
  readonly sides: readonly (readonly (Cell | undefined)[])[];
}

/** Reduces both runs to blocks. The shorter one ends in blocks without requests. */
export function observeRuns(pairing: Pairing, runs: readonly [FinishedRun, FinishedRun]): Observations {
  const windows = Math.max(pairing.base.length, pairing.head.length);
  const cells = [pairing.base, pairing.head];
  const names = new Set(runs.flatMap(({ endpoints }) => endpoints.map(({ name }) => name)));
  const streams = [...names].map((name): Stream => {
    const numbers = runs.map(({ endpoints }) =>
      [...endpoints.keys()].filter((number) => endpoints[number]?.name === name),
    );
    return {
      name,
      sides: cells.map((own, side) => own.map((each) => pool(each, numbers[side] ?? []))),
    };
  });
  const mix = { name: '', sides: cells.map((own) => own.map((each) => pool(each, [...each.keys()]))) };
  const all = totalOf(mix);
  const reduce = (stream: Stream): EndpointBlocks => reduceStream(stream, windows, all);
  return {
    sides: [BASE, HEAD],
    windows,
    lost: [],
    mix: reduce(mix),
    endpoints: streams.map(reduce).filter(({ share }) => share > 0),
    gauges: [],
    peakMemory: [[], []],
    unanswered: [0, 0],
  };
}

function reduceStream({ name, sides }: Stream, windows: number, all: number): EndpointBlocks {
  const total = totalOf({ name, sides });
  const own = Math.max(1, ...sides.map(({ length }) => length));
  const perWindow = total / sides.length / own;
  const span = SPANS.find((each) => each * perWindow >= WANTED) ?? 4;
  const blocks = Array.from({ length: Math.floor(windows / span) }, (_, block) => block * span);
  return {
    name,
    span,
    share: all > 0 ? total / all : 0,
    cells: sides.map((cells) =>
      toCells(blocks.map((from) => reduceCells(cells.slice(from, from + span).filter(isThere)))),
    ),
  };
}

function reduceCells(cells: readonly Cell[]): BlockValue {
  const [first, ...others] = cells;
  if (first === undefined) return EMPTY_BLOCK;
  const requests = sum(cells.map((cell) => cell.requests));
  const failed = sum(cells.map((cell) => cell.failed));
  if (requests - failed < LEAST_ANSWERS) return { ...EMPTY_BLOCK, requests, failed };
  let latencies = first.latencies;
  if (others.length > 0) {
    latencies = newLatencies();
    for (const cell of cells) addLatencies(latencies, cell.latencies);
  }
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] = latencyQuantiles(latencies, SHARES);
  return { requests, failed, p50, p90, p95, p99, mean: latencies.sum / latencies.count };
}

/** The cell of one endpoint as it is; of several, or none, a new one. */
function pool(cells: Cells, numbers: readonly number[]): Cell | undefined {
  const [first, ...others] = numbers.filter((number) => cells.has(number));
  if (first === undefined) return undefined;
  if (others.length === 0) return cells.get(first);
  const pooled: Cells = new Map();
  for (const number of [first, ...others]) addCell(pooled, 0, cells.get(number) as Cell);
  return pooled.get(0);
}

const totalOf = ({ sides }: Stream): number => sum(sides.flat().map((cell) => cell?.requests ?? 0));

const isThere = (cell: Cell | undefined): cell is Cell => cell !== undefined;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
