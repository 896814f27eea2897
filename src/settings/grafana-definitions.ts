import type { GrafanaPlan } from '../core/grafana-plan.ts';
import { define } from './definition.ts';
import { grafana } from './grafana-field.ts';
import { nested } from './section.ts';

const OFF: GrafanaPlan | null = null;

export const GRAFANA_DEFINITIONS = {
  grafana: define({
    group: 'What the servers say',
    places: ['file'],
    value: nested(grafana),
    fallback: OFF,
    byDefault: 'off',
    means:
      'Grafana, where the time of the load is marked and linked to: its address, or a map with url, token, dashboards, org and tags. docs/grafana.md has every key.',
    expected: 'the address of Grafana, or a map with url',
    example: '{ url: https://grafana.example.com, dashboards: [plimsoll] }',
    placeholder: 'MAP',
  }),
};
