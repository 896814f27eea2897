import { expect, it } from '@jest/globals';
import { linkDashboards } from '../../src/grafana/dashboard-link.ts';

const VIEW = { time: { from: 1_795_404_919_824, to: 1_795_404_979_824 }, commit: '77d02be4b1' };
const link = (dashboard: string, more: { url?: string; org?: number; commit?: null } = {}) => {
  const { url = 'https://grafana.example.com', org = null, ...view } = more;
  return linkDashboards({ url, org, dashboards: [dashboard] }, { ...VIEW, ...view })[0];
};

it('opens a dashboard on the very milliseconds of the load', () => {
  expect(link('plimsoll')).toEqual({
    name: 'plimsoll',
    url: 'https://grafana.example.com/d/plimsoll?from=1795404919824&to=1795404979824&var-commit=77d02be4b1&var-side=base&var-side=head',
  });
});

it('keeps what a path brings along, but for the time', () => {
  const { name, url } = link('/d/abc/shop-overview?from=now-6h&to=now&var-env=ci&var-commit=all') ?? {};
  expect(name).toBe('shop-overview');
  expect(url).toBe(
    'https://grafana.example.com/d/abc/shop-overview?from=1795404919824&to=1795404979824&var-env=ci&var-commit=all&var-side=base&var-side=head',
  );
});

it('goes below the path under which Grafana lives, into the organisation that is named', () => {
  const { url = '' } = link('plimsoll', { url: 'http://127.0.0.1:3000/grafana', org: 2 }) ?? {};
  expect(new URL(url)).toMatchObject({ host: '127.0.0.1:3000', pathname: '/grafana/d/plimsoll' });
  expect(new URL(url).searchParams.get('orgId')).toBe('2');
});

it('names no commit where none is known', () => {
  expect(link('plimsoll', { commit: null })?.url).not.toContain('var-commit');
});

it('shows a name that is no text in any encoding as it stands', () => {
  expect(link('/d/abc/%E0%A4%A')?.name).toBe('%E0%A4%A');
});
