import { z } from 'zod';
import { transfer } from '../system/http-transfer.ts';

/** Where a job keeps its artifacts, as the runner tells JavaScript actions alone. */
export interface ArtifactService {
  /** Calls a method of the service. Rejects with a plain Error that names the reason. */
  call<T>(
    method: string,
    parameters: Readonly<Record<string, string | number>>,
    answer: z.ZodType<T>,
  ): Promise<T>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const SERVICE = 'twirp/github.actions.results.api.v1.ArtifactService';
const ANSWER_MS = 20_000;
const MOST_BYTES = 100_000;

/**
 * The results service behind actions/upload-artifact, by its own JSON. Null where there is none: GitHub Enterprise Server
 * (by the rule of GitHub's own client), and runs outside of a job.
 */
export function openArtifactService(environment: Environment): ArtifactService | null {
  const { ACTIONS_RUNTIME_TOKEN: token = '', ACTIONS_RESULTS_URL: url = '' } = environment;
  const backend = readBackend(token);
  if (backend === null || !URL.canParse(url) || isEnterpriseServer(environment)) return null;
  return {
    async call(method, parameters, answer) {
      const { status, body } = await transfer({
        method: 'POST',
        url: new URL(`/${SERVICE}/${method}`, url).href,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ ...backend, ...parameters })),
        timeoutMs: ANSWER_MS,
        mostBytes: MOST_BYTES,
      });
      const parsed = answer.safeParse(parseJson(body));
      if (status === 200 && parsed.success) return parsed.data;
      throw new Error(`the artifact service answered ${method} with ${status} ${readReason(body)}`.trim());
    },
  };
}

function isEnterpriseServer({ GITHUB_SERVER_URL: url = '' }: Environment): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase() : 'github.com';
  return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost');
}

const CLAIMS = z.object({ scp: z.string() });

/** The run and the job as the service knows them, from the token's scope `Actions.Results:<run>:<job>`. */
function readBackend(token: string) {
  const claims = CLAIMS.safeParse(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url')));
  const scope = claims.success
    ? /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(claims.data.scp)
    : null;
  const [, run, job] = scope ?? [];
  if (run === undefined || job === undefined) return null;
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
}

const PROBLEM = z.object({ msg: z.string() });

function readReason(body: Buffer): string {
  const problem = PROBLEM.safeParse(parseJson(body));
  return problem.success ? `(${problem.data.msg.slice(0, 200)})` : '';
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
