import type { WriteStream } from 'node:tty';
import type { Progress } from '../core/progress.ts';
import { renderLive, renderLook } from '../report/progress-line.ts';
import type { TerminalOptions } from '../report/terminal.ts';
import { wrap } from '../report/text-table.ts';

/** Where the command speaks: lines that stay, and on a terminal live lines below them. */
export interface Terminal extends TerminalOptions {
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
  readonly progress: (progress: Progress) => void;
  /** Takes the live lines away. */
  readonly clear: () => void;
  /** Does something whose lines belong together; the log of a job on GitHub folds them under the title. */
  readonly grouped: <T>(title: string, work: () => Promise<T>) => Promise<T>;
}

const NARROWEST = 40;
const WIDTH_OF_A_LOG = 120;
const ERASE_LINE = '\r\u001b[2K';
const ERASE_LINE_ABOVE = '\u001b[1A\u001b[2K';

export function openTerminal(
  stream: Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isLive = stream.isTTY === true && environment['TERM'] !== 'dumb' && environment['CI'] === undefined;
  const width = (): number => Math.max(NARROWEST, stream.columns ?? WIDTH_OF_A_LOG);
  let live: readonly string[] = [];
  const clear = (): void => {
    if (live.length > 0) stream.write(ERASE_LINE + ERASE_LINE_ABOVE.repeat(rowsOf(live, width()) - 1));
    live = [];
  };
  const show = (lines: readonly string[]): void => {
    clear();
    live = lines;
    if (lines.length > 0) stream.write(lines.join('\n'));
  };
  const print = (text: string): void => {
    const kept = live;
    clear();
    stream.write(`${text}\n`);
    show(kept);
  };
  /** A log keeps a line whole; a terminal would break it in mid-word. */
  const say = (line: string): void => print(isLive ? wrap(line, width()).join('\n') : line);
  return {
    color: isLive && (environment['NO_COLOR'] ?? '') === '',
    get width() {
      return width();
    },
    print,
    say,
    clear,
    progress(progress) {
      const look = renderLook(progress);
      if (look !== null) say(look);
      if (!isLive) return;
      const isOver = progress.look !== null && progress.look.decision !== 'go on';
      if (isOver) clear();
      else show(renderLive(progress, width() - 1));
    },
    async grouped(title, work) {
      const folds = !isLive && environment['GITHUB_ACTIONS'] === 'true';
      if (!folds) return await work();
      stream.write(`::group::${title}\n`);
      try {
        return await work();
      } finally {
        stream.write('::endgroup::\n');
      }
    },
  };
}

/** Rows that lines take up, also on a terminal that was made narrower since. */
const rowsOf = (lines: readonly string[], columns: number): number =>
  lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / columns)), 0);
