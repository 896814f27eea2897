/** Puts text between the lines that begin with `marker begin` and `marker end`. */
export function fill(text: string, marker: string, content: string): string {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.trim().startsWith(`${marker} begin`));
  const end = lines.findIndex((line) => line.trim().startsWith(`${marker} end`));
  if (begin < 0 || end < begin) throw new Error(`no lines "${marker} begin" and "${marker} end"`);
  return [...lines.slice(0, begin + 1), content, ...lines.slice(end)].join('\n');
}
