import { failureOfElsewhere } from '../core/elsewhere.ts';
import type { Engine, EngineExit, LoadTarget } from '../core/engine.ts';
import { measurementFailure, settingsFailure } from '../core/failure.ts';
import type { Probe } from '../core/probe.ts';

export interface Warmed {
  readonly probe: Probe;
  readonly exits: readonly EngineExit[];
  readonly targets: readonly LoadTarget[];
  readonly targetEnv: string;
  readonly engine?: Pick<Engine, 'advice'>;
}

/** Nothing is ever compared on load that did not reach the targets. */
export function refuseUselessLoad({ probe, exits, targets, targetEnv, engine }: Warmed): void {
  const advice = engine?.advice;
  const words = exits.map(({ said }) => said).find((each) => each !== '') ?? '';
  const said = words === '' ? '' : `; it said: ${words}`;
  const [stray] = [...probe.strays().entries()].sort((a, b) => b[1] - a[1]);
  const seen = probe.requests.reduce((sum, count) => sum + count, 0);
  if (stray !== undefined && stray[1] >= seen) {
    const elsewhere = failureOfElsewhere({ origin: stray[0], targetEnv, readsInstead: null });
    throw advice === undefined ? elsewhere : settingsFailure(elsewhere.message, advice.elsewhere(stray[0]));
  }
  if (seen === 0) {
    throw settingsFailure(
      `the script ran ${probe.iterations} iterations and made no request${said}`,
      advice?.silent ??
        'Check that the function it exports sends requests, and that no condition keeps it from them.',
    );
  }
  const urls = targets.map(({ url }) => url).join(' and ');
  const failed = probe.failed.reduce((sum, count) => sum + count, 0);
  if (probe.requests.every((count, side) => (probe.failed[side] ?? 0) > count / 2)) {
    throw measurementFailure(
      `${failed} of ${seen} requests of the warm-up failed, more than half on each side${said}`,
      advice?.failing(urls) ??
        `Check that the script uses __ENV.${targetEnv}, and its paths, against ${urls}.`,
    );
  }
}
