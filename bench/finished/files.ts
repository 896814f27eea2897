/** A file of results of any length, as its tool writes it. */
export interface MadeFile {
  readonly head: string;
  readonly tail: string;
  /** `at` in epoch ms. */
  row(row: number, at: number): string;
}

/** Requests are of 20 endpoints. */
const msOf = (row: number): number => 5 + ((row * 7919) % 97);

export const FILES: Readonly<Record<string, MadeFile>> = {
  jtl: {
    head: 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n',
    row: (row, at) =>
      `${at},${msOf(row)},GET /items/${row % 20},200,OK,Users 1-${row % 50},text,true,,1532,121,50,50,http://127.0.0.1:8080/items,${msOf(row)},0,1\n`,
    tail: '',
  },
  xml: {
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<testResults version="1.2">\n',
    row: (row, at) =>
      `<httpSample t="${msOf(row)}" it="0" lt="4" ct="1" ts="${at}" s="true" lb="GET /items/${row % 20}" rc="200" rm="OK" tn="Users 1-1" dt="text" by="1532" sby="121" ng="50" na="50"/>\n`,
    tail: '</testResults>\n',
  },
  k6: {
    head: 'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata\n',
    row: (row, at) =>
      `http_req_duration,${at},${msOf(row)}.123456,,,,true,,GET,http://127.0.0.1:8080/items,HTTP/1.1,default,,200,,,http://127.0.0.1:8080/items,,\n`,
    tail: '',
  },
};
