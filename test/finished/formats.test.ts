import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import { recognise } from '../../src/finished/recognise.ts';
import { gather } from './gather.ts';
import { JTL_HEADER, jtl, jtlRow } from './write-jtl.ts';

const AT = 1_795_404_919_824;
const sample = (name: string) => readFile(new URL(`./samples/${name}`, import.meta.url));

describe("JMeter's CSV", () => {
  it('is read by its header, in any order and with any delimiter', () => {
    const text = `label\tsuccess\ttimeStamp\telapsed\nGET /items\tfalse\t${AT}\t42\n`;
    const { format, samples, stepMs } = gather(text);
    expect({ format, stepMs }).toEqual({ format: "JMeter's CSV", stepMs: 1 });
    expect(samples).toEqual([
      { startedAt: AT, durationMs: 42, endpoint: 'GET /items', failed: true, count: 1, encloses: false },
    ]);
  });

  it('has the default columns where it has no header', () => {
    const { format, samples } = gather(jtl([{ at: AT, ms: 7, label: 'login' }], null));
    expect(format).toBe("JMeter's CSV without a header");
    expect(samples).toMatchObject([{ startedAt: AT, durationMs: 7, endpoint: 'login', failed: false }]);
  });

  it('keeps delimiters, quotes and line ends inside quotes', () => {
    const row = `${AT},5,"a, ""quoted""\nlabel",200,OK,t,text,true,,1,1,1,1,null,5,0,1`;
    expect(gather(`${JTL_HEADER}\n${row}\n`).samples).toMatchObject([{ endpoint: 'a, "quoted"\nlabel' }]);
  });

  it('takes cells that a spreadsheet would run for what they are', () => {
    const labels = ['=cmd|calc!A1', '+1', '-1', '@SUM(A1)'];
    const { samples } = gather(jtl(labels.map((label) => ({ at: AT, ms: 1, label }))));
    expect(samples.map(({ endpoint }) => endpoint)).toEqual(labels);
  });

  it('names an address by its path, so that both sides have one name for it', () => {
    const labels = ['http://base:3000/items/17?q=a', 'https://head.example/items/18'];
    const { samples } = gather(jtl(labels.map((label) => ({ at: AT, ms: 1, label }))));
    expect(samples.map(({ endpoint }) => endpoint)).toEqual(['/items/:id', '/items/:id']);
  });

  it('marks transactions', () => {
    const message = 'Number of samples in transaction : 3; number of failing samples : 0';
    expect(gather(jtl([{ at: AT, ms: 9, message }])).samples).toMatchObject([{ encloses: true }]);
  });

  it('reads moments that are written out', () => {
    const text =
      'timeStamp,elapsed,label,success\n2026/11/23 15:04:05.120,5,a,true\n2026-11-23 15:04:05,5,a,true\n';
    const start = Date.UTC(2026, 10, 23, 15, 4, 5);
    expect(gather(text).samples.map(({ startedAt }) => startedAt)).toEqual([start + 120, start]);
  });

  it('begins anew at a second header', () => {
    const text = `${jtl([{ at: AT, ms: 1 }])}label,elapsed,timeStamp,success\nb,2,${AT},true\n`;
    expect(gather(text).samples).toMatchObject([{ durationMs: 1 }, { durationMs: 2, endpoint: 'b' }]);
  });

  it.each([
    ['a negative time', jtlRow({ at: AT, ms: -5 })],
    ['no time', jtlRow({ at: AT, ms: Number.NaN })],
    ['an endless time', jtlRow({ at: AT, ms: Number.POSITIVE_INFINITY })],
    ['no moment', jtlRow({ at: Number.NaN, ms: 5 })],
    ['half a row', jtlRow({ at: AT, ms: 5 }).slice(0, 25)],
  ])('counts a row with %s as broken', (_, row) => {
    const { samples, broken } = gather(`${jtl([{ at: AT, ms: 5 }])}${row}\n`);
    expect({ samples: samples.length, broken }).toEqual({ samples: 1, broken: 1 });
  });

  it.each([500, 30_000])('of %d rows loses one to a quote that is never closed, not the rest', (many) => {
    const rows = jtl(Array.from({ length: many }, (_, i) => ({ at: AT + i, ms: 5 }))).split('\n');
    rows.splice(100, 0, `${AT},5,"never closed,200,OK,t,text,true,,1,1,1,1,null,5,0,1`);
    const { samples, broken } = gather(rows.join('\n'));
    expect({ samples: samples.length, broken }).toEqual({ samples: many, broken: 1 });
  });
});

