import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome } from './comment.ts';
import { RULES } from './elsewhere.ts';
import { CLEAN_SCENES, falseAlarms } from './false-alarms.ts';
import type { Rate } from './rate.ts';
import { rateOf, spellRate } from './rate.ts';

const OURS = 'Plimsoll: 38 metrics, up to eight looks';

/** The rules in use elsewhere on the first comments of the false-alarm claim. Only the comparison is claimed, not their rates. */
export function rulesElsewhere(effort: Effort): Claim {
  const title =
    'The same clean comments under the rules in use elsewhere: each alarms more often than Plimsoll';
  const scenes = CLEAN_SCENES.filter((scene) => scene.elsewhere);
  return {
    title,
    orders: falseAlarms(effort).orders.filter(({ scene }) => scene.elsewhere),
    conclude: (outcomes) => {
      const ours = outcomes.map((all) => rateOf(all.map((outcome) => outcome.verdict === 'fail')));
      return {
        title,
        columns: ['rule', ...scenes.map(({ world }) => `false alarms, ${world} (95%)`)],
        rows: [
          rowFor(OURS, ours, null),
          ...RULES.map(({ name }, i) => rowFor(name, ratesOf(outcomes, i), ours)),
        ],
      };
    },
  };
}

const ratesOf = (outcomes: readonly (readonly Outcome[])[], rule: number): Rate[] =>
  outcomes.map((all) => rateOf(all.map((outcome) => outcome.alarms[rule] === true)));

function rowFor(name: string, rates: readonly Rate[], ours: readonly Rate[] | null): FindingRow {
  return {
    cells: [name, ...rates.map(spellRate)],
    // Contradicted only where a rule is plainly quieter than we are.
    holds: ours === null ? null : rates.every((rate, world) => rate.high > (ours[world]?.low ?? 0)),
  };
}
