import type { GrafanaPlan } from '../core/grafana-plan.ts';
import type { Secret } from '../core/server-plan.ts';
import { serverAddress } from './address.ts';
import { expected, is, type Reader } from './reader.ts';
import { type Field, list, optional, required, secretText, section, text } from './section.ts';
import { secretLike } from './server-field.ts';

const NONE: readonly string[] = [];
const TOKEN: Secret = { kind: 'variable', name: 'GRAFANA_TOKEN' };

/** A uid, as long as Grafana lets them be, a path, or a whole address, which has to be of that Grafana. */
const dashboard: Reader<string> = {
  read: (given) =>
    /^[A-Za-z0-9_-]{1,40}$|^(https?:\/\/[^\s\\]{1,200})?\/d\/[^\s\\]{1,500}$/.test(given)
      ? is(given)
      : expected("a dashboard's uid, or its path such as /d/shop/overview?var-env=ci"),
  editor: { pattern: '^[A-Za-z0-9_-]{1,40}$|/d/' },
};

const organisation: Reader<number | null> = {
  read: (given) =>
    /^[1-9]\d{0,8}$/.test(given) ? is(Number(given)) : expected('the number of an organisation, such as 1'),
  editor: { type: ['integer', 'string'] },
};

const tag: Reader<string> = {
  read: (given) =>
    /^[A-Za-z0-9][\w./:@+=-]{0,39}$/.test(given)
      ? is(given)
      : expected('a tag of at most 40 letters, digits and . _ / : @ + = -'),
  editor: { pattern: '^[A-Za-z0-9][\\w./:@+=-]{0,39}$' },
};

const keys = section({
  url: required(text(serverAddress)),
  token: optional(secretText(secretLike('$GRAFANA_TOKEN')), TOKEN),
  dashboards: optional(list(dashboard, 10), NONE),
  org: optional(text(organisation), null),
  // With ours beside them six stay below what Grafana takes.
  tags: optional(list(tag, 6), NONE),
});

/** The address alone, or a map. */
export const grafana: Field<GrafanaPlan | null> = {
  editor: { ...keys.editor, type: ['string', 'object'], ...serverAddress.editor },
  read(raw, report) {
    const given = keys.read(typeof raw === 'string' ? { url: raw } : raw, report);
    if (given === undefined) return undefined;
    const { url } = given;
    const dashboards = given.dashboards.map((one) =>
      one.startsWith(`${url}/`) ? one.slice(url.length) : one,
    );
    for (const stranger of dashboards.filter((one) => /^https?:/.test(one)))
      report(['dashboards'], `a dashboard of ${url}`, stranger);
    return { ...given, dashboards };
  },
};
