import type { WriteStream } from 'node:tty';
import type { Progress } from '../core/progress.ts';
import { renderLive, renderLook } from '../report/progress-line.ts';
import type { TerminalOptions } from '../report/terminal.ts';

/** Where the command speaks: lines that stay, and on a terminal one live line below them. */
export interface Terminal extends TerminalOptions {
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
  readonly progress: (progress: Progress) => void;
  /** Takes the live line away. */
  readonly clear: () => void;
}

const NARROWEST = 40;
const WIDTH_OF_A_LOG = 120;
const ERASE_LINE = '\r\u001b[2K';

export function openTerminal(
  stream: Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isLive = stream.isTTY === true && environment['TERM'] !== 'dumb' && environment['CI'] === undefined;
  const width = Math.max(NARROWEST, stream.columns ?? WIDTH_OF_A_LOG);
  let live = '';
  const clear = (): void => {
    if (live !== '') stream.write(ERASE_LINE);
    live = '';
  };
  const print = (text: string): void => {
    const kept = live;
    clear();
    stream.write(`${text}\n`);
    show(kept);
  };
  const show = (line: string): void => {
    if (line === '') return;
    live = line;
    stream.write(`${ERASE_LINE}${line}`);
  };
  return {
    color: isLive && (environment['NO_COLOR'] ?? '') === '',
    width,
    print,
    say: print,
    clear,
    progress(progress) {
      const look = renderLook(progress);
      if (look !== null) print(look);
      if (!isLive) return;
      const isOver = progress.look !== null && progress.look.decision !== 'go on';
      if (isOver) clear();
      else show(renderLive(progress, width - 1));
    },
  };
}
