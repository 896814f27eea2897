import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import type { Attribution, Cause, Explained } from '../../src/core/configuration/explained.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Plan } from '../../src/core/plan.ts';
import { createProcessObserver } from '../../src/observe/process/observer.ts';
import { measureThird } from '../../src/pipeline/attribute.ts';
import { readConfigurationChange } from '../../src/pipeline/configuration-change.ts';
import { openEngine } from '../../src/pipeline/open-engine.ts';
import { openTargets } from '../../src/pipeline/open-targets.ts';
import type { Surroundings } from '../../src/pipeline/surroundings.ts';
import { formatPart } from '../../src/report/configuration.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { subject } from '../../src/report/metric-words.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';
import { openGit } from '../../src/system/git.ts';
import type { CaseFinding } from './shop-repository.ts';

/** A pull request to the shop that touches code and configuration, and which of them makes what worse. */
interface AttributionCase {
  readonly name: string;
  /** A patch of the shop's code: `no-op` touches code and changes nothing. */
  readonly code: string;
  /** From what to what config/app.yml changes; `log.level` does nothing. */
  readonly configuration: readonly [string, string];
  /** Where base has it otherwise than the shop. */
  readonly base?: readonly [string, string];
  readonly asked: Pick<Explained, 'metric' | 'endpoint'>;
  readonly truth: Cause;
}

const HARMLESS = ['level: info', 'level: error'] as const;
const POOL = ['size: 8', 'size: 1'] as const;

const NO_CACHE = { base: ['ttl: 0', 'ttl: 60'], configuration: ['ttl: 60', 'ttl: 0'] } as const;

const p95 = (endpoint: string | null): AttributionCase['asked'] => ({ metric: 'p95', endpoint });

const CASES: readonly AttributionCase[] = [
  {
    name: 'code: reviews of each product',
    ...{ code: 'n-plus-one', configuration: HARMLESS, truth: 'code' },
    asked: p95('GET /products'),
  },
  {
    name: 'configuration: a pool of one',
    ...{ code: 'no-op', configuration: POOL, truth: 'configuration' },
    asked: p95('POST /checkout'),
  },
  {
    name: 'both: a pool of one, and searches that keep it longer',
    ...{ code: 'dropped-index', configuration: POOL, truth: 'both' },
    asked: p95('GET /search'),
  },
  {
    name: 'neither',
    ...{ code: 'no-op', configuration: HARMLESS, truth: 'neither' },
    asked: p95(null),
  },
  {
    name: 'code: search without its index',
    ...{ code: 'dropped-index', configuration: HARMLESS, truth: 'code' },
    asked: p95('GET /search'),
  },
  {
    name: 'configuration: no cache any more',
    ...{ code: 'no-op', ...NO_CACHE, truth: 'configuration' },
    asked: p95('GET /search'),
  },
  {
    name: 'both: a pool of one, and reviews of each product',
    ...{ code: 'n-plus-one', configuration: POOL, truth: 'both' },
    asked: p95('GET /products'),
  },
  {
    name: 'neither: a shorter queue that nobody stands in',
    ...{ code: 'no-op', configuration: ['queue: 500', 'queue: 400'], truth: 'neither' },
    asked: p95(null),
  },
  {
    name: 'code: a tenth of a millisecond in every request',
    ...{ code: 'burn', configuration: HARMLESS, truth: 'code' },
    asked: { metric: 'cpu', endpoint: null },
  },
  {
    name: 'configuration: a pool of one, seen by those who wait',
    ...{ code: 'no-op', configuration: POOL, truth: 'configuration' },
    asked: p95('GET /products/:id'),
  },
];

