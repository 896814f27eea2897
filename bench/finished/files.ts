/** A file of results of any length, as its tool writes it. */
export interface MadeFile {
  readonly head: string;
  readonly tail: string;
  row(row: number): string;
}

const AT = 1_795_404_900_000;
/** 2000 requests per second of 20 endpoints. */
const atOf = (row: number): number => AT + Math.floor(row / 2);
const msOf = (row: number): number => 5 + ((row * 7919) % 97);

export const FILES: Readonly<Record<string, MadeFile>> = {
  jtl: {
    head: 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n',
    row: (row) =>
      `${atOf(row)},${msOf(row)},GET /items/${row % 20},200,OK,Users 1-${row % 50},text,true,,1532,121,50,50,http://127.0.0.1:8080/items,${msOf(row)},0,1\n`,
    tail: '',
  },
  xml: {
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<testResults version="1.2">\n',
    row: (row) =>
      `<httpSample t="${msOf(row)}" it="0" lt="4" ct="1" ts="${atOf(row)}" s="true" lb="GET /items/${row % 20}" rc="200" rm="OK" tn="Users 1-1" dt="text" by="1532" sby="121" ng="50" na="50"/>\n`,
    tail: '</testResults>\n',
  },
  k6: {
    head: 'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata\n',
    row: (row) =>
      `http_req_duration,${atOf(row)},${msOf(row)}.123456,,,,true,,GET,http://127.0.0.1:8080/items,HTTP/1.1,default,,200,,,http://127.0.0.1:8080/items,,\n`,
    tail: '',
  },
};
