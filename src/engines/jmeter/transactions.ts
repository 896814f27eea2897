import { nameOf, readProperty } from './document.ts';
import { walk } from './plan-tree.ts';
import type { ReadPlan } from './read-plan.ts';
import type { JMeterScript } from './script.ts';
import { resolve } from './variables.ts';

/**
 * Which transaction controllers stand for their requests. Those that generate a parent sample hide them in JMeter's results;
 * others write a sum beside them, which would count each request twice.
 */
export function countTransactions(
  { root, names }: Pick<ReadPlan, 'root' | 'names'>,
  { transactions }: JMeterScript,
): (label: string) => boolean {
  if (transactions !== 'plan') return () => transactions === 'parents';
  const controllers = [...walk(root)]
    .map(({ element }) => element)
    .filter(({ tagName }) => tagName === 'TransactionController');
  const parents = controllers.filter(
    (element) => readProperty(element, 'TransactionController.parent') === 'true',
  );
  if (parents.length === controllers.length) return () => true;
  const labels = new Set(parents.map((element) => resolve(nameOf(element), names)));
  return (label) => labels.has(label);
}
