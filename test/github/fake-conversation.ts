import { type Answer, type GitHub, PATIENCE } from '../../src/github/client.ts';
import { type Random, seededRandom } from '../../src/statistics/random.ts';

interface Kept {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** A conversation in memory whose every request takes a random time before and after it acts. */
export interface FakeConversation {
  readonly comments: Map<number, Kept>;
  /** A connection of its own for each writer. */
  connect(): GitHub;
}

export interface Delays {
  /** Of a request before it acts, and again after. */
  readonly mostDelayMs: number;
  readonly settleMs: number;
}

export function createConversation(seed: string, { mostDelayMs, settleMs }: Delays): FakeConversation {
  const random: Random = seededRandom(seed);
  const comments = new Map<number, Kept>();
  let lastId = 0;
  const wander = () => new Promise((resolve) => setTimeout(resolve, random() * mostDelayMs));

  function act(method: string, parameters: Readonly<Record<string, unknown>>): Answer {
    const id = Number(parameters['comment_id']);
    const body = String(parameters['body']);
    if (method === 'GET') return ok([...comments.values()].map((comment) => ({ ...comment })));
    if (method === 'POST') {
      lastId += 1;
      const comment = { id: lastId, body, user: { login: 'github-actions[bot]' } };
      comments.set(comment.id, comment);
      return ok({ ...comment });
    }
    const found = comments.get(id);
    if (found === undefined) return { kind: 'refused', status: 404, message: 'Not Found' };
    if (method === 'DELETE') comments.delete(id);
    else found.body = body;
    return ok({ ...found });
  }

  async function send(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> {
    await wander();
    const answer = act(route.split(' ')[0] ?? '', parameters);
    await wander();
    return answer;
  }
  return { comments, connect: () => ({ send, left: () => 60_000, patience: { ...PATIENCE, settleMs } }) };
}

const ok = (data: unknown): Answer => ({ kind: 'ok', data, more: false });
