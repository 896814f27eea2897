import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

export { type Admin, Kafka, logLevel, type SASLOptions } from 'kafkajs';

// Where nothing waits to be sent, kafkajs sets a timer for a time long past all the same, of which Node 24 warns in the user's
// log (tulios/kafkajs#1751).
const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleIfNeeded(this: RequestQueue): void {
  if (this.pending.length > 0 || this.throttledUntil > Date.now() + 1) schedule.call(this);
};
