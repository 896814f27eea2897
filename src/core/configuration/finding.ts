import type { FileChange, SettingChange } from './change.ts';
import type { Attribution } from './explained.ts';

/** What a change touches, by the paths that were declared as configuration. Documentation counts as neither. */
export type Touched = 'code' | 'configuration' | 'both' | 'neither';

/** What the settings of base and head have to do with the result. */
export interface ConfigurationFinding {
  readonly touched: Touched;
  readonly files: readonly FileChange[];
  /** Further files that changed. */
  readonly moreFiles: number;
  /** Declared variables that plimsoll.yml gives another value in head; base's were in force on both sides. */
  readonly environment: readonly SettingChange[];
  /** Absent where nobody asked which of the two it was. */
  readonly attribution?: Attribution;
}

/** Whether the service runs under other settings in head: variables of plimsoll.yml are base's on both sides. */
export const changesSettings = ({ files }: ConfigurationFinding): boolean => files.length > 0;
