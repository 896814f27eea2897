import { Failure } from '../../src/core/failure.ts';
import { createK6Engine } from '../../src/engines/k6/engine.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { startEchoService } from './echo-service.ts';
import { mendCopy } from './mend.ts';
import { runLeg } from './run-leg.ts';
import type { CorpusScript, ScriptSettings } from './script.ts';
import { ADDRESSES } from './side-addresses.ts';

export type Outcome =
  /** `with` is the configuration that it took, empty for none. */
  | { readonly kind: 'worked'; readonly with: string }
  /** `mended` says that it works once the advice has been followed in the script itself. */
  | { readonly kind: 'refused'; readonly reason: string; readonly mended: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

export interface K6 {
  readonly path: string;
  readonly version: string;
}

const [SECONDS, RATE] = [10, 8];
/** More lines of configuration than this nobody writes for one script. */
const MOST_ADVICE = 5;

/** Takes a script through inspection, wrapper and load, following the advice of refusals as a user would. */
export async function tryScript(script: CorpusScript, k6: K6): Promise<Outcome> {
  try {
    return await tryAdvised(script, k6);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function tryAdvised(script: CorpusScript, k6: K6): Promise<Outcome> {
  let { settings } = script;
  const lines: string[] = [];
  for (let advice = 0; ; advice++) {
    const failure = await load({ ...script, settings }, k6);
    if (failure === null) return { kind: 'worked', with: lines.join(', ') };
    if (failure.kind !== 'settings' || failure.hint === '') throw failure;
    const [, key, value] = /`(origin|target-env): ([^`\s]+)`/.exec(failure.hint) ?? [];
    if (key === undefined || value === undefined || advice >= MOST_ADVICE)
      return await refused(script, failure, k6);
    settings = follow(settings, key, value);
    lines.push(`${key}: ${value}`);
  }
}

const follow = (settings: ScriptSettings, key: string, value: string): ScriptSettings =>
  key === 'origin'
    ? { ...settings, origins: [...settings.origins, value] }
    : { ...settings, targetEnv: value };

/** Null when samples of both sides arrived, each at the right service. */
async function load(script: CorpusScript, k6: K6): Promise<Failure | null> {
  await using folder = await createTemporaryDirectory('corpus', process.env);
  const [own, other] = ADDRESSES;
  await using base = await startEchoService(({ address }) => address.endsWith(own));
  await using head = await startEchoService(({ address }) => address.endsWith(other));
  const engine = createK6Engine({
    binary: k6,
    script: script.file,
    paths: [],
    remoteImports: false,
    cwd: folder.path,
    environment: process.env,
    ...script.settings,
  });
  const { targetEnv } = script.settings;
  try {
    const probe = await runLeg({ engine, targetEnv, echoes: [base, head], seconds: SECONDS, rate: RATE });
    const wrong = base.counts.wrong + head.counts.wrong;
    if (wrong > 0) throw new Error(`${wrong} requests went to the wrong side`);
    for (const [side, { counts }] of [base, head].entries()) {
      const seen = probe.requests[side] ?? 0;
      if (seen === 0 || seen > counts.right)
        throw new Error(`side ${side}: ${seen} samples of ${counts.right} requests that arrived`);
    }
    return null;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** What https cannot be mapped to, the script can be told: the advice is tried on a copy. */
async function refused(script: CorpusScript, { message, hint }: Failure, k6: K6): Promise<Outcome> {
  const reason = `${message}. ${hint}`;
  if (!hint.includes('Let it read its target')) return { kind: 'refused', reason, mended: false };
  await using folder = await createTemporaryDirectory('mended', process.env);
  const failure = await load(await mendCopy(script, folder.path), k6);
  if (failure !== null && failure.kind !== 'settings') throw failure;
  const then = failure === null ? '' : ` Once it does: ${failure.message}`;
  return { kind: 'refused', reason: reason + then, mended: failure === null };
}
