import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findExample } from '../../src/cli/demo/example.ts';

export interface Shop extends AsyncDisposable {
  readonly url: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: string, cart?: string): Promise<Answer>;
  /** Puts one product into a new cart and returns the cart's cookie. */
  fillCart(productId: number, quantity: number): Promise<string>;
  /** Stops it as an operator would; resolves with its exit code. */
  terminate(): Promise<number | null>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a service answers has no type before it is looked at
  readonly body: any;
}

/** A copy of the example with one of its patches applied. */
export interface ExampleCopy extends Disposable {
  readonly path: string;
}

export function copyExample(regression: string): ExampleCopy {
  const path = mkdtempSync(join(tmpdir(), 'plimsoll-shop-'));
  cpSync(findExample(), path, { recursive: true });
  // Without a repository of its own, git would look for the patched files in one further up.
  execFileSync('git', ['init', '--quiet'], { cwd: path });
  execFileSync('git', ['apply', join('regressions', `${regression}.patch`)], { cwd: path });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the real service on a free port and waits until it listens. */
export async function openShop(
  directory = findExample(),
  env: Readonly<Record<string, string>> = {},
): Promise<Shop> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server.js'], {
    cwd: directory,
    env: { PATH: process.env['PATH'], PORT: '0', DEBUG_SQL: '1', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(/port (\d+)/.exec(chunk.toString())?.[1] ?? ''));
    child.once('exit', (code) => reject(new Error(`the shop ended with ${code} before it listened`)));
  });
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init ?? {});
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const post: Shop['post'] = (path, body, cart) =>
    ask(path, { method: 'POST', body: body ?? null, headers: cart === undefined ? {} : { cookie: cart } });
  const terminate = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return await exited;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    get: (path) => ask(path),
    post,
    async fillCart(productId, quantity) {
      const { headers } = await post('/cart', JSON.stringify({ productId, quantity }));
      return headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    terminate,
    [Symbol.asyncDispose]: async () => void (await terminate()),
  };
}
