import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { FinishedAgainst, Result } from '../../src/core/result.ts';
import { compareResults } from '../../src/pipeline/compare-results.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { jtl, type MadeUp } from '../finished/write-jtl.ts';

const AT = 1_795_404_900_000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-results-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly at?: number;
  readonly seconds?: number;
  readonly rate?: number;
  readonly slowdown?: number;
  readonly labels?: readonly string[];
  readonly seed?: string;
}

/** Latencies of about 20 ms, some of them far slower. */
function requests(run: Run): MadeUp[] {
  const {
    at = AT,
    seconds = 120,
    rate = 60,
    slowdown = 1,
    labels = ['GET /', 'POST /cart'],
    seed = 'a',
  } = run;
  const random = seededRandom(seed);
  return Array.from({ length: seconds * rate }, (_, i) => ({
    at: Math.round(at + (1000 * i) / rate),
    ms: Math.floor(slowdown * 20 * Math.exp(random() + (random() < 0.05 ? 1 : 0))),
    label: labels[i % labels.length] as string,
  }));
}

async function compare(base: Run | string | Buffer, head: Run | string | Buffer): Promise<Result> {
  const write = async (name: string, run: Run | string | Buffer): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, typeof run === 'string' || Buffer.isBuffer(run) ? run : jtl(requests(run)));
    return path;
  };
  const plan = { base: await write('before.jtl', base), head: await write('after.jtl', head) };
  return compareResults(
    { ...plan, policy: DEFAULT_POLICY, delta: null, seed: 'test' },
    {
      environment: {},
      say: () => undefined,
      progress: () => undefined,
      signal: new AbortController().signal,
      version: '0.0.0',
    },
  );
}

const against = (result: Result): FinishedAgainst => {
  if (result.against?.kind !== 'finished') throw new Error('not a comparison of finished runs');
  return result.against;
};
const terminal = (result: Result): string =>
  renderTerminal(result, { color: false, width: 100 }).replaceAll('\n', ' ');

describe('runs at different times', () => {
  const LATER = AT + 3_600_000;

  it('that are equal stay open, and say that moods could be all', async () => {
    const result = await compare({}, { at: LATER, seed: 'b' });
    expect(result.judgement.verdict).toBe('inconclusive');
    expect(against(result)).toMatchObject({ pairing: 'none', overlap: 0, stepMs: 1 });
    expect(terminal(result)).toMatch(
      /Two runs at different times: a change of p50 below about \+\d+% could not have been told from the machine's own moods\./,
    );
  });

  it('fail when head is twice as slow', async () => {
    const result = await compare({}, { at: LATER, slowdown: 2, seed: 'b' });
    expect(result.judgement).toMatchObject({ verdict: 'fail', reason: { kind: 'worse' } });
    const comment = renderComment(result, { marker: '<!-- m -->' });
    expect(comment).toContain('🔴');
    expect(comment).toContain("JMeter's CSV");
    expect(comment).not.toMatch(/took turns|same seconds|recording/);
  });

  it('say nothing against a head that had far more load', async () => {
    const result = await compare({}, { at: LATER, slowdown: 2, rate: 120, seed: 'b' });
    expect(result.judgement.reason.kind).toBe('other load');
    expect(terminal(result)).toContain('head was slower, but under more load');
  });

  it('may have unequal lengths', async () => {
    const result = await compare({ seconds: 300 }, { at: LATER, seconds: 60, slowdown: 3, seed: 'b' });
    expect(result.judgement.verdict).toBe('fail');
    expect(against(result).base.seconds).toBeGreaterThan(280);
    expect(against(result).head.seconds).toBeLessThan(60);
  });
});

