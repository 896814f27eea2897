import { Failure, measurementFailure, settingsFailure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { downloadArtifact } from '../github/artifact-download.ts';
import { listArtifacts } from '../github/artifact-list.ts';
import { type GitHub, openGitHub, type Patience } from '../github/client.ts';
import type { Job } from '../github/job.ts';
import { judgeEvidence, readEvidence } from '../pipeline/report.ts';
import { BOUNDS, type Origin, unpackArtifact } from './artifact.ts';
import type { Ending, Telling } from './ending.ts';
import type { Request } from './measure.ts';
import { exitCodeOf, type Outcome } from './outcome.ts';
import { type ReportRules, readRules } from './report-rules.ts';
import { describeOtherRules } from './rule-notes.ts';
import { commentKey } from './run.ts';
import { type Measured, selectArtifacts } from './select-artifacts.ts';
import { explainAnswer, findSubject, type Subject } from './subject.ts';

export interface ReportWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly job: Job;
  readonly patience: Patience;
}

/**
 * Judges anew what other jobs measured, and tells it in their name. The artifacts are data of strangers: pull request, commit and
 * rules come from GitHub. Nothing of the pull request is checked out or run.
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
  const tell = (outcome: Outcome, origin: Origin): Telling => tellingOf(outcome, origin, request, subject);
  try {
    const rules = await readRules(request, subject, github);
    const tellings: Telling[] = [];
    for (const measured of await findMeasured(request, subject, github, world.job)) {
      tellings.push(await judgeOne(measured, { request, subject, rules, world }, tell));
    }
    return { kind: 'told', tellings: tellings.sort((a, b) => exitCodeOf(a.outcome) - exitCodeOf(b.outcome)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The old verdict must not stand on the pull request as if it were about this commit.
    return { kind: 'told', tellings: [tell({ kind: 'not measured', failure: error }, NO_ORIGIN)] };
  }
}

const NO_ORIGIN: Origin = { pullRequest: null, headSha: null, job: '', section: null };

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

interface Judging {
  readonly request: Request;
  readonly subject: Subject;
  readonly rules: ReportRules;
  readonly world: ReportWorld;
}

/** One job's artifact; what is wrong with it is told in its name and does not touch the others. */
async function judgeOne(
  { artifact, name }: Measured,
  { request, subject, rules, world }: Judging,
  tell: (outcome: Outcome, origin: Origin) => Telling,
): Promise<Telling> {
  const { run, inputs } = request;
  let origin: Origin = { ...NO_ORIGIN, job: name.job };
  try {
    const zip = await downloadArtifact({
      ...{ artifact, owner: run.owner, repo: run.repo, token: inputs.token },
      ...{ apiUrl: run.apiUrl, serverUrl: run.serverUrl },
      ...{ mostBytes: BOUNDS.bytes, patience: world.patience },
    }).catch((error: Error) => {
      throw measurementFailure(
        `artifact ${artifact.id} (${name.job}) could not be used: ${error.message}`,
        'Run the measuring job again.',
        error,
      );
    });
    const unpacked = unpackArtifact(zip, name);
    origin = unpacked.origin ?? origin;
    requireSubject(origin, subject);
    const evidence = readEvidence(unpacked.result);
    const result = judgeEvidence(evidence, rules.rules);
    const notes = [
      ...(subject.pullRequest?.isFork ? [FORK] : []),
      ...rules.notes,
      ...describeOtherRules(rules.rules.policy, evidence.rules),
      ...evidence.notes.map((note) => `The measuring job says: ${note}`),
    ];
    return tell(measuredAs({ ...result, notes }, rules), origin);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return tell({ kind: 'not measured', failure: error }, origin);
  }
}

const FORK =
  'Measured by code that the pull request controls: from a fork, these numbers are only as good as its word.';

const measuredAs = (result: Result, { inconclusive }: ReportRules): Outcome => ({
  kind: 'measured',
  result,
  inconclusive,
  json: null,
});

/** A job says for which pull request it measured. It is not believed, but a contradiction is no accident. */
function requireSubject(origin: Origin, { pullRequest, run }: Subject): void {
  const other =
    pullRequest !== null && origin.pullRequest !== null && origin.pullRequest !== pullRequest.number
      ? `another pull request: #${origin.pullRequest}, expected #${pullRequest.number}`
      : origin.headSha !== null && origin.headSha !== run.headSha
        ? `another commit: ${origin.headSha.slice(0, 7)}, expected ${run.headSha.slice(0, 7)}`
        : null;
  if (other === null) return;
  throw measurementFailure(
    `the artifact names ${other}`,
    'Look at what the pull request does to its measuring job; nothing of the artifact was used.',
  );
}

function tellingOf(outcome: Outcome, origin: Origin, { run, inputs }: Request, subject: Subject): Telling {
  const { id, attempt } = subject.run;
  const values = {
    ...inputs.values,
    section: origin.section ?? '',
    status: inputs.values['status'] || 'true',
  };
  return {
    outcome,
    run: {
      ...run,
      order: { run: id, attempt },
      ...(origin.job === '' ? {} : { job: origin.job }),
      key: commentKey(subject.workflow, origin.job === '' ? run.job : origin.job),
    },
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
