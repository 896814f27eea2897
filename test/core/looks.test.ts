import { describe, expect, it } from '@jest/globals';
import { mayPass, planLooks } from '../../src/core/looks.ts';

describe('planLooks', () => {
  it('looks often at first, then once a minute, and at the end', () => {
    expect(planLooks(75, 4000)).toEqual([12, 20, 30, 45, 60, 75]);
    expect(planLooks(150, 2000)).toEqual([12, 20, 30, 45, 60, 90, 120, 150]);
  });

  it('keeps the looks below a small budget and ends with all of it', () => {
    expect(planLooks(38, 8000)).toEqual([12, 20, 30, 38]);
    expect(planLooks(30, 2000)).toEqual([12, 20, 30]);
    expect(planLooks(10, 2000)).toEqual([10]);
  });

  it('may pass from 30 windows on, or at the end of a smaller budget', () => {
    expect(mayPass(20, 75)).toBe(false);
    expect(mayPass(30, 75)).toBe(true);
    expect(mayPass(20, 25)).toBe(false);
    expect(mayPass(25, 25)).toBe(true);
  });
});
