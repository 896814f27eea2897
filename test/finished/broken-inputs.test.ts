import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Failure } from '../../src/core/failure.ts';
import { cutRun } from '../../src/core/finished/finished-run.ts';
import { createTimeline } from '../../src/core/finished/timeline.ts';
import { gather } from './gather.ts';
import { JTL_HEADER, jtl, jtlRow, type MadeUp } from './write-jtl.ts';

const AT = 1_795_404_919_824;

const request: fc.Arbitrary<MadeUp> = fc.record({
  at: fc.integer({ min: AT, max: AT + 600_000 }),
  ms: fc.nat({ max: 60_000 }),
  label: fc.constantFrom('GET /', 'POST /cart', '=1+1', 'näme'),
  success: fc.boolean(),
});
const requests = fc.array(request, { maxLength: 60 });

const HEADERS = [
  JTL_HEADER,
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata',
  '{"metric":"http_req_duration","type":"Metric","data":{}}',
  'RUN\tshop.Simulation\tshop\t1658765864198\t \t3.9.5',
  'record_type,scenario_name,group_hierarchy,request_name,status,start_timestamp,end_timestamp,response_time_ms',
  'Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,Total Request Count,Total Failure Count',
  '#[Histogram log format version 1.3]',
  '<?xml version="1.0"?><testResults version="1.2">',
];
const pieces = fc.array(
  fc.constantFrom(
    ...['http_req_duration,', 'REQUEST\t', 'request,', 'Tag=a,', '<sample ts="1" t="1" lb="a" s="true"/>'],
    ...[
      'HISTFAAAACV4nJNpmSzMwMDAwQABzFCaEUrp2H+AsI4zMh1lZEpkAgBdIQSk',
      'Aggregated',
      '&a;',
      '</testResults>',
    ],
    ...[
      '{"type":"Point","metric":"http_req_duration","data":{"time":"2026-01-01T00:00:00Z","value":-1,"tags":{}}}',
    ],
    ...[
      `${AT}`,
      '-1',
      'NaN',
      '1e999',
      'true',
      'OK',
      'KO',
      ',',
      '\t',
      '"',
      '\n',
      '\r\n',
      '<',
      '>',
      '\u0000',
      'é',
      '=cmd',
    ],
  ),
  { maxLength: 60 },
);

describe('any JTL', () => {
  it('is the same in whatever pieces it arrives', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 300 }), (made, chunk) => {
        const whole = gather(jtl(made));
        expect(gather(jtl(made), chunk)).toEqual(whole);
        expect(whole.samples.length).toBe(made.length);
      }),
      { numRuns: 60 },
    );
  });

  it('that was cut short loses its last row and no other', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 2, maxLength: 20 }), fc.nat(), (made, cut) => {
        const text = jtl(made).trimEnd();
        const last = jtlRow(made.at(-1) as MadeUp).length;
        const { samples, broken } = gather(text.slice(0, text.length - 1 - (cut % (last - 1))));
        // Cut behind the columns that are read, a row is as good as whole.
        expect(samples.length + broken).toBeGreaterThanOrEqual(made.length - 1);
        expect(samples.length).toBeGreaterThanOrEqual(made.length - 1);
        expect(broken).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('rubbish behind a header that is known', () => {
  it.each(HEADERS)('is counted or refused, never thrown at the reader: %s', (header) => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 50 }), (parts, chunk) => {
        const read = () => gather(`${header}\n${parts.join('')}`, chunk);
        try {
          for (const { startedAt, durationMs, count } of read().samples) {
            expect(startedAt).toBeGreaterThan(-1e6);
            expect(durationMs).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(durationMs)).toBe(true);
            expect(count).toBeGreaterThan(0);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('times', () => {
  const place = (made: readonly MadeUp[]) => {
    const timeline = createTimeline();
    for (const sample of gather(jtl(made)).samples) timeline.add(sample);
    return cutRun(timeline);
  };
  const steady = (from: number, seconds: number): MadeUp[] =>
    Array.from({ length: seconds * 20 }, (_, i) => ({ at: from + i * 50, ms: 5 + (i % 7) }));

  it('in any order make the same run', () => {
    const made = steady(AT, 60);
    const shuffled = made
      .map((one, i) => ({ one, key: (i * 7919) % made.length }))
      .sort((a, b) => a.key - b.key);
    const counts = (run: ReturnType<typeof place>) =>
      run?.windows.map((cells) => [...cells.values()].map(({ requests }) => requests));
    expect(counts(place(shuffled.map(({ one }) => one)))).toEqual(counts(place(made)));
  });

  it('of a clock that jumped back an hour leave the longer part, and say how much is left out', () => {
    const run = place([...steady(AT, 30), ...steady(AT - 3_600_000, 90)]);
    expect(run?.leftOut.apart).toBe(600);
    expect((run?.windows.length ?? 0) * 2).toBeLessThanOrEqual(90);
  });

  it('without order at all end in windows that are too long, not in too many', () => {
    const timeline = createTimeline();
    for (let i = 0; i < 5000; i++) {
      const startedAt = ((i * 2654435761) % 1e9) * 1000;
      timeline.add({ startedAt, durationMs: 1, endpoint: 'a', failed: false, count: 1, encloses: false });
    }
    expect(timeline.windows.size).toBeLessThanOrEqual(900);
    expect(timeline.windowMs).toBeGreaterThan(2000);
  });
});
