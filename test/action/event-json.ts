/** Commits of the events below, where a test needs none that exist. */
export const SHAS = {
  base: 'b'.repeat(40),
  head: 'a'.repeat(40),
  merge: 'c'.repeat(40),
  parent: 'd'.repeat(40),
};

const REPOSITORY = { full_name: 'octo/shop', default_branch: 'main' };

/** Payloads as GitHub writes them into the event file, cut down to what is read. */
export const events = {
  pullRequest(
    change: {
      readonly number?: number;
      readonly base?: string;
      readonly head?: string;
      readonly headRepo?: string | null;
      readonly labels?: readonly string[];
    } = {},
  ) {
    const { number = 7, base = SHAS.base, head = SHAS.head, headRepo = 'octo/shop', labels = [] } = change;
    return {
      action: 'synchronize',
      number,
      pull_request: {
        number,
        base: { ref: 'main', sha: base, repo: REPOSITORY },
        head: { ref: 'topic', sha: head, repo: headRepo === null ? null : { full_name: headRepo } },
        labels: labels.map((name) => ({ name })),
      },
      repository: REPOSITORY,
    };
  },
  push({ branch, before = SHAS.base }: { readonly branch: string; readonly before?: string }) {
    return { ref: `refs/heads/${branch}`, before, after: SHAS.head, repository: REPOSITORY };
  },
  mergeGroup: () => ({
    merge_group: { base_sha: SHAS.base, head_sha: SHAS.head, base_ref: 'refs/heads/main' },
    repository: REPOSITORY,
  }),
  dispatch: () => ({ inputs: null, ref: 'refs/heads/main', repository: REPOSITORY }),
  workflowRun(
    change: {
      readonly id?: number;
      readonly attempt?: number;
      readonly source?: string;
      readonly conclusion?: string;
      readonly head?: string;
      readonly headBranch?: string;
      readonly headRepository?: { readonly id: number; readonly owner: { readonly login: string } };
    } = {},
  ) {
    const {
      id = 31,
      attempt = 1,
      source = 'pull_request',
      conclusion = 'success',
      head = SHAS.head,
    } = change;
    return {
      action: 'completed',
      workflow_run: {
        id,
        run_attempt: attempt,
        name: 'gate',
        path: '.github/workflows/gate.yml',
        event: source,
        conclusion,
        head_sha: head,
        head_branch: change.headBranch ?? 'topic',
        head_repository: change.headRepository ?? { id: 1, owner: { login: 'octo' } },
        pull_requests: [],
      },
      repository: { id: 1, ...REPOSITORY },
    };
  },
};
