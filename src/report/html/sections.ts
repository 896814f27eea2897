import { backlogSection } from './backlog-section.ts';
import { capacitySection } from './capacity-section.ts';
import { configurationSection } from './configuration-section.ts';
import { distributionSection } from './distribution-section.ts';
import { endpointsSection } from './endpoints-section.ts';
import { forestSection } from './forest-section.ts';
import { growthSection } from './growth-section.ts';
import { historySection } from './history-section.ts';
import { limitsSection } from './limits-section.ts';
import { methodSection } from './method-section.ts';
import { scheduleSection } from './schedule-section.ts';
import type { WriteSection } from './section.ts';
import { serversSection } from './servers-section.ts';
import { timeSection } from './time-section.ts';

/** The report's parts in the order in which a reader asks. */
export const SECTIONS: readonly WriteSection[] = [
  forestSection,
  configurationSection,
  limitsSection,
  distributionSection,
  timeSection,
  serversSection,
  backlogSection,
  capacitySection,
  growthSection,
  historySection,
  endpointsSection,
  scheduleSection,
  methodSection,
];
