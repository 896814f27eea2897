import { measurementFailure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { downloadArtifact } from '../github/artifact-download.ts';
import type { Patience } from '../github/client.ts';
import { judgeEvidence, readEvidence } from '../pipeline/report.ts';
import type { Evidence } from '../pipeline/report-schema.ts';
import { BOUNDS, type Origin, type Unpacked, unpackArtifact } from './artifact.ts';
import type { Request } from './measure.ts';
import type { ReportRules } from './report-rules.ts';
import { describeOtherRules } from './rule-notes.ts';
import type { Measured } from './select-artifacts.ts';
import type { Subject } from './subject.ts';

/** Fetches what a job measured and takes it apart. Throws a Failure for whatever is not as we pack it. */
export async function fetchMeasured(
  { artifact, name }: Measured,
  { run, inputs }: Pick<Request, 'run' | 'inputs'>,
  patience: Patience,
): Promise<Unpacked> {
  const { owner, repo, apiUrl, serverUrl } = run;
  const from = { artifact, owner, repo, apiUrl, serverUrl, token: inputs.token };
  const zip = await downloadArtifact({ ...from, mostBytes: BOUNDS.bytes, patience }).catch((error: Error) => {
    throw measurementFailure(
      `artifact ${artifact.id} (${name.job}) could not be used: ${error.message}`,
      'Run the measuring job again.',
      error,
    );
  });
  return unpackArtifact(zip, name);
}

/** The result by our own rules. Throws a Failure for numbers that cannot be judged, or that are about something else. */
export function judgeMeasured(
  { result, origin }: Unpacked,
  subject: Subject,
  { rules, asks, notes }: Pick<ReportRules, 'rules' | 'asks' | 'notes'>,
): Result {
  if (origin !== null) requireSubject(origin, subject);
  const evidence = readEvidence(result);
  const said = [
    ...(subject.pullRequest?.isFork ? [FORK] : []),
    ...notes,
    ...describeOtherRules(rules.policy, rulesOf(evidence)),
    ...asks
      .filter((part) => evidence[part] === undefined)
      .map((part) => `The settings ask for ${part}; the measurement holds none.`),
    ...evidence.notes.map((note) => `The measuring job says: ${note}`),
  ];
  return { ...judgeEvidence(evidence, rules), notes: said };
}

const FORK =
  'Measured by code that the pull request controls: from a fork, these numbers are only as good as its word.';

/** What the comment as a whole went by: the part of alpha that capacity took belongs to it. */
const rulesOf = ({ rules, capacity }: Evidence): Evidence['rules'] =>
  rules === null ? null : { ...rules, alpha: rules.alpha + (capacity?.alpha ?? 0) };

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
