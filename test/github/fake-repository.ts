import type { Description } from './description.ts';
import type { Reply } from './fault.ts';

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

export interface StoredStatus {
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string;
  readonly target_url: string;
}

export interface LabelEvent {
  readonly event: 'labeled' | 'unlabeled';
  readonly label: string;
  readonly by: string;
  readonly at: string;
  /** `Bot` for apps; people by default. */
  readonly type?: string;
}

export interface PullRequestState {
  readonly author?: string;
  /** In the order in which they happened; the labels that the pull request has follow from them. */
  readonly labelEvents?: readonly LabelEvent[];
}

export interface FakeRepositoryOptions {
  readonly login?: string;
  readonly pullRequest?: PullRequestState;
  /** Every page of a list claims that the next page is itself. */
  readonly isCircular?: boolean;
}

/** One pull request, its comments and the statuses of its commits, as GitHub keeps them. */
export interface FakeRepository {
  readonly comments: Map<number, StoredComment>;
  readonly statuses: readonly StoredStatus[];
  add(login: string, body: string): StoredComment;
  act(method: string, url: URL, body: unknown): Reply;
}

export function createRepository(api: Description, options: FakeRepositoryOptions): FakeRepository {
  const { login = 'github-actions[bot]', pullRequest = {}, isCircular = false } = options;
  const { author = 'octo', labelEvents = [] } = pullRequest;
  const comments = new Map<number, StoredComment>();
  const statuses: StoredStatus[] = [];
  let lastId = 0;
  const user = (name: string, type = 'User') => api.example('simple-user', { login: name, type });

  function add(name: string, body: string): StoredComment {
    lastId += 1;
    const html_url = `https://github.example/octo/shop/pull/7#issuecomment-${lastId}`;
    const fields = { id: lastId, body, user: user(name), html_url };
    const comment = api.example('issue-comment', fields) as unknown as StoredComment;
    comments.set(comment.id, comment);
    return comment;
  }

  function change(method: string, id: number, body: unknown): Reply {
    const found = comments.get(id);
    if (found === undefined) return { status: 404, data: { message: 'Not Found' } };
    if (method === 'PATCH') found.body = (body as { body: string }).body;
    else comments.delete(id);
    return method === 'PATCH' ? { status: 200, data: found } : { status: 204 };
  }

  function list(url: URL, all: readonly unknown[]): Reply {
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const page = isCircular ? 1 : Number(url.searchParams.get('page') ?? 1);
    const hasNext = isCircular || page * size < all.length;
    const next = isCircular ? url.href : `${url.origin}${url.pathname}?per_page=${size}&page=${page + 1}`;
    return {
      status: 200,
      data: all.slice((page - 1) * size, page * size),
      headers: hasNext ? { link: `<${next}>; rel="next"` } : {},
    };
  }

  const timeline = () =>
    labelEvents.map(({ event, label, by, at, type }, id) =>
      api.example(`${event}-issue-event`, {
        id,
        event,
        actor: user(by, type),
        created_at: at,
        label: { name: label, color: 'ededed' },
      }),
    );

  const labels = () =>
    [...new Map(labelEvents.map(({ label, event }) => [label, event]))]
      .filter(([, last]) => last === 'labeled')
      .map(([name], id) => ({
        id,
        node_id: 'L',
        url: '',
        name,
        color: '',
        default: false,
        description: null,
      }));

  function act(method: string, url: URL, body: unknown): Reply {
    const [place = '', last = ''] = url.pathname.split('/').slice(-2);
    const inRepository = url.pathname.startsWith('/repos/');
    if (url.pathname === '/user') return { status: 200, data: api.example('public-user', { login }) };
    if (!inRepository) return { status: 404, data: { message: 'Not Found' } };
    if (last === 'comments' && method === 'GET') return list(url, [...comments.values()]);
    if (last === 'comments') return { status: 201, data: add(login, (body as { body: string }).body) };
    if (place === 'comments') return change(method, Number(last), body);
    if (last === 'timeline') return list(url, timeline());
    if (place === 'pulls') {
      const fields = { labels: labels(), user: user(author), number: Number(last) };
      return { status: 200, data: api.example('pull-request', fields) };
    }
    if (place === 'statuses') {
      statuses.push({ sha: last, ...(body as Omit<StoredStatus, 'sha'>) });
      return { status: 201, data: api.example('status', body as Record<string, unknown>) };
    }
    return { status: 404, data: { message: 'Not Found' } };
  }

  return { comments, statuses, add, act };
}
