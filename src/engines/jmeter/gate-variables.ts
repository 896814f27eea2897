/** Variable of a user's that holds the counted window in which the latest sample began; empty outside of them. */
export const WINDOW_VARIABLE = 'plimsoll_window';
/** Variable of a user's that holds how long the latest sample took, in microseconds. */
export const MICROS_VARIABLE = 'plimsoll_micros';

/** Variable in rows of our own: what has become of iterations since the last of them. */
export const ITERATIONS_VARIABLE = 'plimsoll_iterations';
