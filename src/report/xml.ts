const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 has no place for these, not even as entities. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text for an element or an attribute in double quotes. */
export const escapeXml = (text: string): string =>
  text.replace(NO_CHARACTER, '\ufffd').replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
