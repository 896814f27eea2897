import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { markdownTable } from 'markdown-table';
import { readFinished } from '../../src/finished/read-file.ts';

/** How fast files are read, and in how much memory: `--rows N`, and `--format jtl|xml|k6` because memory has one peak per process. */
const argument = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const rows = Number(argument('--rows', '2000000'));
const format = argument('--format', 'jtl');

const AT = 1_795_404_900_000;
/** 2000 requests per second of 20 endpoints. */
const atOf = (row: number): number => AT + Math.floor(row / 2);
const msOf = (row: number): number => 5 + ((row * 7919) % 97);
const FORMATS: Readonly<Record<string, { head: string; tail: string; row: (row: number) => string }>> = {
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

const chosen = FORMATS[format];
if (chosen === undefined) throw new Error(`unknown format ${format}`);
const folder = await mkdtemp(join(tmpdir(), 'plimsoll-reading-'));
try {
  const path = join(folder, 'results');
  await pipeline(function* () {
    yield chosen.head;
    for (let row = 0; row < rows; row += 1000) {
      yield Array.from({ length: Math.min(1000, rows - row) }, (_, i) => chosen.row(row + i)).join('');
    }
    yield chosen.tail;
  }, createWriteStream(path));
  const before = process.memoryUsage().rss;
  const begun = process.cpuUsage();
  const { records, timeline } = await readFinished(path, new AbortController().signal);
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
  console.log(
    markdownTable([
      ['format', 'file', 'rows', 'rows a second of CPU', 'windows', 'memory before', 'memory at most'],
      [
        ...[format, mebibytes((await stat(path)).size), `${records.read}`],
        ...[`${Math.round(records.read / seconds)}`, `${timeline.windows.size} of ${timeline.windowMs} ms`],
        ...[mebibytes(before), mebibytes(process.resourceUsage().maxRSS * 1024)],
      ],
    ]),
  );
} finally {
  await rm(folder, { recursive: true });
}