describe("JMeter's XML", () => {
  const xml = (inside: string, before = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n${before}<testResults version="1.2">\n${inside}\n</testResults>\n`;
  const one = (attributes = ''): string =>
    `<httpSample t="42" it="0" lt="40" ct="1" ts="${AT}" s="true" lb="GET /items" rc="200" rm="OK" tn="Users 1-1"${attributes}>`;

  it('is read element by element, without what samples were made of', () => {
    const { format, samples } = gather(
      xml(`${one()}<httpSample t="1" ts="${AT}" s="true" lb="inner"/><responseData>&lt;b&gt;</responseData></httpSample>
<sample t="7" ts="${AT}" s="false" lb="q &amp; a" rm="no"/>`),
      37,
    );
    expect(format).toBe("JMeter's XML");
    expect(samples).toEqual([
      { startedAt: AT, durationMs: 42, endpoint: 'GET /items', failed: false, count: 1, encloses: false },
      { startedAt: AT, durationMs: 7, endpoint: 'q & a', failed: true, count: 1, encloses: false },
    ]);
  });

  it('ends where JMeter was killed', () => {
    const { samples, broken } = gather(xml(`${one('/').slice(0, -1)}>${one()}`).slice(0, -12));
    expect({ samples: samples.length, broken }).toEqual({ samples: 2, broken: 1 });
  });

  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>\n`;
  it.each([
    ['a billion laughs', xml(`<sample t="1" ts="${AT}" s="true" lb="&lol9;"/>`, laughs)],
    ['an entity from elsewhere', xml('', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n')],
    ['a document type', xml('', '<!DOCTYPE testResults>\n')],
    ['a document type far down', xml('', `<!--${' '.repeat(200_000)}-->\n<!DOCTYPE testResults>\n`)],
    ['an entity that nobody declared', xml(`<sample t="1" ts="${AT}" s="true" lb="&lol;"/>`)],
  ])('case 72: refuses %s', (_, text) => {
    expect(() => gather(text)).toThrow(Failure);
    expect(() => gather(text)).toThrow(
      /expected JMeter's testResults and nothing but XML's own entities|XML without/,
    );
  });

  it('refuses an attribute without end in bounded memory', () => {
    expect(() => gather(xml(`<sample lb="${'x'.repeat(3_000_000)}"/>`))).toThrow(Failure);
  });
});

describe('k6', () => {
  it.each(['k6.csv', 'k6-seconds.csv', 'k6.ndjson'])(
    '%s, as k6 2.2 wrote it, has its requests',
    async (name) => {
      const { samples, broken } = gather(await sample(name), 1000);
      expect(broken).toBe(0);
      const endpoints = [...new Set(samples.map(({ endpoint }) => endpoint))].sort();
      expect(endpoints).toEqual(['GET /', 'GET /items/:id', 'näme']);
      expect(samples.filter(({ failed }) => failed).map(({ endpoint }) => endpoint)).toContain(
        'GET /items/:id',
      );
      for (const { startedAt, durationMs } of samples) {
        expect(startedAt).toBeGreaterThan(Date.UTC(2026, 0));
        expect(durationMs).toBeGreaterThan(0);
        expect(durationMs).toBeLessThan(10_000);
      }
    },
  );

  it('tells the same of a run in CSV and in JSON', async () => {
    const [csv, json] = [gather(await sample('k6.csv')), gather(await sample('k6.ndjson'))];
    const key = ({ endpoint, durationMs, failed }: (typeof csv.samples)[number]): string =>
      `${endpoint} ${durationMs.toFixed(3)} ${failed}`;
    expect(csv.samples.map(key).sort()).toEqual(json.samples.map(key).sort());
  });

  it('counts a line that was cut short as broken', async () => {
    const text = (await sample('k6.ndjson')).toString('utf8');
    const at = text.lastIndexOf('"http_req_duration"') + 30;
    const whole = gather(text);
    const cut = gather(text.slice(0, at));
    expect(cut.broken).toBe(1);
    expect(cut.samples.length).toBeLessThan(whole.samples.length);
  });
});

describe('Gatling', () => {
  const log = (rows: readonly string[]): string =>
    ['RUN\tshop.Simulation\tshop\t1658765864198\t \t3.9.5', ...rows, ''].join('\n');

  it.each([
    ['3.4 to 3.11', 'REQUEST\t\tGET /items\t1658765870247\t1658765870430\tOK\t '],
    ['3.0 to 3.3', 'REQUEST\t1\t\tGET /items\t1658765870247\t1658765870430\tOK\t '],
    ['2.x', 'REQUEST\tScenario\t1\t\tGET /items\t1658765870247\t1658765870430\tOK\t '],
  ])('simulation.log of %s is read from the verdict backwards', (_, row) => {
    expect(gather(log(['USER\tShoppers\tSTART\t1658765870186', row])).samples).toEqual([
      {
        startedAt: 1658765870247,
        durationMs: 183,
        endpoint: 'GET /items',
        failed: false,
        count: 1,
        encloses: false,
      },
    ]);
  });

  it('names requests by their groups, too', () => {
    const row = 'REQUEST\tCart,Pay\tPOST /pay\t1658765870247\t1658765870430\tKO\tstatus.find.is(200)';
    expect(gather(log([row])).samples).toMatchObject([{ endpoint: 'Cart / Pay / POST /pay', failed: true }]);
  });

  it('a request that ended before it began is broken', () => {
    expect(gather(log(['REQUEST\t\ta\t1658765870430\t1658765870247\tOK\t '])).broken).toBe(1);
  });

  it('as CSV of gatling-log-parser has its requests', () => {
    const header =
      'record_type,scenario_name,group_hierarchy,request_name,status,start_timestamp,end_timestamp,response_time_ms,error_message,event_type,duration_ms,cumulated_response_time_ms,is_incoming';
    const text = `${header}\nuser,Shoppers,,,,1658765870186,,,,start,,,\nrequest,,Cart|Pay,POST /pay,KO,1658765870247,1658765870430,183,"no, really",,,,false\n`;
    expect(gather(text).samples).toEqual([
      {
        ...{ startedAt: 1658765870247, durationMs: 183, endpoint: 'Cart / Pay / POST /pay', failed: true },
        ...{ count: 1, encloses: false },
      },
    ]);
  });

  it('in its binary form is refused with advice', () => {
    const binary = Buffer.concat([
      Buffer.from([0, 0, 0, 0, 6]),
      Buffer.from('3.13.4'),
      Buffer.from([0, 1, 2]),
    ]);
    expect(() => recognise(binary)).toThrow(
      'received a binary simulation.log of Gatling 3.13.4, expected a text',
    );
  });
});

describe('Locust', () => {
  const header =
    'Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size';
  const row = (second: number, name: string, requests: number, failures = 0): string =>
    `${1_795_404_900 + second},5,${name === 'Aggregated' ? '' : 'GET'},${name},10.0,0.0,20,24,28,30,40,55,80,120,130,130,130,${requests},${failures},20,22.5,5,130,1000`;

  it('has a share of the requests at each of its percentiles, once in ten seconds', () => {
    const rows = Array.from({ length: 31 }, (_, second) => [
      row(second, '/items', 10 * second, second >= 20 ? 4 : 0),
      row(second, 'Aggregated', 10 * second),
    ]).flat();
    const { samples, intervalMs, broken } = gather([header, ...rows, ''].join('\n'));
    expect({ intervalMs, broken }).toEqual({ intervalMs: 10_000, broken: 0 });
    const total = (failed: boolean): number =>
      samples.filter((one) => one.failed === failed).reduce((sum, { count }) => sum + count, 0);
    expect([total(false), total(true)]).toEqual([296, 4]);
    const first = samples.filter(({ startedAt }) => startedAt === 1_795_404_905_000);
    const values = first.flatMap(({ durationMs, count }) => new Array<number>(count).fill(durationMs));
    expect([values[50], values[89], values[95]]).toEqual([20, 40, 55]);
  });

  it('without its endpoints says nothing of an interval, and is refused', () => {
    const text = [header, row(0, 'Aggregated', 0), row(10, 'Aggregated', 100), ''].join('\n');
    expect(() => gather(text)).toThrow("Locust's history has totals only");
  });
});

describe('HdrHistogram', () => {
  // From the tests of HdrHistogram's port to Vala: 100, 200 and 250 were recorded.
  const THREE = 'HISTFAAAACV4nJNpmSzMwMDAwQABzFCaEUrp2H+AsI4zMh1lZEpkAgBdIQSk';
  const log = (lines: readonly string[]): string =>
    [
      '#[Histogram log format version 1.3]',
      '#[StartTime: 1795404900.000 (seconds since epoch), Mon Nov 23 15:00:00 UTC 2026]',
      '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
      ...lines,
      '',
    ].join('\n');

  it('gives the values of every interval, in milliseconds', () => {
    const { samples, intervalMs, broken } = gather(log([`Tag=READ,5.000,5.000,0.250,${THREE}`]));
    expect({ intervalMs, broken }).toEqual({ intervalMs: 5000, broken: 0 });
    expect(samples.map(({ endpoint, startedAt, count }) => [endpoint, startedAt, count])).toEqual([
      ['READ', 1_795_404_907_500, 1],
      ['READ', 1_795_404_907_500, 1],
      ['READ', 1_795_404_907_500, 1],
    ]);
    const values = samples.map(({ durationMs }) => durationMs);
    for (const [i, value] of [0.1, 0.2, 0.25].entries()) expect(values[i]).toBeCloseTo(value, 6);
  });

  it.each(['HISTFAAAACV4nJNpmSzM', 'HISTEgAAAC', 'AAAA', ''])('counts %j as broken', (encoded) => {
    expect(gather(log([`0.000,5.000,0.250,${encoded}`, `0.000,5.000,0.250,${THREE}`])).broken).toBe(1);
  });
});

describe('what nobody here can read', () => {
  it.each([
    ['', /received an empty file/],
    ['hello, world\n', /received a file that begins with "hello, world\\n", expected results of JMeter/],
    ['<!doctype html><html></html>', /received a page of HTML/],
    ['<report/>', /received XML without testResults/],
    ['{"root_group":{},"metrics":{}}', /received k6's summary of a whole run/],
    ['Type,Name,Request Count,Failure Count\n', /received Locust's totals of a whole run/],
    ['\u0000\u0001\u0002', /received a binary file/],
  ])('%j is told what it is', (text, says) => {
    expect(() => gather(text)).toThrow(says);
  });
});
