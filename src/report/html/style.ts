/** Has to be what a test computes of `STYLE`: the page's own policy lets no other style in. */
export const STYLE_HASH = 'sha256-8KhQekn1W0jzm75ffzBF7FUJYZNmoy65jMua7YccmsY=';

/**
 * Base and head are blue and orange, worse and better vermilion and bluish green (Okabe & Ito 2008), which eyes that see no red
 * or no green tell apart; shapes and words say the same once more.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --raised: #f6f8fa; --ink: #1f2328; --faint: #59636e; --grid: #d1d9e0;
  --base: #0072b2; --head: #b54708; --reference: #59636e;
  --worse: #c0310b; --better: #00734f; --open: #7a4d00; --held: #1f2328; --quiet: #59636e;
  --pass: #1a7f37; --fail: #c0310b; --inconclusive: #7a4d00; --lost: #59636e;
  --dots: #0072b2; --level: #0550ae; --change: #b54708;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #0d1117; --raised: #151b23; --ink: #e6edf3; --faint: #9198a1; --grid: #3d444d;
  --base: #56b4e9; --head: #f0a030; --reference: #9198a1;
  --worse: #ff8a65; --better: #3fc9a0; --open: #e3b341; --held: #e6edf3; --quiet: #9198a1;
  --pass: #3fb950; --fail: #ff8a65; --inconclusive: #e3b341; --lost: #9198a1;
  --dots: #56b4e9; --level: #79c0ff; --change: #f0883e;
} }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 892px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
h1 { font-size: 22px; line-height: 1.3; margin: 4px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 36px 0 4px; padding-top: 12px; border-top: 1px solid var(--grid); }
h3 { font-size: 15px; margin: 20px 0 0; overflow-wrap: anywhere; }
p { margin: 4px 0 8px; overflow-wrap: anywhere; }
ul { padding-left: 20px; margin: 4px 0 8px; }
li { overflow-wrap: anywhere; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; unicode-bidi: isolate; overflow-wrap: anywhere;
  background: var(--raised); padding: 0 3px; border-radius: 3px; }
.faint, figcaption span, .scroll td.faint { color: var(--faint); }
.verdict { border-left: 6px solid var(--quiet); padding: 2px 0 2px 14px; }
.verdict.pass { border-color: var(--pass); } .verdict.fail { border-color: var(--fail); }
.verdict.inconclusive { border-color: var(--inconclusive); }
.word { font-weight: 700; letter-spacing: 0.03em; }
.pass .word { color: var(--pass); } .fail .word { color: var(--fail); } .inconclusive .word { color: var(--inconclusive); }
nav { margin: 12px 0 0; font-size: 14px; } nav a { display: inline-block; margin-right: 14px; }
a { color: var(--level); }
figure { margin: 14px 0 18px; break-inside: avoid; }
figcaption { font-size: 14px; overflow-wrap: anywhere; } figcaption b { font-weight: 600; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
svg text { white-space: pre; }
.narrow { display: none; }
.spots rect { fill: transparent; } .spots rect.on, .spots rect:hover { fill: var(--ink); fill-opacity: 0.07; }
.legend { font-size: 13px; color: var(--faint); display: flex; flex-wrap: wrap; gap: 0 16px; padding: 0; margin: 2px 0; list-style: none; }
.legend svg { display: inline-block; width: 22px; height: 12px; vertical-align: -1px; margin-right: 4px; }
details { font-size: 14px; } summary { cursor: pointer; color: var(--faint); padding: 2px 0; }
.scroll { overflow-x: auto; max-width: 100%; max-height: 480px; overflow-y: auto; margin: 4px 0 8px; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; font-weight: 400; padding: 3px 10px 3px 0; border-bottom: 1px solid var(--grid); vertical-align: top; white-space: nowrap; }
thead th, thead td { font-weight: 600; position: sticky; top: 0; background: var(--paper); }
tbody th { white-space: normal; min-width: 60px; max-width: 420px; overflow-wrap: break-word; }
tbody th code { display: inline-block; max-width: 320px; overflow-wrap: break-word; }
.n { text-align: right; } tr.strong > * { font-weight: 700; }
#tip { position: fixed; z-index: 9; pointer-events: none; max-width: min(340px, calc(100vw - 16px)); padding: 6px 9px; border-radius: 6px;
  background: var(--ink); color: var(--paper); font-size: 13px; line-height: 1.4; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
#tip[hidden] { display: none; }
@media (max-width: 639px) { .wide { display: none; } .narrow { display: block; } h1 { font-size: 19px; } }
@media print {
  :root { --paper: #ffffff; --raised: #f6f8fa; --ink: #1f2328; --faint: #59636e; --grid: #d1d9e0; --base: #0072b2; --head: #b54708;
    --worse: #c0310b; --better: #00734f; --open: #7a4d00; --held: #1f2328; --quiet: #59636e; --pass: #1a7f37; --fail: #c0310b;
    --inconclusive: #7a4d00; --dots: #0072b2; --level: #0550ae; --change: #b54708; }
  body { padding: 0; max-width: none; } nav, #tip { display: none; }
  .wide { display: block; } .narrow { display: none; }
  h2, h3 { break-after: avoid; } details:not([open]) { display: none; } .scroll { max-height: none; overflow: visible; } tr { break-inside: avoid; }
}
`;
