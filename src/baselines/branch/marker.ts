/** The file by which a branch is known as one that holds recordings. */
export const MARKER = 'BASELINES.md';

export const MARKER_TEXT = `# Stored baselines

Plimsoll keeps here what it measured of the default branch: one file per commit, in a folder per service. It shares no
history with the code, is only appended to, and is never force-pushed. Leave this file in place: Plimsoll writes to no branch
without it.

To forget everything, delete the branch; the next recording begins a new one.
`;
