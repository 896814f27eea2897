import { methodSection } from './method-section.ts';
import type { WriteSection } from './section.ts';

/** The report's parts in the order in which a reader asks. */
export const SECTIONS: readonly WriteSection[] = [methodSection];
