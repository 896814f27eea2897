import type { Result } from '../../core/result.ts';
import { sayDecision } from '../decision.ts';
import { SIGNS, writeHeadline } from '../headline.ts';
import { PLAIN } from '../ink.ts';
import { otherSide } from '../stored-words.ts';
import { html, type Markup } from './markup.ts';
import { isoMinute } from './minute.ts';
import { HTML, STRONG_END, written } from './written.ts';

const WORDS = { pass: 'Pass', fail: 'Fail', inconclusive: 'Inconclusive' } as const;

/** The verdict, its reason and what must be read beside it. */
export function renderVerdict(result: Result): Markup {
  const { verdict } = result.judgement;
  const { claim, rest } = cutHeadline(withoutSign(writeHeadline(result, HTML)));
  const notes = result.notes.map((note) => html`<li>${written(HTML.remark(note))}`);
  return html`<header><div class="verdict ${verdict}"><div class="word">${wordFor(result)}</div><h1>${written(claim)}</h1>${rest === '' ? null : html`<p>${written(rest)}</p>`}</div>
<p>${written(sayDecision(result).join(' '))}</p>
${notes.length === 0 ? null : html`<ul>${notes}</ul>`}<p class="faint">${written(sayOrigin(result))}</p></header>`;
}

/** The title of the page, in plain text. */
export const titleOf = (result: Result): string =>
  withoutSign(writeHeadline(result, PLAIN)).slice(0, TITLE) || WORDS[result.judgement.verdict];

const TITLE = 150;

const wordFor = ({ judgement: { verdict, reason } }: Result): string =>
  reason.kind === 'no baseline' ? 'Nothing to compare with yet' : WORDS[verdict];

/** Colours and words say it here; signs differ from system to system. */
const withoutSign = (headline: string): string =>
  [...Object.values(SIGNS), '⚪'].reduce((text, sign) => text.replace(`${sign} `, ''), headline);

/** The one fact that matters, which the headline says in strong words, and what follows it. */
function cutHeadline(headline: string): { readonly claim: string; readonly rest: string } {
  const end = headline.indexOf(STRONG_END) + STRONG_END.length;
  return { claim: headline.slice(0, end), rest: headline.slice(end).trim() };
}

function sayOrigin(result: Result): string {
  const { provenance } = result;
  const name = ({ label, commit }: Result['provenance']['base']): string =>
    HTML.name(commit !== null && /^[0-9a-f]{40,64}$/u.test(commit) ? commit.slice(0, 7) : label);
  const base =
    result.against?.kind === 'stored' ? '' : ` against ${otherSide(result)} ${name(provenance.base)}`;
  const { engine, script } = provenance;
  return `Head ${name(provenance.head)}${base}, ${isoMinute(provenance.startedAt)}, ${HTML.name(script.path)} under ${HTML.name(`${engine.name} ${engine.version}`)}.`;
}
