import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const JOB = join(import.meta.dirname, '../../src/github/job.ts');

/** Runs statements on a job in a process of its own, as the runner would. */
async function runJob(statements: string): Promise<{ log: string; outputs: string; summary: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-job-'));
  const files = { GITHUB_OUTPUT: join(folder, 'outputs'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  try {
    for (const path of Object.values(files)) await writeFile(path, '');
    const script = `import { openJob } from ${JSON.stringify(JOB)}; const job = openJob(); ${statements}`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: files,
    });
    return {
      log: stdout,
      outputs: await readFile(files.GITHUB_OUTPUT, 'utf8'),
      summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('cases 16 and 17: lines of others are shown, not obeyed', async () => {
  const { log } = await runJob(`job.say('ready\\n::set-output name=verdict::pass\\nx ##[error]y')`);
  expect(log).toBe('ready\n: :set-output name=verdict::pass\nx ## [error]y\n');
});

test('an annotation stays one line, whatever is in it', async () => {
  const { log } = await runJob(`job.annotate('error', 'a,b:c', 'one\\n::error::two ##[error]three')`);
  expect(log).toBe('::error title=a%2Cb%3Ac::one%0A::error::two ## [error]three\n');
});

test('case 25: outputs keep every byte', async () => {
  const { outputs } = await runJob(`job.output('comment-body', 'a\\nEOF\\nghadelimiter_1\\n')`);
  const [, delimiter = ''] = /^comment-body<<(\S+)/.exec(outputs) ?? [];
  expect(outputs).toBe(`comment-body<<${delimiter}\na\nEOF\nghadelimiter_1\n\n${delimiter}\n`);
});

test('the summary is appended to', async () => {
  const { summary } = await runJob(`await job.summarize('# one'); await job.summarize('# two')`);
  expect(summary).toBe('# one\n# two\n');
});

test('a summary that cannot be written is told, not thrown', async () => {
  const { log } = await runJob(`
    process.env.GITHUB_STEP_SUMMARY = '/nowhere/summary';
    job.say(String(await job.summarize('# lost')));
  `);
  expect(log).toBe('false\n');
});

test('a secret is masked, an empty one is not', async () => {
  const { log } = await runJob(`job.mask(''); job.mask('s3cret')`);
  expect(log).toBe('::add-mask::s3cret\n');
});

test('case 12: of each level ten annotations are made, the others are lines of the log', async () => {
  const { log } = await runJob(`
    for (let i = 1; i <= 300; i++) job.annotate('error', 'Worse', 'endpoint ' + i);
    job.annotate('warning', 'No comment', 'why');
  `);
  const lines = log.trim().split('\n');
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith('Worse: endpoint'))).toHaveLength(290);
  expect(lines.at(-1)).toBe('::warning title=No comment::why');
});

test('case 28: from when it is masked, a secret is shown nowhere', async () => {
  const { log, outputs, summary } = await runJob(`
    job.mask('s3cr3t/value');
    job.mask('12345');
    job.say('login s3cr3t/value 12345');
    job.say(encodeURIComponent('s3cr3t/value'));
    job.annotate('notice', 's3cr3t/value', 'with s3cr3t/value');
    job.output('comment-body', 'a s3cr3t/value b');
    await job.summarize('of s3cr3t/value');
    job.say(job.clean('x s3cr3t/value y'));
  `);
  expect(log.split('\n')).toEqual([
    '::add-mask::s3cr3t/value',
    'login *** 12345',
    '***',
    '::notice title=***::with ***',
    'x *** y',
    '',
  ]);
  expect(outputs).toContain('a *** b');
  expect(summary).toBe('of ***\n');
});
