import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EngineRun, endOf, type LegRun } from '../../core/engine.ts';
import type { SampleSink } from '../../core/sample.ts';
import { now } from '../../system/clock.ts';
import { makeFifo } from '../../system/fifo.ts';
import { type Generator, runGenerators } from '../run-generators.ts';
import type { K6Facts } from './describe.ts';
import { type GeneratorPlan, PIPE_FILE, startGenerator, WRAPPER_FILE } from './generator.ts';
import { mapHosts } from './hosts.ts';
import { provideScript } from './provide-script.ts';
import { createSampleReader } from './samples.ts';
import { planScenarios } from './scenarios.ts';
import type { K6Setup } from './setup.ts';
import { renderWrapper } from './wrapper.ts';

export interface K6Leg {
  readonly setup: K6Setup;
  readonly facts: Promise<K6Facts>;
  readonly run: LegRun;
  readonly sink: SampleSink;
}

/** One k6 per side. */
export function runLeg(leg: K6Leg): EngineRun {
  return runGenerators({
    tool: 'k6',
    run: leg.run,
    environment: leg.setup.environment,
    async prepare(folder) {
      await prepareFolders(leg, folder);
      const { opensFromMain } = await leg.facts;
      return (target, side) => launch({ ...leg, opensFromMain, target }, folder, side);
    },
  });
}

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
  { setup, run, sink, opensFromMain, target }: K6Leg & Pick<GeneratorPlan, 'opensFromMain' | 'target'>,
  folder: string,
  index: number,
): Generator {
  return startGenerator(setup, {
    target,
    folder: folderOf(folder, index),
    reader: createSampleReader({ side: index, origins: [target.url, ...setup.origins] }, sink),
    opensFromMain,
    endsAt: endOf(run),
    generators: run.targets.length,
  });
}

const folderOf = (folder: string, side: number): string => join(folder, `side-${side}`);
