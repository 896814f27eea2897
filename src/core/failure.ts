/** Whose move it is: `settings` (the user's configuration or script, exit code 2) or `measurement` (the run is void, exit code 3). */
export type FailureKind = 'settings' | 'measurement';

/**
 * The only error thrown on purpose. `message` says what was received and what was expected,
 * `hint` what to do next; both are shown to the user as they stand.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly hint: string;

  constructor(kind: FailureKind, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.hint = hint;
  }
}

/** Base could not be built. Head still can be compared with what was recorded of the default branch. */
export class BaseUnbuildable extends Failure {}

export const settingsFailure = (message: string, hint: string, cause?: unknown): Failure =>
  new Failure('settings', message, hint, { cause });

export const measurementFailure = (message: string, hint: string, cause?: unknown): Failure =>
  new Failure('measurement', message, hint, { cause });
