import { Failure, measurementFailure, settingsFailure } from '../core/failure.ts';
import { listArtifacts } from '../github/artifact-list.ts';
import { type GitHub, openGitHub, type Patience } from '../github/client.ts';
import type { Job } from '../github/job.ts';
import { tellGrafana } from '../pipeline/tell-grafana.ts';
import type { Ending, Telling } from './ending.ts';
import { fetchMeasured, judgeMeasured } from './judge-artifact.ts';
import type { Request } from './measure.ts';
import { exitCodeOf, type Outcome } from './outcome.ts';
import { readRules } from './report-rules.ts';
import { describeSubject } from './run-subject.ts';
import { hideSecret } from './secrets.ts';
import { type Measured, selectArtifacts } from './select-artifacts.ts';
import { explainAnswer, findSubject, type Subject } from './subject.ts';

export interface ReportWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly job: Job;
  readonly patience: Patience;
}

/**
 * Judges anew what other jobs measured, and tells it in one comment with a section for each. The artifacts are data of strangers:
 * pull request, commit and rules come from GitHub. Nothing of the pull request is checked out or run.
 */
export async function report(request: Request, world: ReportWorld): Promise<Ending> {
  const { run, inputs } = request;
  if (inputs.token === '') {
    throw settingsFailure(
      'received no token, expected one that reads artifacts',
      'Leave out the input `token`, or give one with `actions: read`.',
    );
  }
  const github = await openGitHub({ token: inputs.token, apiUrl: run.apiUrl, patience: world.patience });
  const subject = await findSubject(request, world.environment, github);
  if (subject === null) return nothingToReport(request);
  const tell = (outcome: Outcome, section: string | null): Telling =>
    tellingOf(outcome, section, request, subject);
  try {
    const rules = await readRules(request, subject, github);
    hideSecret(rules.grafana?.token, world.environment, world.job);
    const found = await findMeasured(request, subject, github, world.job);
    const tellings: Telling[] = [];
    for (const measured of found) {
      // What a job calls itself is known once its artifact is open.
      let section = found.length > 1 ? measured.name.job : null;
      const outcome = await orFailure(async () => {
        const unpacked = await fetchMeasured(measured, request, world.patience);
        section = unpacked.origin?.section ?? section;
        const result = await tellGrafana(judgeMeasured(unpacked, subject, rules), rules.grafana, {
          environment: world.environment,
          say: world.job.say,
          subject: describeSubject(request, subject),
        });
        return { kind: 'measured', result, inconclusive: rules.inconclusive, json: null };
      });
      tellings.push(tell(outcome, section));
    }
    return { kind: 'told', tellings: tellings.sort((a, b) => exitCodeOf(a.outcome) - exitCodeOf(b.outcome)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The old verdict must not stand on the pull request as if it were about this commit.
    return { kind: 'told', tellings: [tell({ kind: 'not measured', failure: error }, null)] };
  }
}

/** What is wrong with one job's artifact does not touch the others. */
async function orFailure(judge: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'not measured', failure: error };
  }
}

async function findMeasured(
  { run }: Request,
  subject: Subject,
  github: GitHub,
  job: Job,
): Promise<readonly Measured[]> {
  const listed = await listArtifacts(github, { owner: run.owner, repo: run.repo, id: subject.run.id });
  if (listed.kind !== 'ok') throw explainAnswer(listed, 'the artifacts of the run', 'actions: read');
  const { measured, rejected } = selectArtifacts(listed.artifacts, subject.run);
  for (const reason of rejected) job.annotate('warning', 'Artifact rejected', reason);
  if (measured.length > 0) return measured;
  throw measurementFailure(
    ['the run left no measurement', ...rejected.map((reason) => `- ${reason}`)].join('\n'),
    `Look at the log of run ${subject.run.id}: its measuring job did not end with a verdict, or could not keep its artifact.`,
  );
}

/** The comment is the reporting job's own, so that a run that left nothing finds and replaces what was said before. */
function tellingOf(
  outcome: Outcome,
  section: string | null,
  { run, inputs }: Request,
  subject: Subject,
): Telling {
  const { id, attempt } = subject.run;
  const values = { ...inputs.values, section: section ?? '', status: inputs.values['status'] || 'true' };
  return {
    outcome,
    run: { ...run, order: { run: id, attempt } },
    inputs: { ...inputs, values },
    event: subject.event,
    ...(subject.notice === null ? {} : { notice: subject.notice }),
  };
}

function nothingToReport({ event }: Request): Ending {
  const why =
    event.kind === 'workflow run'
      ? `the run was on ${event.source} and ended ${event.conclusion}`
      : 'there is no run';
  const text = `nothing to report: ${why}`;
  return { kind: 'done', text, summary: `Nothing to report: ${why.replaceAll(/[^\w ]/g, ' ')}.`, code: 0 };
}
