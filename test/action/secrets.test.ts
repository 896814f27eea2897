import { expect, test } from '@jest/globals';
import { measurementFailure } from '../../src/core/failure.ts';
import { startFaultServer } from '../github/fault-server.ts';
import { hostile } from '../report/results.ts';
import { measured, tell } from './told.ts';

const SECRET = 'hunter2+/"é=&topsecret';
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  new URLSearchParams({ x: SECRET }).toString().slice(2),
  JSON.stringify(SECRET).slice(1, -1),
  Buffer.from(SECRET).toString('base64'),
  Buffer.from(`user:${SECRET}`).toString('base64'),
];
/** So long that a report shows only its beginning, and with it half of the secret. */
const CUT = `${'x'.repeat(110)}${SECRET}`;
const env = `CACHE=on\nDATABASE_PASSWORD=${SECRET}`;

/** Nothing of the secret, not even half of it. */
function expectClean(text: string): void {
  for (const form of [...FORMS, 'hunter2', 'topsecret']) expect(text).not.toContain(form);
}

test('case 28: a secret in names is in no comment, status, summary, log, annotation, output or file', async () => {
  await using server = await startFaultServer();
  const names = [...FORMS, CUT].map((form) => `GET /?key=${form}`);
  const { job, file } = await tell(server, measured(hostile(names)), {
    inputs: { env, status: 'true', section: `matrix of ${SECRET}` },
  });
  const texts = [...server.comments.values()].map(({ body }) => body);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('***');
  texts.push(job.summary, ...job.log, ...job.annotations, ...Object.values(job.outputs));
  texts.push(JSON.stringify(server.statuses), file);
  expect(file).toContain('plimsoll.result/1');
  for (const text of texts) expectClean(text);
  expect(job.masked).toContain(SECRET);
});

test('case 28: a secret that a service printed as it died is in none of them either', async () => {
  await using server = await startFaultServer();
  const failure = measurementFailure(`base died:\n${FORMS.join('\n')}\n${CUT}`, `Look at ${SECRET}.`);
  const { job } = await tell(server, { kind: 'not measured', failure }, { inputs: { env, status: 'true' } });
  const bodies = [...server.comments.values()].map(({ body }) => body);
  const texts = [...bodies, job.summary, ...job.annotations, JSON.stringify(server.statuses)];
  for (const text of [...texts, ...Object.values(job.outputs)]) expectClean(text);
  expect(bodies[0]).toContain('base died');
});

test('values that are too short to be secrets stay readable', async () => {
  await using server = await startFaultServer();
  const failure = measurementFailure('CACHE was on', 'Turn it on.');
  const { job } = await tell(server, { kind: 'not measured', failure }, { inputs: { env: 'CACHE=on' } });
  expect(job.summary).toContain('was on');
});
