import { markdownTable } from 'markdown-table';
import { proportionAtLeast, proportionAtMost } from '../../src/statistics/proportion.ts';
import { percent, spellRate } from '../verdict/rate.ts';
import { countVerdicts, type Trials, type Verdicts } from './alarms.ts';

/** How often comments on twenty correlated metrics, held against recordings, say fail, with and without a change. */
const RECORDED = [1, 2, 3, 5, 10, 20];
const SPREADS = [0.03, 0.05, 0.1];
const FACTORS = [1.1, 1.3, 2];
const COMMENTS = { alarms: 2000, power: 400 };

const judge = (sd: number, recorded: number, of: Pick<Trials, 'factor' | 'comments'>): Verdicts =>
  countVerdicts({ world: { sd, correlation: 0.5, failing: 0.0005 }, recorded, ...of });

function spellAlarms({ fail }: Verdicts, of: number): string {
  const [low, high] = [proportionAtLeast(fail, of, 0.025), proportionAtMost(fail, of, 0.025)];
  return spellRate({ of, share: fail / of, low, high });
}

const rows = SPREADS.flatMap((sd) =>
  RECORDED.map((recorded) => {
    const calm = judge(sd, recorded, { factor: 1, comments: COMMENTS.alarms });
    const seen = FACTORS.map((factor) => judge(sd, recorded, { factor, comments: COMMENTS.power }));
    return [
      percent(sd),
      `${recorded}`,
      spellAlarms(calm, COMMENTS.alarms),
      percent(calm.pass / COMMENTS.alarms),
      ...seen.map(({ fail }) => percent(fail / COMMENTS.power)),
    ];
  }),
);
const head = [
  'sd between runs',
  'recordings',
  'false alarms (95%)',
  'unchanged passes',
  'sees +10%',
  '+30%',
  '+100%',
];
console.log(markdownTable([head, ...rows]));
