// node examples/observability/run.ts [RATE] (Node 24): the shop, a pull request that makes it slower, Prometheus beside both, and the comment.
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import { runCompare } from '../../src/pipeline/compare.ts';
import type { Surroundings } from '../../src/pipeline/surroundings.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderLook } from '../../src/report/progress-line.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';
import { onInterrupt } from '../../src/system/interrupt.ts';
import { startPrometheus } from './prometheus.ts';

/** In the shop's `regressions`: the list loads the reviews of each of its products. */
const REGRESSION = 'n-plus-one';
const HERE = import.meta.dirname;
const KEPT = resolve('.plimsoll', 'observability');

using interrupt = onInterrupt();
const surroundings: Surroundings = {
  // The shop needs the Node that runs this, which need not be the first on the PATH.
  environment: { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
  say: (line) => console.log(line),
  progress: (progress) => {
    const look = renderLook(progress);
    if (look !== null) console.log(look);
  },
  signal: interrupt.signal,
  version: 'from source',
};

await using repository = await makeDemoRepository(REGRESSION, surroundings.environment);
// As the .gitignore of a real repository would have it.
await appendFile(join(repository.path, '.git/info/exclude'), 'build/\n');
await using prometheus = await startPrometheus(repository.path, surroundings.environment);
console.log(`Prometheus: ${prometheus.url}, until this ends`);

// What stands in the shop's own plimsoll.yml, and what is new: where Prometheus is, and what to ask it.
const shop = await readFile(join(repository.path, 'plimsoll.yml'), 'utf8');
const added = (await readFile(join(HERE, 'plimsoll.yml'), 'utf8')).replaceAll(
  'http://127.0.0.1:9090',
  prometheus.url,
);
const settings = readSettings({
  // Half of the shop's own rate unless another is given: Prometheus has to live on this machine, too.
  values: { starts: '2', rate: process.argv[2] ?? '60' },
  origin: 'flag',
  file: { path: 'plimsoll.yml', text: `${shop}\n${added}` },
});
const plan = makePlan(settings, { workspace: repository.path, defaultBase: 'main', seed: 'observability' });
const result = await runCompare(plan, surroundings);
const comment = renderComment(result, { marker: '<!-- plimsoll observability -->' });

await mkdir(KEPT, { recursive: true });
await writeFile(join(KEPT, 'result.json'), `${JSON.stringify(result)}\n`);
await writeFile(join(KEPT, 'comment.md'), comment);
console.log(`\n${comment}\nThe comment and the result are in ${KEPT}`);
