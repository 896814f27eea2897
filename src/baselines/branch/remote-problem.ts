/**
 * What git said of a remote. `moved`: somebody else was faster. `absent`: there is no such branch. `unreachable`: worth
 * another try. `final`: it will say the same again.
 */
export interface RemoteProblem {
  readonly kind: 'moved' | 'absent' | 'unreachable' | 'final';
  readonly reason: string;
  readonly hint: string;
}

/** Reads git's own words, in the locale C. */
export function readProblem(words: string, branch: string, doing: 'fetch' | 'push'): RemoteProblem {
  const known = KNOWN.find(({ says, only = doing }) => only === doing && says.test(words));
  const { kind, reason, hint } = known ?? UNKNOWN;
  return {
    kind,
    reason: `${reason.replaceAll('BRANCH', branch)}${kind === 'moved' ? '' : quote(words)}`,
    hint: hint.replaceAll('BRANCH', branch),
  };
}

interface Known extends RemoteProblem {
  readonly says: RegExp;
  readonly only?: 'fetch' | 'push';
}

/** In the order in which they are looked for: the server's own codes before what git makes of them. */
const KNOWN: readonly Known[] = [
  {
    says: /\bGH013\b/,
    kind: 'final',
    reason: 'a ruleset of the repository forbids the push to BRANCH (GH013)',
    hint: 'Leave BRANCH out of the ruleset, or put the app or token that records on its bypass list.',
  },
  {
    says: /\bGH006\b|protected branch hook declined/,
    kind: 'final',
    reason: 'branch protection forbids the push to BRANCH (GH006)',
    hint: 'Take BRANCH out of the protection rule, or allow the app or token that records to push to it.',
  },
  {
    says: /couldn't find remote ref/,
    kind: 'absent',
    reason: 'there is no branch BRANCH',
    hint: 'The first recording makes it.',
  },
  {
    says: /directory file conflict|exists; cannot create/,
    kind: 'final',
    reason: 'another branch stands in the way of BRANCH: git cannot have both a and a/b',
    hint: 'Choose another name, e.g. `baseline: branch:plimsoll-baselines`.',
  },
  {
    says: /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|incorrect old value|reference already exists/,
    kind: 'moved',
    reason: 'others pushed to BRANCH at the same time, again and again',
    hint: 'Run it again; fewer jobs that record at the same moment help.',
  },
  {
    says: /error: 403/,
    only: 'fetch',
    kind: 'final',
    reason: 'the token may not read the repository',
    hint: 'Give the job `permissions: { contents: read }`, and the token of another repository access to this one.',
  },
  {
    says: /error: 403|Write access to repository not granted|Permission to \S+ denied|insufficient permission|read.only/i,
    kind: 'final',
    reason: 'the token may only read, so BRANCH could not be pushed',
    hint: 'Give the job that records `permissions: { contents: write }`; jobs that run pull requests keep `contents: read`.',
  },
  {
    says: /error: 401|Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \(|Host key verification failed/,
    kind: 'final',
    reason: 'the remote wants a sign-in and there is none that it takes',
    hint: 'Pass `token`, or let actions/checkout keep its credentials (persist-credentials: true) in this job.',
  },
  {
    says: /error: 404|repository not found|does not appear to be a git repository|repository '[^']*' not found/i,
    kind: 'final',
    reason: 'the remote has no such repository, or shows it to nobody without a sign-in',
    hint: 'Check the address with `git remote -v`, and that the token may read the repository.',
  },
  {
    says: /hook declined/,
    kind: 'final',
    reason: 'a hook of the remote refused the push to BRANCH',
    hint: "Ask who runs the server to let BRANCH through; the hook's words are above.",
  },
  {
    says: /Could not resolve host|Failed to connect|Connection (?:refused|timed out|reset)|timed out|early EOF|hung up|unexpected disconnect|error: (?:429|5\d\d)|unable to access|RPC failed|Network is unreachable|No route to host/,
    kind: 'unreachable',
    reason: 'the remote could not be reached',
    hint: 'Check the network, proxy and certificates of this machine, then run it again.',
  },
];

const UNKNOWN: Known = {
  says: /^/,
  kind: 'final',
  reason: 'git could not fetch or push BRANCH',
  hint: 'Try the same with git by hand in this checkout.',
};

const LONGEST = 300;

/** The line that says most, without credentials and without anything that could break a line. */
function quote(words: string): string {
  const lines = words
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^remote: /, '').trim())
    .filter((line) => /^(?:error|fatal|- )|GH\d{3}|denied|declined|not granted/.test(line));
  const line =
    lines.find((each) => !/failed to push some refs/.test(each)) ?? words.trim().split('\n').at(-1);
  const plain = (line ?? '')
    .replaceAll(/\/\/[^/@\s]*@/g, '//…@')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, LONGEST);
  return plain === '' ? '' : `: ${plain}`;
}
