import { z } from 'zod';
import type { Answer, GitHub } from './client.ts';

export interface FileAtRef {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** A branch, tag or commit. */
  readonly ref: string;
}

export type FileText =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'none' }
  | Exclude<Answer, { readonly kind: 'ok' }>;

/** With its content, which GitHub sends for files of up to 1 MB. */
const FILE = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() });

/** The text of a file as a ref has it. */
export async function readFileAt(github: GitHub, file: FileAtRef): Promise<FileText> {
  const { path, ref, ...repository } = file;
  const answer = await github.send(ROUTE, { ...repository, path, ref });
  if (answer.kind === 'refused' && answer.status === 404) return confirmAbsence(github, file, answer);
  if (answer.kind !== 'ok') return answer;
  const parsed = FILE.safeParse(answer.data);
  return parsed.success
    ? { kind: 'ok', text: Buffer.from(parsed.data.content, 'base64').toString('utf8') }
    : { kind: 'lost', message: `${path} at ${ref} is no file of at most 1 MB` };
}

const ROUTE = 'GET /repos/{owner}/{repo}/contents/{path}';

/** GitHub says 404 as well to tokens that may not read: only where the root can be read is a file really absent. */
async function confirmAbsence(
  github: GitHub,
  { owner, repo, ref }: FileAtRef,
  missing: Exclude<Answer, { readonly kind: 'ok' }>,
): Promise<FileText> {
  const root = await github.send(ROUTE, { owner, repo, ref, path: '' });
  return root.kind === 'ok' ? { kind: 'none' } : missing;
}
