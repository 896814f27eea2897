import { z } from 'zod';
import type { Answer, GitHub } from './client.ts';

/** An artifact as GitHub lists it. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly expired: boolean;
  /** `sha256:` and hex; null on GitHub Enterprise Server. */
  readonly digest: string | null;
  /** Of the run that made it, as GitHub knows it; null where it does not say. */
  readonly headSha: string | null;
  readonly headRepositoryId: number | null;
}

export interface WorkflowRun {
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
}

export type Listed =
  | { readonly kind: 'ok'; readonly artifacts: readonly Artifact[] }
  | Exclude<Answer, { readonly kind: 'ok' }>;

const ARTIFACTS = z.object({
  artifacts: z.array(
    z
      .object({
        id: z.number().int().positive(),
        name: z.string(),
        size_in_bytes: z.number(),
        expired: z.boolean().default(false),
        digest: z.string().nullish(),
        workflow_run: z
          .object({ head_sha: z.string().nullish(), head_repository_id: z.number().nullish() })
          .nullish(),
      })
      .transform(
        ({ id, name, size_in_bytes, expired, digest, workflow_run }): Artifact => ({
          id,
          name,
          bytes: size_in_bytes,
          expired,
          digest: digest ?? null,
          headSha: workflow_run?.head_sha ?? null,
          headRepositoryId: workflow_run?.head_repository_id ?? null,
        }),
      ),
  ),
});

/** A matrix has at most 256 jobs; other jobs' artifacts are in the list too. */
const MOST_PAGES = 10;

/** All artifacts of one run. */
export async function listArtifacts(github: GitHub, { owner, repo, id }: WorkflowRun): Promise<Listed> {
  const artifacts = new Map<number, Artifact>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
    const answer = await github.send(route, { owner, repo, run_id: id, per_page: 100, page });
    if (answer.kind !== 'ok') return answer;
    const parsed = ARTIFACTS.safeParse(answer.data);
    if (!parsed.success)
      return { kind: 'lost', message: 'GitHub answered with something that is no artifact list' };
    for (const artifact of parsed.data.artifacts) artifacts.set(artifact.id, artifact);
    if (!answer.more) return { kind: 'ok', artifacts: [...artifacts.values()] };
  }
  return { kind: 'lost', message: `the run has more than ${MOST_PAGES * 100} artifacts` };
}
