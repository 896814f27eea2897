import { execFileSync } from 'node:child_process';

const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tagfilter', 'tasklist'];

/** What GitHub's own open-sourced renderer makes of a comment, raw HTML included. */
export function renderMarkdown(markdown: string): string {
  const args = ['--unsafe', ...EXTENSIONS.flatMap((name) => ['-e', name])];
  try {
    return execFileSync('cmark-gfm', args, { input: markdown, encoding: 'utf8', maxBuffer: 2 ** 28 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('cmark-gfm is not on PATH; install it (Debian and Ubuntu: apt-get install cmark-gfm)');
  }
}

/** Texts of all code spans, in order, as a reader sees them. */
export const codeTexts = (html: string): string[] =>
  Array.from(html.matchAll(/<code>([^<]*)<\/code>/gu), ([, text]) => unescapeHtml(text ?? ''));

/** The picture of a summary, the one block of code that we make: it holds no name. */
const PICTURE = /<pre><code class="language-text">[ \n\w.%:;,()/±━●┊│◀▶▁▂▃▄▅▆▇█·µ+−-]*<\/code><\/pre>/u;

/** The page without what stands in code. */
export const outsideCode = (html: string): string =>
  html.replace(PICTURE, '').replaceAll(/<code>[^<]*<\/code>/gu, '<code></code>');

/** Tables as rows of cells' HTML. */
export const tablesOf = (html: string): string[][][] =>
  Array.from(html.matchAll(/<table>.*?<\/table>/gsu), ([table]) =>
    Array.from(table.matchAll(/<tr>.*?<\/tr>/gsu), ([row]) =>
      Array.from(row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gsu), ([, cell]) => cell ?? ''),
    ),
  );

const unescapeHtml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
