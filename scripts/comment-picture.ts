import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// node scripts/comment-picture.ts COMMENT.md PICTURE.png: a comment as GitHub shows it, by cmark-gfm and Chromium (CHROMIUM, or `chromium` on the PATH).

const WIDTH = 880;
const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tasklist', 'tagfilter'].flatMap((name) => [
  '-e',
  name,
]);

/** The look of a comment: GitHub's light theme, as far as our reports use it. */
const STYLE = `
  body { margin: 0; padding: 16px; width: ${WIDTH - 32}px; box-sizing: border-box; background: #fff; color: #1f2328;
    font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
  p, ul, table, details { margin: 0 0 16px; }
  ul { padding-left: 2em; }
  table { border-collapse: collapse; display: block; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; }
  tr:nth-child(2n) td { background: #f6f8fa; }
  code { font: 85% ui-monospace, "DejaVu Sans Mono", monospace; background: #818b981f; border-radius: 6px; padding: .2em .4em; }
  a { color: #0969da; }
  a code { color: inherit; }
  .sign { display: inline-block; width: 1em; height: 1em; border-radius: 50%; vertical-align: -.15em; }
`;

/** Drawn, because the fonts of a small machine have no coloured signs. */
const SIGNS = { '🔴': '#dd2e44', '🟡': '#fdcb58', '🟢': '#78b159', '⚪': '#e6e7e8' } as const;
const drawSigns = (html: string): string =>
  Object.entries(SIGNS).reduce(
    (text, [sign, color]) => text.replaceAll(sign, `<i class="sign" style="background:${color}"></i>`),
    html,
  );

/** In its title, because a screenshot is as large as the window. */
const TELLS_HEIGHT = '<script>document.title = document.body.offsetHeight</script>';

const [markdown, picture] = process.argv.slice(2).map((path) => resolve(path));
if (markdown === undefined || picture === undefined) throw new Error('expected COMMENT.md and PICTURE.png');
const folder = mkdtempSync(join(tmpdir(), 'comment-picture-'));
try {
  const page = join(folder, 'comment.html');
  const html = execFileSync('cmark-gfm', ['--unsafe', ...EXTENSIONS], { input: readFileSync(markdown) });
  const body = drawSigns(html.toString('utf8'));
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${body}${TELLS_HEIGHT}</body>`,
  );
  const dom = chromium('--dump-dom', `file://${page}`).toString();
  const height = Number(/<title>(\d+)<\/title>/.exec(dom)?.[1] ?? 800);
  chromium(`--screenshot=${picture}`, `--window-size=${WIDTH},${height}`, `file://${page}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function chromium(...args: readonly string[]): Buffer {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--user-data-dir=${folder}`,
  ];
  return execFileSync(process.env['CHROMIUM'] || 'chromium', [...flags, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
