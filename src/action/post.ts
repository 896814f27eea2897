import { defang } from '../github/defang.ts';
import { removeLeftovers } from '../targets/leftovers.ts';

/** After the step, however it ended: what it started and could not stop goes now, and nothing else. */
const { STATE_mark: mark = '', STATE_workspace: workspace = '' } = process.env;
try {
  if (mark !== '') await removeLeftovers({ mark, workspace }, process.env);
} catch (error) {
  // Nobody is helped by a red job after its verdict.
  process.stdout.write(`${defang(`something of the load test may be left on this machine: ${error}`)}\n`);
}
