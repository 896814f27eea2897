/** What a user would have to say about a script beside its path. */
export interface ScriptSettings {
  readonly origins: readonly string[];
  readonly targetEnv: string;
  readonly scriptEnv: Readonly<Record<string, string>>;
}

/** A script of the corpus. */
export interface CorpusScript {
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  /** Folder that holds everything it imports or opens. */
  readonly root: string;
  readonly settings: ScriptSettings;
  /** What must become of it; null where anything but a failure will do. */
  readonly expected: 'worked' | RegExp | null;
}

export const PLAIN: ScriptSettings = { origins: [], targetEnv: 'BASE_URL', scriptEnv: {} };
