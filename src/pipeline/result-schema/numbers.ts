import { z } from 'zod';

/** Every number, text and list of a result has a bound: a reader of somebody else's file must not be at its mercy. */
export const MOST_WINDOWS = 2000;
export const MOST_ENDPOINTS = 20_000;
export const MOST_GAUGES = 2000;

export const text = z.string().max(10_000);
export const count = z.number().int().min(0).max(1e12);
export const amount = z.number().min(0).max(1e15);
export const share = z.number().min(0).max(1);
/** Any finite number; JSON that overflows becomes Infinity and is refused. */
export const number = z.number().min(-1e15).max(1e15);
export const value = number.nullable();
export const windowNumbers = z.array(count).max(MOST_WINDOWS);

export const unit = z
  .enum(['ms', 'share', 'bytes', 'per second', 'count', 'none'])
  .meta({ id: 'Unit', description: 'Unit of a value. A share is in [0, 1].' });

/** The fields of a part: one that the part has and the schema does not know must not compile. */
export type Fields<Part> = Readonly<Record<keyof Part, z.ZodType>> & Readonly<Record<string, z.ZodType>>;

export const pair = <T extends z.ZodType>(each: T) => z.array(each).length(2);
