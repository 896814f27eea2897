import { expect, it } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { outsideCode, renderMarkdown } from './github-markdown.ts';
import { RESULTS } from './results.ts';

const URL = 'https://grafana.example.com/d/abc/shop?from=1&to=2&var-side=base&var-side=head';
const withLinks = (...dashboards: NonNullable<Result['dashboards']>): Result => ({
  ...(RESULTS['fail-one-endpoint']?.() as Result),
  dashboards,
});
const htmlOf = (result: Result): string => renderMarkdown(renderComment(result, { marker: '<!-- x -->' }));

it('links the dashboards by name, on one line of the comment', () => {
  const html = htmlOf(withLinks({ name: 'shop', url: URL }, { name: 'plimsoll', url: `${URL}#x` }));
  const address = URL.replaceAll('&', '&amp;');
  expect(html).toContain(
    `<p>In Grafana, over the time of the load: <a href="${address}"><code>shop</code></a>, <a href="${address}#x"><code>plimsoll</code></a></p>`,
  );
});

it('gives their addresses on a terminal', () => {
  const text = renderTerminal(withLinks({ name: 'shop', url: URL }), { color: false, width: 60 });
  expect(text.split('\n')).toContain(`Grafana: ${URL}`);
});

it.each(['javascript:alert(1)', 'https://g.example.com/a) [x](https://evil', 'https://g.example.com/<b>'])(
  'leaves out what is no address of a dashboard: %s',
  (url) => {
    const result = withLinks({ name: 'shop', url });
    expect(htmlOf(result)).not.toContain('In Grafana');
    expect(renderTerminal(result, { color: false, width: 60 })).not.toContain('Grafana');
  },
);

it('shows a name in code, whatever it is', () => {
  const html = htmlOf(withLinks({ name: '`](https://evil.example.com) @octocat <img>', url: URL }));
  expect(outsideCode(html)).not.toMatch(/evil|octocat|<img/);
});