/** The shop with all of these changes in turn: whether the cause is named that was built in. */
export async function measureAttribution(runs: number, seed: string, budget = '3m'): Promise<CaseFinding> {
  const rows: string[][] = [];
  let right = 0;
  for (let run = 0; run < runs; run++) {
    const own = CASES[run % CASES.length] as AttributionCase;
    const { attribution, seconds } = await attributeShop(own, { seed: `${seed} ${run + 1}`, budget });
    const [explained] = attribution?.kind === 'measured' ? attribution.explained : [];
    if (explained?.cause === own.truth) right++;
    rows.push([own.name, own.truth, ...cells(attribution, explained), `${seconds.toFixed(0)} s`]);
    console.error(rows.at(-1)?.join(' · '));
  }
  return {
    title: 'Code or configuration',
    header: ['change', 'truth', 'said', 'metric', 'in all', 'configuration', 'code', 'in all it took'],
    rows,
    claims: [
      {
        name: 'the cause is named in 9 of 10 cases',
        holds: right >= 0.9 * runs,
        figure: `${right} of ${runs}`,
      },
    ],
  };
}

function cells(attribution: Attribution | null, explained: Explained | undefined): string[] {
  if (explained === undefined) return [attribution?.kind ?? 'nothing', '', '', '', ''];
  const { whole, configuration, code, cause } = explained;
  return [
    cause,
    subject(explained, PLAIN),
    ...[whole, configuration, code].map((part) => formatPart(explained, part)),
  ];
}

/** The second measurement alone, as it follows a verdict of fail. */
async function attributeShop(
  own: AttributionCase,
  wish: { readonly seed: string; readonly budget: string },
): Promise<{ readonly attribution: Attribution | null; readonly seconds: number }> {
  const started = performance.now();
  await using repository = await makeDemoRepository(own.code, process.env);
  await configure(repository.path, own);
  const plan = await planFor(repository.path, wish);
  const surroundings: Surroundings = {
    environment: process.env,
    say: () => undefined,
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'bench',
  };
  const engine = await openEngine(plan, surroundings);
  const change = await readConfigurationChange(plan, surroundings);
  if (change?.finding.touched !== 'both') throw new Error(`${own.name} does not touch both`);
  await using source = await openTargets(plan, surroundings);
  const processes = createProcessObserver();
  const instruments = { engine, source, readProcesses: (pid: number) => processes.read(pid) };
  const question = { plan, change, asked: [own.asked] };
  const attribution = await measureThird(question, instruments, surroundings).catch(tellFailure);
  return { attribution, seconds: (performance.now() - started) / 1000 };
}

/** As a comment would: a measurement that fails names no cause. */
function tellFailure(error: unknown): Attribution {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  return { kind: 'failed', reason: error.message };
}

/** Three copies and three generators share two cores. */
const RATE = '100';

async function planFor(
  workspace: string,
  { seed, budget }: { readonly seed: string; readonly budget: string },
): Promise<Plan> {
  const text = await readFile(join(workspace, 'plimsoll.yml'), 'utf8');
  const k6 = process.env['PLIMSOLL_K6'];
  const settings = readSettings({
    values: { budget, rate: RATE, ...(k6 === undefined ? {} : { 'k6-path': k6 }) },
    origin: 'flag',
    file: { path: 'plimsoll.yml', text },
  });
  return makePlan(settings, { workspace, defaultBase: 'main', seed });
}

/** Commits the change of configuration on top of the one of code, and what base has otherwise before both. */
async function configure(path: string, { base, configuration }: AttributionCase): Promise<void> {
  const git = openGit(path, process.env);
  const file = join(path, 'config/app.yml');
  const must = async (...args: readonly string[]): Promise<void> => {
    const problem = await git.run(...args);
    if (problem !== null) throw new Error(`git ${args.join(' ')}: ${problem}`);
  };
  const commit = async ([from, to]: readonly [string, string]): Promise<void> => {
    const text = await readFile(file, 'utf8');
    if (!text.includes(from)) throw new Error(`config/app.yml has no "${from}"`);
    await writeFile(file, text.replace(from, to));
    const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@plimsoll.invalid'];
    await must(...author, '-c', 'commit.gpgSign=false', 'commit', '--quiet', '--all', '--message', to);
  };
  if (base !== undefined) {
    await must('switch', '--quiet', 'main');
    await commit(base);
    await must('switch', '--quiet', 'head');
    await must(
      '-c',
      'user.name=bench',
      '-c',
      'user.email=bench@plimsoll.invalid',
      'rebase',
      '--quiet',
      'main',
    );
  }
  await commit(configuration);
}
