import type { GrafanaPlan } from '../core/grafana-plan.ts';
import { DEFAULT_MARGINS, fillMargins } from '../core/policy.ts';
import type { GitHub } from '../github/client.ts';
import { readFileAt } from '../github/contents.ts';
import type { Rules } from '../pipeline/report.ts';
import { configPath, readSettings, type Settings } from '../settings/read.ts';
import type { Request } from './measure.ts';
import { describeFileChange } from './rule-notes.ts';
import { explainAnswer, type Subject } from './subject.ts';

export interface ReportRules {
  readonly rules: Rules;
  readonly inconclusive: Settings['inconclusive'];
  /** What a measurement is to hold beside the comparison at a fixed rate. */
  readonly asks: readonly ('capacity' | 'growth')[];
  readonly grafana: GrafanaPlan | null;
  readonly notes: readonly string[];
}

/** The rules as the base has them now, and what the pull request would make of them: a change there is shown, not obeyed. */
export async function readRules(request: Request, subject: Subject, github: GitHub): Promise<ReportRules> {
  const { run, inputs } = request;
  const path = configPath(inputs.values);
  const read = async (ref: string): Promise<string | null> => {
    const file = await readFileAt(github, { owner: run.owner, repo: run.repo, path, ref });
    if (file.kind === 'ok') return file.text;
    if (file.kind === 'none') return null;
    throw explainAnswer(file, `${path} at ${ref}`, 'contents: read');
  };
  const base = await read(subject.ref);
  const settings = readSettings({
    values: inputs.values,
    origin: 'input',
    file: base === null ? null : { path, text: base },
    needs: 'rules',
  });
  const head = subject.pullRequest === null ? base : await read(subject.run.headSha);
  return {
    rules: rulesOf(settings),
    inconclusive: settings.inconclusive,
    asks: (['capacity', 'growth'] as const).filter((part) => settings[part]),
    grafana: settings.grafana,
    notes: describeFileChange({ path, settings, base, head, values: inputs.values }),
  };
}

const rulesOf = ({ alpha, beta, margins, limits, delta, seed }: Settings): Rules => ({
  policy: { alpha, beta, margins: fillMargins(margins, DEFAULT_MARGINS), limits },
  delta,
  seed,
});
