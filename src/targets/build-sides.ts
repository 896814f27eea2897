import { MARK_VARIABLE, makeMark, stopMarked } from '../system/process-mark.ts';
import { buildSide } from './build-side.ts';
import type { ServiceCommand } from './service.ts';

/** What a build left running (compile servers) has this long to end, ms. */
const BUILD_GRACE_MS = 1000;

/** Builds the sides one after the other; what their builds leave running ends when the result is disposed, or at once when one fails. */
export async function buildSides(
  command: string,
  sides: readonly ServiceCommand[],
  say: (line: string) => void,
): Promise<AsyncDisposable> {
  const mark = makeMark();
  const stop = (): Promise<void> => stopMarked(mark, BUILD_GRACE_MS);
  if (command === '') return { [Symbol.asyncDispose]: stop };
  try {
    for (const { side, cwd, env } of sides)
      await buildSide({ side, cwd, command, env: { ...env, [MARK_VARIABLE]: mark } }, say);
  } catch (error) {
    await stop();
    throw error;
  }
  return { [Symbol.asyncDispose]: stop };
}
