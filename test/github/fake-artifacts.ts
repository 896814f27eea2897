import { createHash } from 'node:crypto';
import type { Reply } from './fault.ts';

export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  readonly zip: Buffer;
  readonly run: number;
  readonly headSha: string;
  readonly headRepositoryId: number;
  /** Of the zip, unless a test says otherwise. Null as on GitHub Enterprise Server. */
  readonly digest: string | null;
}

/** GitHub's service that jobs upload artifacts to, and the store behind it. */
export interface FakeArtifacts {
  readonly stored: StoredArtifact[];
  /** What a job gets of it from the runner. */
  environment(origin: string): Readonly<Record<string, string>>;
  /** As a job uploads one, or somebody in its place. */
  add(artifact: Partial<StoredArtifact> & Pick<StoredArtifact, 'name' | 'zip'>): StoredArtifact;
  /** Answers for the service and the store; null for every other path. */
  act(request: {
    readonly method: string;
    readonly url: URL;
    readonly body: Buffer;
    readonly authorization: string;
  }): Reply | null;
}

const RUN = { run: 100, headSha: 'a'.repeat(40), headRepositoryId: 1 };
const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';

export function createArtifacts(): FakeArtifacts {
  const stored: StoredArtifact[] = [];
  const blobs = new Map<string, { content: Buffer; isWhole: boolean }>();
  const claims = Buffer.from(JSON.stringify({ scp: 'Actions.Example:1 Actions.Results:run-guid:job-guid' }));
  const token = `x.${claims.toString('base64url')}.y`;

  function add(artifact: Partial<StoredArtifact> & Pick<StoredArtifact, 'name' | 'zip'>): StoredArtifact {
    const digest = digestOf(artifact.zip);
    const whole = { id: 900 + stored.length, ...RUN, digest, ...artifact };
    stored.push(whole);
    return whole;
  }

  function call(method: string, url: URL, asked: Readonly<Record<string, string>>): Reply {
    const { name = '' } = asked;
    if (
      asked['workflow_run_backend_id'] !== 'run-guid' ||
      asked['workflow_job_run_backend_id'] !== 'job-guid'
    ) {
      return { status: 403, data: { code: 'permission_denied', msg: 'no such run' } };
    }
    if (method === 'CreateArtifact') {
      if (stored.some((artifact) => artifact.name === name)) {
        return {
          status: 409,
          data: { code: 'already_exists', msg: 'an artifact with this name already exists' },
        };
      }
      return {
        status: 200,
        data: { ok: true, signed_upload_url: `${url.origin}/blobs/${name}?sig=a%2Bb%3D` },
      };
    }
    const blob = blobs.get(name);
    const isSound =
      blob?.isWhole && asked['hash'] === digestOf(blob.content) && asked['size'] === `${blob.content.length}`;
    if (!isSound) return { status: 400, data: { code: 'invalid_argument', msg: 'size or hash differ' } };
    return { status: 200, data: { ok: true, artifact_id: String(add({ name, zip: blob.content }).id) } };
  }

  function put(url: URL, name: string, body: Buffer): Reply {
    if (!url.search.startsWith('?sig=a%2Bb%3D&')) return { status: 403 };
    const blob = blobs.get(name);
    if (url.searchParams.get('comp') === 'block') blobs.set(name, { content: body, isWhole: false });
    else if (blob !== undefined) blob.isWhole = true;
    return { status: 201 };
  }

  return {
    stored,
    environment: (origin) => ({ ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: `${origin}/` }),
    add,
    act({ method, url, body, authorization }) {
      if (url.pathname.startsWith('/blobs/')) {
        // A store that gets somebody's token has been shown one too many.
        if (authorization !== '') return { status: 400 };
        return method === 'PUT' ? put(url, url.pathname.slice('/blobs/'.length), body) : null;
      }
      if (!url.pathname.startsWith(SERVICE)) return null;
      if (authorization !== `Bearer ${token}`) return { status: 401 };
      return call(url.pathname.slice(SERVICE.length), url, JSON.parse(body.toString()));
    },
  };
}

const digestOf = (zip: Buffer): string => `sha256:${createHash('sha256').update(zip).digest('hex')}`;
