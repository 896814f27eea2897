import type { Result } from '../core/result.ts';
import { type Block, paragraph } from './blocks.ts';
import { codeSpan, isPlainAddress } from './untrusted.ts';

/** Where the time of the run can be looked at, in one line. An address that Markdown might misread is left out. */
export function dashboardBlocks({ dashboards = [] }: Result): Block[] {
  const links = dashboards
    .filter(({ url }) => isPlainAddress(url))
    .map(({ name, url }) => `[${codeSpan(name)}](${url})`);
  return links.length === 0 ? [] : [paragraph(`In Grafana, over the time of the load: ${links.join(', ')}`)];
}

/** The same for a terminal, an address a line. */
export const dashboardLines = ({ dashboards = [] }: Result): string[] =>
  dashboards.filter(({ url }) => isPlainAddress(url)).map(({ url }) => `Grafana: ${url}`);
