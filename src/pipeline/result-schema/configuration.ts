import { z } from 'zod';
import type { Attribution } from '../../core/configuration/explained.ts';
import type { ConfigurationFinding } from '../../core/configuration/finding.ts';
import { count, number, text, unit } from './numbers.ts';

const MOST_FILES = 20;
const MOST_SETTINGS = 100;
const MOST_REPEATED = 20;
const MOST_EXPLAINED = 20;

const kind = z.enum(['added', 'removed', 'changed']);

const setting = z
  .object({
    key: text.describe('JSON pointer within its file, or the name of a variable.'),
    kind,
    base: text.nullable().describe('Null where there was none, and where it is hidden.'),
    head: text.nullable().describe('Null where there is none, and where it is hidden.'),
    hidden: z.boolean().describe('By its name or its looks a secret.'),
  })
  .meta({ id: 'SettingChange', description: 'One setting as base and head have it.' });

const file = z
  .object({
    path: z.string().max(4096),
    kind,
    settings: z.array(setting).max(MOST_SETTINGS),
    more: count.describe('Further settings that changed.'),
    repeated: z.array(text).max(MOST_REPEATED).describe("Keys that head's file gives twice."),
    unread: text.nullable().describe('Why it is not told key by key.'),
  })
  .meta({ id: 'FileChange', description: 'A file of configuration that differs.' });

const part = z.object({ estimate: number, low: number, high: number });

const explained = z
  .object({
    metric: text,
    endpoint: text.nullable(),
    unit,
    kind: z.enum(['ratio', 'difference']),
    margin: number.nullable(),
    whole: part.describe('Base to head, 95% interval.'),
    configuration: part.describe('What its configuration adds to head.'),
    code: part.describe("What head's code changes under base's configuration."),
    cause: z.enum(['configuration', 'code', 'both', 'neither', 'open']),
  })
  .meta({ id: 'Explained', description: 'How much of a change code and configuration explain.' });

const attribution: z.ZodType<Attribution> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('measured'),
    explained: z.array(explained).max(MOST_EXPLAINED),
    windows: count,
    windowMs: z.number().min(1).max(1e9),
  }),
  z.object({ kind: z.literal('plain'), cause: z.enum(['configuration', 'code']) }),
  z.object({ kind: z.literal('failed'), reason: z.string().max(2000) }),
]);

export const configurationFinding: z.ZodType<ConfigurationFinding> = z
  .object({
    touched: z
      .enum(['code', 'configuration', 'both', 'neither'])
      .describe('What the change touches; documentation is neither.'),
    files: z.array(file).max(MOST_FILES),
    moreFiles: count,
    environment: z
      .array(setting)
      .max(MOST_SETTINGS)
      .describe('Declared variables that plimsoll.yml changes; both sides ran with those of base.'),
    attribution: attribution.exactOptional(),
  })
  .meta({ id: 'ConfigurationFinding', description: 'What settings have to do with the result.' });
