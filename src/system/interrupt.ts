/** Turns SIGINT and SIGTERM into an aborted signal. Further ones change nothing: stopping what was started is under way and takes seconds. */
export function onInterrupt(): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const abort = (name: NodeJS.Signals): void => controller.abort(new Error(`received ${name}`));
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}
