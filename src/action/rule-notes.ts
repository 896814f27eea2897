import { Failure } from '../core/failure.ts';
import { describeRuleChanges, type Rules } from '../pipeline/report-rule-changes.ts';
import { readSettings, type Settings } from '../settings/read.ts';

export interface FileVersions {
  readonly path: string;
  /** What is obeyed. */
  readonly settings: Settings;
  /** The file on both sides; null where there is none. */
  readonly base: string | null;
  readonly head: string | null;
  /** Inputs, which hold for both. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a pull request would change about the rules, for the reader of a report. */
export function describeFileChange(versions: FileVersions): string[] {
  const { path, base, head } = versions;
  if (base?.trimEnd() === head?.trimEnd()) return [];
  const whose = base === null ? `${path} is new: base has none, and none was obeyed.` : sayDiffers(path);
  return [whose, ...describeHeadRules(versions)];
}

export const sayDiffers = (path: string): string =>
  `${path} differs between base and head; base's rules were used.`;

/** Null-safe for a head that deletes the file: its rules are then the defaults. */
export function describeHeadRules({ path, settings, head, values }: FileVersions): string[] {
  try {
    const file = head === null ? null : { path, text: head };
    const changes = describeRuleChanges(
      settings,
      readSettings({ values, origin: 'input', file, needs: 'rules' }),
    );
    return changes.length === 0
      ? []
      : [`Policy changed in this pull request, not obeyed: ${changes.join(', ')}.`];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [`Head's ${path} cannot be read: after the merge, runs will end with an error.`];
  }
}

/** Rules that a measuring job went by although we do not. */
export function describeOtherRules(ours: Rules, theirs: Rules | null): string[] {
  const changes = theirs === null ? [] : describeRuleChanges(ours, theirs);
  return changes.length === 0
    ? []
    : [`The measuring job went by other rules, not obeyed: ${changes.join(', ')}.`];
}
