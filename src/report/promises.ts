import { plain } from './numbers.ts';

export const alarmPromise = (alpha: number): string =>
  `A false alarm happens in at most ${odds(alpha)} such comments.`;

export const passPromise = (beta: number): string =>
  `A metric that is worse by its margin passes in at most ${odds(beta)} such comments.`;

/** "1 of 100"; shares that are no whole fraction are counted in thousands. */
function odds(share: number): string {
  const one = Math.round(1 / share);
  return Math.abs(one * share - 1) < 1e-9 ? `1 of ${one}` : `${plain(share * 1000)} of 1000`;
}
