/** The action's inputs, as the runner passes them: INPUT_ and the name in capitals, hyphens kept. */
export interface Inputs {
  /** By name; GitHub passes every input that has a default, the others as empty texts. */
  readonly values: Readonly<Record<string, string>>;
  readonly token: string;
}

export function readInputs(environment: Readonly<Record<string, string | undefined>>): Inputs {
  const values = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith('INPUT_') && value !== undefined
        ? [[name.slice('INPUT_'.length).toLowerCase(), value]]
        : [],
    ),
  );
  return { values, token: (values['token'] ?? '').trim() };
}
