import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Description, openDescription } from './description.ts';
import { createArtifacts, type FakeArtifacts, type StoredArtifact } from './fake-artifacts.ts';
import { createRepository, type FakeRepository } from './fake-repository.ts';
import { answer, type Reply } from './fault.ts';

export interface OpenPull {
  readonly number: number;
  /** `owner:branch` */
  readonly head: string;
  readonly sha: string;
  readonly headRepositoryId: number;
}

export interface FakeRunsOptions {
  /** Texts by ref, then by path. */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pulls?: readonly OpenPull[];
  /** Where the API says that an artifact is kept; in this server's own store unless said otherwise. */
  readonly storeOf?: (artifact: StoredArtifact, origin: string) => string;
  /** Answers instead of ours, by path. */
  readonly refusals?: Readonly<Record<string, Reply>>;
}

/** GitHub with runs, their artifacts, files and pull requests, for jobs that measure and jobs that report. */
export interface FakeRuns extends AsyncDisposable {
  readonly url: string;
  readonly repository: FakeRepository;
  readonly artifacts: FakeArtifacts;
  readonly journal: readonly { readonly line: string; readonly authorization: string }[];
}

/** Like the fault server, it fails the test that asked for something that GitHub's description does not know. */
export async function startRuns(options: FakeRunsOptions = {}): Promise<FakeRuns> {
  const api = openDescription();
  const repository = createRepository(api, {});
  const artifacts = createArtifacts();
  const journal: { line: string; authorization: string }[] = [];
  const problems: string[] = [];

  const listen: RequestListener = async (request, response) => {
    const { method = '', headers } = request;
    const { authorization = '' } = headers;
    const body = await readAll(request);
    const url = new URL(request.url ?? '/', `http://${headers.host}`);
    journal.push({ line: `${method} ${url.pathname}`, authorization });
    const inStore = url.pathname.startsWith('/store/') ? readStore(url, authorization) : undefined;
    if (inStore !== undefined) {
      response.writeHead(inStore === null ? 404 : 200, { 'content-type': 'application/zip' });
      return void response.end(inStore);
    }
    const uploaded = artifacts.act({ method, url, body, authorization });
    if (uploaded !== null) return answer(response, uploaded);
    if (url.pathname === '/graphql') {
      return answer(response, { status: 200, data: { data: { viewer: { login: 'github-actions[bot]' } } } });
    }
    const json: unknown = body.length === 0 ? undefined : JSON.parse(body.toString());
    const path = url.pathname;
    // The root of a repository has a path that is empty, which templates do not know.
    const isRoot = path.endsWith('/contents');
    if (!isRoot) problems.push(...api.checkRequest({ method, path, query: url.searchParams, body: json }));
    const reply = options.refusals?.[path] ?? read(api, url) ?? repository.act(method, url, json);
    if (!isRoot) problems.push(...api.checkAnswer({ method, path, status: reply.status, data: reply.data }));
    answer(response, reply);
  };

  function readStore(url: URL, authorization: string): Buffer | null {
    const found = artifacts.stored.find(({ id }) => url.pathname === `/store/${id}`);
    return found === undefined || authorization !== '' ? null : found.zip;
  }

  function read(described: Description, url: URL): Reply | null {
    const path = decodeURIComponent(url.pathname).replace('/repos/octo/shop', '');
    const [, run] = /^\/actions\/runs\/(\d+)\/artifacts$/.exec(path) ?? [];
    if (run !== undefined) return list(described, Number(run));
    const [, id] = /^\/actions\/artifacts\/(\d+)\/zip$/.exec(path) ?? [];
    const kept = artifacts.stored.find((artifact) => String(artifact.id) === id);
    if (kept !== undefined) {
      const place = options.storeOf?.(kept, url.origin) ?? `${url.origin}/store/${kept.id}`;
      return { status: 302, headers: { location: place } };
    }
    if (/^\/contents(\/|$)/.test(path)) {
      const at = options.files?.[url.searchParams.get('ref') ?? ''];
      return readContents(described, path.slice('/contents/'.length), at);
    }
    return path === '/pulls' ? { status: 200, data: listPulls(described, url) } : null;
  }

  function list(described: Description, run: number): Reply {
    const own = artifacts.stored.filter((artifact) => artifact.run === run);
    const listed = own.map(({ id, name, zip, digest, headSha, headRepositoryId }) =>
      described.example('artifact', {
        ...{ id, name, digest, size_in_bytes: zip.length, expired: false },
        workflow_run: {
          id: run,
          head_repository_id: headRepositoryId,
          head_sha: headSha,
          head_branch: 'main',
        },
      }),
    );
    return { status: 200, data: { total_count: listed.length, artifacts: listed } };
  }

  const listPulls = (described: Description, url: URL) =>
    (options.pulls ?? [])
      .filter(({ head }) => head === url.searchParams.get('head'))
      .map(({ number, head, sha, headRepositoryId }) => {
        const whole = described.example('pull-request-simple', { number, labels: [] });
        const side = (name: 'head' | 'base', ref: string, commit: string, id: number) => {
          const from = whole[name] as { repo: object };
          return { ...from, ref, sha: commit, repo: { ...from.repo, id } };
        };
        const [, branch = ''] = head.split(':');
        return {
          ...whole,
          head: side('head', branch, sha, headRepositoryId),
          base: side('base', 'main', 'b'.repeat(40), 1),
        };
      });

  const server = createServer(listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repository,
    artifacts,
    journal,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (problems.length > 0) throw new Error(`not by GitHub's description: ${problems.join('; ')}`);
    },
  };
}

function readContents(
  api: Description,
  path: string,
  files: Readonly<Record<string, string>> | undefined,
): Reply {
  if (files === undefined) return { status: 404, data: { message: 'Not Found' } };
  if (path === '') return { status: 200, data: [] };
  const text = files[path];
  if (text === undefined) return { status: 404, data: { message: 'Not Found' } };
  const content = Buffer.from(text).toString('base64');
  return {
    status: 200,
    data: api.example('content-file', { type: 'file', encoding: 'base64', path, content }),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
