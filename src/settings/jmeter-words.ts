import { expected, is, type Reader, type Reading } from './reader.ts';

const NAME = /^[A-Za-z_][\w.-]{0,99}$/;

/** Names of JMeter properties: the origin's, or host's, port's and protocol's. */
export const propertyNames: Reader<readonly string[]> = {
  read: (text) => {
    const names = text.split('/').map((name) => name.trim());
    return names.length <= 3 && names.every((name) => NAME.test(name))
      ? is(names)
      : expected('one name, or two or three with slashes between, such as host/port');
  },
  editor: { pattern: '^[A-Za-z_][\\w.-]*(/[A-Za-z_][\\w.-]*){0,2}$' },
};

/** What would take a run out of our hands: its mode, its plan, its results, its machines. */
const OURS =
  /^(?:-[ntljrRsXegofv?h]|--(?:nongui|testfile|logfile|jmeterlogfile|runremote|remotestart|server|remoteexit|reportatendofloadtests|reportonly|reportoutputfolder|forceDeleteResultFile|version|help|\?)(?:=|$))/;

/** Words of a command line; none of them has blanks in it. */
export const words: Reader<readonly string[]> = {
  read: (text) => {
    const parts = text.split(/\s+/).filter((part) => part !== '');
    const ours = parts.find((part) => OURS.test(part));
    if (ours !== undefined)
      return expected(`no ${ours}: how JMeter runs and what it writes is plimsoll's to say`);
    return is(parts);
  },
  editor: { pattern: '.' },
};

/** One server of JMeter's, as its own option takes it. */
export const remoteHost = (text: string): Reading<string> =>
  /^[A-Za-z0-9](?:[\w.-]{0,252})(?::\d{1,5})?$/.test(text)
    ? is(text)
    : expected('servers as host or host:port, such as load-1:1099');
