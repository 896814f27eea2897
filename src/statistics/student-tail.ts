/**
 * Probability that |T| exceeds `t` for Student's T with whole `degrees` of freedom, by the finite sums of Abramowitz & Stegun
 * 26.7.3 and 26.7.4. What is smaller than about 1e-15 comes out as 0.
 */
export function studentTail(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees >= 1)) return Number.NaN;
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const cosine = Math.cos(angle);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine;
    sum += term;
  }
  const inside = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return Math.max(0, 1 - inside);
}
