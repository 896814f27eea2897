import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EngineExit, EngineRun, LegRun } from '../../core/engine.ts';
import { Failure, measurementFailure } from '../../core/failure.ts';
import type { SampleSink } from '../../core/sample.ts';
import { now } from '../../system/clock.ts';
import { makeFifo } from '../../system/fifo.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import type { K6Facts } from './describe.ts';
import type { K6Setup } from './engine.ts';
import { type Generator, PIPE_FILE, startGenerator, WRAPPER_FILE } from './generator.ts';
import { mapHosts } from './hosts.ts';
import { provideScript } from './provide-script.ts';
import { createSampleReader } from './samples.ts';
import { endOf, planScenarios } from './scenarios.ts';
import { renderWrapper } from './wrapper.ts';

export interface K6Leg {
  readonly setup: K6Setup;
  readonly facts: Promise<K6Facts>;
  readonly run: LegRun;
  readonly sink: SampleSink;
}

/** One k6 per side, all at once; when one of them ends the others are of no use and end too. */
export function runLeg(leg: K6Leg): EngineRun {
  const generators: Generator[] = [];
  const stopped = new AbortController();
  const stop = async (): Promise<void> => {
    stopped.abort();
    await Promise.all(generators.map((generator) => generator.stop()));
  };

  const load = async (): Promise<readonly EngineExit[]> => {
    await using folder = await createTemporaryDirectory('k6', leg.setup.environment);
    await prepareFolders(leg, folder.path);
    if (stopped.signal.aborted) return leg.run.targets.map(({ side }) => quiet(side));
    try {
      const { opensFromMain } = await leg.facts;
      const bySide = new Map<number, Generator>();
      for (const index of leg.run.order) {
        const generator = launch({ ...leg, opensFromMain }, folder.path, index);
        generators.push(generator);
        bySide.set(index, generator);
        void generator.ended.then(stop);
      }
      return await Promise.all(
        leg.run.targets.map(({ side }, index) => bySide.get(index)?.ended ?? quiet(side)),
      );
    } finally {
      await stop();
    }
  };

  const ended = load().catch((error: unknown) => {
    const failure =
      error instanceof Failure
        ? error
        : measurementFailure(`k6 could not be run: ${error}`, 'Run again.', error);
    return leg.run.targets.map(({ side }) => ({ ...quiet(side), failure }));
  });
  return {
    ended,
    pids: () => generators.map(({ pid }) => pid),
    async stop() {
      await stop();
      await ended;
    },
  };
}

/** Everything that takes time, so that the processes then start at the same moment. */
async function prepareFolders({ facts, setup, run }: K6Leg, folder: string): Promise<void> {
  const { scenarios } = await facts;
  const script = pathToFileURL(await provideScript(setup, folder)).href;
  const hosts = await Promise.all(run.targets.map(({ url }) => mapHosts(setup.origins, url)));
  const begin = now();
  await Promise.all(
    run.targets.map(async (_, side) => {
      const own = folderOf(folder, side);
      await mkdir(own, { mode: 0o700 });
      await makeFifo(join(own, PIPE_FILE));
      const planned = planScenarios(scenarios, run, { side, now: begin });
      const wrapper = renderWrapper({
        script,
        leg: run.leg,
        side,
        startAt: run.startAt,
        scenarios: planned,
        hosts: hosts[side] ?? {},
        pace: run.pace,
      });
      await writeFile(join(own, WRAPPER_FILE), wrapper);
    }),
  );
}

function launch(
  { setup, run, sink, opensFromMain }: K6Leg & Pick<K6Facts, 'opensFromMain'>,
  folder: string,
  index: number,
): Generator {
  const target = run.targets[index];
  if (target === undefined) throw new RangeError(`the order names side ${index} of ${run.targets.length}`);
  return startGenerator(setup, {
    target,
    folder: folderOf(folder, index),
    reader: createSampleReader({ side: index, origins: [target.url, ...setup.origins] }, sink),
    opensFromMain,
    endsAt: endOf(run),
  });
}

const folderOf = (folder: string, side: number): string => join(folder, `side-${side}`);

const quiet = (side: string): EngineExit => ({ side, failure: null, said: '', thresholds: [] });
