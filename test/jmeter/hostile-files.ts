import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../src/core/failure.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { compareResults } from '../../src/pipeline/compare-results.ts';
import { renderComment } from '../../src/report/comment.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { NASTY } from '../action/nasty-names.ts';
import { JTL_HEADER, jtl, type MadeUp } from '../finished/write-jtl.ts';
import { outsideCode, renderMarkdown } from '../report/github-markdown.ts';
import { refused, type Trial, worked } from './trial.ts';

const AT = 1_795_404_900_000;

const steady = (labels: readonly string[] = ['GET /']): MadeUp[] =>
  Array.from({ length: 6000 }, (_, i) => ({
    at: AT + 20 * i,
    ms: 5 + ((i * 7919) % 23),
    label: labels[i % labels.length] as string,
  }));

/** As JMeter writes a field: quoted where it holds what would end it. */
const quoted = (label: string): string =>
  /[",\n\r]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label;

/** Results that somebody else made to do harm (case 72). */
const REFUSED: readonly { readonly name: string; readonly text: string; readonly says: RegExp }[] = [
  {
    name: 'XML with a document type from elsewhere',
    text: '<?xml version="1.0"?><!DOCTYPE testResults SYSTEM "http://127.0.0.1:9/x.dtd"><testResults version="1.2"/>',
    says: /expected JMeter's testResults and nothing but XML's own entities/,
  },
  {
    name: 'XML whose entities would fill the memory',
    text: `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">${Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i + 1} "${`&b${i || ''};`.repeat(10)}">`).join('')}]><testResults><sample lb="&b20;"/></testResults>`,
    says: /expected JMeter's testResults and nothing but XML's own entities/,
  },
  {
    name: 'one line without end',
    text: `${JTL_HEADER}\n${'9'.repeat(30_000_000)}`,
    says: /no request in it|are not what JMeter's CSV has/,
  },
  {
    name: 'a quote that is never closed',
    text: `${JTL_HEADER}\n"${'a\n'.repeat(2_000_000)}`,
    says: /no request in it|are not what JMeter's CSV has/,
  },
  { name: 'bytes that are no text', text: `\u0000\u0001${JTL_HEADER}\n`, says: /received a binary file/ },
  {
    name: 'numbers that are none',
    text: jtl(
      steady().map((one, i) => ({ ...one, ms: i % 2 === 0 ? Number.NaN : Number.POSITIVE_INFINITY })),
    ),
    says: /no request in it|are not what JMeter's CSV has/,
  },
];

export const hostileFiles = (): readonly Trial[] => [
  ...REFUSED.map(({ name, text, says }) => ({
    name: `case 72: ${name}`,
    async run() {
      const failure = await compare(text).then(
        () => assert.fail('it was compared'),
        (error: unknown) => error,
      );
      if (!(failure instanceof Failure)) throw failure;
      assert.match(failure.message, says);
      return refused(failure.message);
    },
  })),
  {
    name: 'case 72: labels that break tables, notify people or run in a spreadsheet',
    async run() {
      const labels = [
        ...NASTY.filter((name) => !name.includes('\u0000')),
        '=HYPERLINK("http://evil.example","x")',
        '+1+1',
        '-1',
        '@SUM(1)',
      ].map(quoted);
      const text = jtl(steady(labels));
      const html = renderMarkdown(await compare(text, text));
      for (const word of ['<img', 'javascript:', 'evil.example', '@octocat', 'fixes #1'])
        assert.ok(!outsideCode(html).includes(word), `the comment says ${word} outside of code`);
      return worked(`${labels.length} labels, all of them as code`);
    },
  },
];

/** The comment about two files that may be anything. */
async function compare(head: string, base = jtl(steady())): Promise<string> {
  await using folder = await createTemporaryDirectory('hostile', process.env);
  const plan = { base: join(folder.path, 'base.jtl'), head: join(folder.path, 'head.jtl') };
  await writeFile(plan.base, base);
  await writeFile(plan.head, head);
  const result = await compareResults(
    { ...plan, policy: DEFAULT_POLICY, delta: null, seed: 'hostile' },
    {
      environment: {},
      say: () => undefined,
      progress: () => undefined,
      signal: new AbortController().signal,
      version: '0.0.0',
    },
  );
  return renderComment(result, { marker: '<!-- m -->' });
}
