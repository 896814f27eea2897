/** The part of kafkajs that is mended, see `mended-client.ts`. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  class RequestQueue {
    /** Epoch ms; -1 where the broker has never asked for patience. */
    readonly throttledUntil: number;
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
  }
  export = RequestQueue;
}
