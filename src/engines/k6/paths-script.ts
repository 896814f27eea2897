import type { PathRequest } from '../../core/plan.ts';

export interface PathsScriptOptions {
  /** Variable through which the script learns where to send its requests. */
  readonly targetEnv: string;
}

/** Where the script sends its requests when somebody runs it by hand. */
const BY_HAND = 'http://localhost:8080';

/**
 * The k6 script for a list of paths. Requests go round in turn, not at random: every window then holds nearly equal numbers of
 * each on both sides, and a difference in the mix is never taken for one between the versions.
 */
export const renderPathsScript = (paths: readonly PathRequest[], { targetEnv }: PathsScriptOptions): string =>
  `import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';

// Plimsoll sets ${targetEnv} for each version. By hand: k6 run -e ${targetEnv}=${BY_HAND} this-file.js
const target = __ENV.${targetEnv} || '${BY_HAND}';

// One request an iteration, in turn. Listed twice, a request gets twice the share.
const requests = [
${paths.map(renderRequest).join('\n')}
];

// For runs by hand; under Plimsoll the load is what its settings say.
export const options = { vus: 5, duration: '30s' };

export default function () {
  const { method, path, body } = requests[exec.scenario.iterationInTest % requests.length];
  const response = http.request(method, target + path, body === undefined ? null : JSON.stringify(body), {
    // Results are told apart by this name; without the query there is one for each path.
    tags: { name: \`\${method} \${path.split('?')[0]}\` },
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
  });
  check(response, { 'status below 400': ({ status }) => status > 0 && status < 400 });
}
`;

function renderRequest({ method, path, body }: PathRequest): string {
  const sent = body === null ? '' : `, body: ${body}`;
  return `  { method: ${quote(method)}, path: ${quote(path)}${sent} },`;
}

const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;
