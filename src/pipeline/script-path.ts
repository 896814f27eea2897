import { basename, isAbsolute, relative } from 'node:path';
import type { Plan } from '../core/plan.ts';

/** The script as results name it: from the root of the repository, because where that lies is this machine's own affair. */
export function nameScript({ script, baseline }: Pick<Plan, 'script' | 'baseline'>): string {
  if (!isAbsolute(script)) return script;
  const path = relative(baseline.workspace, script);
  const isOutside = path === '' || path.startsWith('..') || isAbsolute(path);
  return isOutside ? basename(script) : path;
}
