import { readFile, writeFile } from 'node:fs/promises';

/**
 * Cuts GitHub's published OpenAPI description down to the operations that we use, for tests:
 * `node scripts/prune-openapi.ts node_modules/@octokit/openapi/generated/api.github.com.json test/github/openapi/api.github.com.json`.
 * The whole (npm @octokit/openapi, MIT) is 385 MB and no dependency of ours; run this again when a new request is added.
 */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/issues/{issue_number}/timeline': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/statuses/{sha}': ['post'],
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': ['get'],
  '/repos/{owner}/{repo}/actions/artifacts': ['get'],
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}': ['get'],
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': ['get'],
  '/user': ['get'],
};

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Tree = Readonly<Record<string, Json>>;

/** Words for people: nothing that an answer is held against. Also the keys of `properties` may have these names. */
const WORDS = new Set(['description', 'example', 'examples', 'summary', 'externalDocs', 'tags', 'title']);

const [source = '', target = ''] = process.argv.slice(2);
const whole = JSON.parse(await readFile(source, 'utf8')) as { info: Tree; paths: Tree; components: Tree };
const components = new Map<string, Json>();
const paths = Object.fromEntries(
  Object.entries(OPERATIONS).flatMap(([path, methods]) => {
    const operations = whole.paths[path] as Tree | undefined;
    if (operations === undefined) return [];
    return [[path, Object.fromEntries(methods.map((method) => [method, cut(operations[method] ?? null)]))]];
  }),
);
const pruned = { openapi: '3.0.3', info: { version: whole.info['version'] }, paths, components: nest() };
await writeFile(target, `${JSON.stringify(pruned)}\n`);
console.log(`${Object.keys(paths).length} paths, ${components.size} components`);

function cut(tree: Json, isMap = false): Json {
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map((each) => cut(each));
  const kept = Object.entries(tree).filter(([key]) => isMap || !(WORDS.has(key) || key.startsWith('x-')));
  for (const [key, value] of kept) if (key === '$ref') collect(String(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, cut(value, key === 'properties')]));
}

function collect(reference: string): void {
  if (components.has(reference)) return;
  components.set(reference, null);
  const [, , kind = '', name = ''] = reference.split('/');
  components.set(reference, cut((whole.components[kind] as Tree)[name] ?? null));
}

function nest(): Tree {
  const nested: Record<string, Record<string, Json>> = {};
  for (const [reference, value] of components) {
    const [, , kind = '', name = ''] = reference.split('/');
    nested[kind] = { ...nested[kind], [name]: value };
  }
  return nested;
}
