import { type Failure, settingsFailure } from '../core/failure.ts';
import { parseVary } from '../core/sweep/vary.ts';
import type { SweepWish } from '../pipeline/sweep.ts';
import type { Request } from './command.ts';

/** What the command's own flags ask for. Throws a settings failure for what makes no sense. */
export function readWish(own: Request['own'], expectedRate: number | null): SweepWish {
  const { vary, design, growth } = own;
  if (vary === undefined) {
    throw settingsFailure(
      'sweep received no --vary, expected at least one setting',
      'For example: plimsoll sweep --vary env.POOL_SIZE=5,20,50',
    );
  }
  return {
    settings: vary.split('\n').map(parseVary),
    design: readDesign(design),
    growthFrom: readGrowth(growth) ? needRate(expectedRate) : null,
  };
}

function readDesign(text: string | undefined): SweepWish['design'] {
  switch (text) {
    case undefined:
    case 'all':
      return 'auto';
    case 'one-at-a-time':
      return 'one at a time';
    default:
      throw refused('design', text, 'all or one-at-a-time');
  }
}

function readGrowth(text = 'false'): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw refused('growth', text, 'true or false');
}

function needRate(expectedRate: number | null): number {
  if (expectedRate !== null) return expectedRate;
  throw settingsFailure(
    'sweep --growth received no expected-rate',
    "Set expected-rate to today's load in iterations of the script per second.",
  );
}

const refused = (flag: string, received: string, expected: string): Failure =>
  settingsFailure(
    `flag --${flag}: received ${JSON.stringify(received)}, expected ${expected}`,
    'Correct it and run again; plimsoll --help lists commands and flags.',
  );