describe('runs at the same time', () => {
  it('are paired by the clock, and say what that does not control', async () => {
    const result = await compare({}, { at: AT + 3000, seed: 'b' });
    expect(against(result).pairing).toBe('clock');
    expect(against(result).overlap).toBeGreaterThan(0.9);
    expect(terminal(result)).toContain('is not controlled');
    const slower = await compare({}, { at: AT + 3000, slowdown: 1.3, seed: 'b' });
    expect(slower.judgement).toMatchObject({ verdict: 'fail', reason: { kind: 'worse' } });
    expect((await compare({}, { at: AT + 3000, slowdown: 1.3, seed: 'b' })).judgement).toEqual(
      slower.judgement,
    );
  });

  it('for less than four fifths of it are not paired', async () => {
    expect(against(await compare({}, { at: AT + 40_000, seed: 'b' })).pairing).toBe('none');
  });
});

describe('what is in the files', () => {
  const notes = async (base: string | Run, head: string | Run = { at: AT + 3_600_000, seed: 'b' }) =>
    (await compare(base, head)).notes.join('\n');

  it('may be packed with gzip', async () => {
    const packed = gzipSync(jtl(requests({ at: AT + 3_600_000, slowdown: 2, seed: 'b' })));
    expect((await compare({}, packed)).judgement.verdict).toBe('fail');
    await expect(compare({}, packed.subarray(0, packed.length / 2))).rejects.toThrow(
      /after\.jtl": the gzip is damaged/,
    );
  });

  it('is told where it was left out', async () => {
    const broken = `${jtl(requests({}))}${AT},not a number,x\n`;
    expect(await notes(broken)).toBe('1 record of base could not be read.');
    expect(await notes(jtl([...requests({}), ...requests({ at: AT - 7_200_000, seconds: 10 })]))).toContain(
      '600 requests of base lie more than a minute apart',
    );
    const rising = requests({ seconds: 150 }).filter(({ at }, i) => at > AT + 30_000 || i % 4 === 0);
    expect(await notes(jtl(rising))).toMatch(/The first 30 s and the last \d s of base were left out/);
  });

  it('leaves out transactions whose requests stand beside them, and keeps them alone', async () => {
    const sums = requests({ labels: ['Checkout'], rate: 10 }).map((one) => ({
      ...one,
      message: 'Number of samples in transaction : 2',
    }));
    expect(await notes(jtl([...requests({}), ...sums]))).toBe(
      '1200 transactions of base were left out, because their own requests stand beside them.',
    );
    const alone = await compare(jtl(sums), jtl(sums.map((one) => ({ ...one, at: one.at + 3_600_000 }))));
    expect(alone.observations.endpoints.map(({ name }) => name)).toEqual(['Checkout']);
  });

  it('names endpoints that only one side has', async () => {
    const head = { at: AT + 3_600_000, labels: ['GET /', 'GET /new'] };
    expect(await notes({}, head)).toContain(
      'Only base has POST /cart; without head there is nothing to compare.',
    );
  });

  it.each([
    [{ labels: ['a'] }, { labels: ['b'] }, /no endpoint in common: base has "a", head has "b"/],
    ['timeStamp,elapsed,label,success\n', {}, /before\.jtl": it is JMeter's CSV, but has no request in it/],
    ['what is this?', {}, /before\.jtl": received a file that begins with "what is this\?"/],
    [
      `timeStamp,elapsed,label,success\n${'x\n'.repeat(50)}`,
      {},
      /50 of 50 records are not what JMeter's CSV has/,
    ],
  ])('%# is refused where nothing can be made of it', async (base, head, says) => {
    await expect(compare(base, head)).rejects.toThrow(says);
  });

  it('must be there', async () => {
    const surroundings = {
      environment: {},
      say: () => undefined,
      progress: () => undefined,
      signal: new AbortController().signal,
      version: '',
    };
    const plan = {
      base: join(folder, 'gone.jtl'),
      head: folder,
      policy: DEFAULT_POLICY,
      delta: null,
      seed: '',
    };
    await expect(compareResults(plan, surroundings)).rejects.toThrow(/gone\.jtl": there is no such file/);
    await expect(compareResults({ ...plan, base: folder }, surroundings)).rejects.toThrow(/it is a folder/);
  });
});
