/** One request of a run that was never made. */
export interface MadeUp {
  readonly at: number;
  readonly ms: number;
  readonly label?: string;
  readonly success?: boolean;
  readonly message?: string;
}

export const JTL_HEADER =
  'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect';

/** A row as JMeter 5 writes it by default. */
export const jtlRow = ({ at, ms, label = 'GET /', success = true, message = 'OK' }: MadeUp): string =>
  `${at},${ms},${label},200,${message},Users 1-1,text,${success},,1532,121,5,5,http://127.0.0.1:8080/,${ms},0,1`;

export const jtl = (requests: readonly MadeUp[], header: string | null = JTL_HEADER): string =>
  [...(header === null ? [] : [header]), ...requests.map(jtlRow), ''].join('\n');
