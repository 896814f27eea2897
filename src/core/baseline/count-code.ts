/** Counts of neighbouring bins. */
export interface Counts {
  /** Key of the first bin; may be negative. */
  readonly first: number;
  readonly zeros: number;
  readonly counts: readonly number[];
}

/** Base64 of little-endian base-128 numbers, a byte for each small count. */
export function encodeCounts({ first, zeros, counts }: Counts): string {
  const bytes: number[] = [];
  for (const value of [zigzag(first), zeros, ...counts]) pushNumber(bytes, value);
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/** Throws a RangeError for what `encodeCounts` has not written. */
export function decodeCounts(encoded: string): Counts {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const character of readBase64(encoded)) {
    const byte = character.charCodeAt(0);
    value += (byte % 128) * scale;
    scale *= 128;
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a count in a sketch is too large');
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  const [first, zeros, ...counts] = numbers;
  if (first === undefined || zeros === undefined || scale !== 1) throw new RangeError('a sketch is cut off');
  return { first: first % 2 === 0 ? first / 2 : -(first + 1) / 2, zeros, counts };
}

function readBase64(encoded: string): string {
  try {
    return atob(encoded);
  } catch (error) {
    throw new RangeError('a sketch is not base64', { cause: error });
  }
}

/** 0, -1, 1, -2, 2 as 0, 1, 2, 3, 4. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
