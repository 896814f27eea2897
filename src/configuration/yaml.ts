import { type Document, isMap, isScalar, LineCounter, parseAllDocuments, visit, type YAMLMap } from 'yaml';
import { pointerOf } from '../core/configuration/setting.ts';

/** Why a text cannot be read, in words that quote nothing of it. */
export class Unreadable extends Error {}

/** A compose file repeats an anchor a dozen times; a bomb needs thousands. */
const MOST_ALIASES = 1000;
const MOST_DOCUMENTS = 200;
const MOST_REPEATED = 5;

/** Several documents in one file count as a list of them. */
export function readYaml(text: string): { readonly value: unknown; readonly repeated: readonly string[] } {
  const documents = parseDocuments(text);
  const values = documents.map(toValue);
  return { value: values.length === 1 ? values[0] : values, repeated: documents.flatMap(findRepeated) };
}

/** Keys of a JSON text that are there twice; none where the text is too odd for YAML. */
export function repeatedKeys(text: string): readonly string[] {
  try {
    return parseDocuments(text).flatMap(findRepeated);
  } catch {
    return [];
  }
}

function parseDocuments(text: string): Document[] {
  const lineCounter = new LineCounter();
  // Keys are compared with all others of their mapping where they must be unique: minutes for a long one.
  const options = { uniqueKeys: false, merge: true, intAsBigInt: true, prettyErrors: false, lineCounter };
  const documents = [...parseAllDocuments(text, { ...options, logLevel: 'silent' })] as Document[];
  if (documents.length > MOST_DOCUMENTS) throw new Unreadable(`more than ${MOST_DOCUMENTS} documents`);
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error === undefined) return documents;
  if (error.code === 'RESOURCE_EXHAUSTION') throw new Unreadable('nested too deeply');
  throw new Unreadable(`not valid YAML at line ${lineCounter.linePos(error.pos[0]).line}`);
}

function toValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw new Unreadable('its aliases unfold too far, or lead nowhere');
  }
}

function findRepeated(document: Document): string[] {
  const repeated: string[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : null;
        if (name !== null && name !== '<<' && seen.has(name)) {
          repeated.push(pointerOf([...pathTo(map, ancestors), String(name)]));
        }
        seen.add(name);
      }
      return repeated.length < MOST_REPEATED ? undefined : visit.BREAK;
    },
  });
  return repeated.slice(0, MOST_REPEATED);
}

/** Keys of the mappings and places in the lists that hold a mapping. */
function pathTo(map: YAMLMap, ancestors: readonly unknown[]): string[] {
  return [...ancestors, map].flatMap((node, at, all) => {
    const parent = all[at - 1];
    if (parent === undefined || typeof parent !== 'object' || parent === null) return [];
    if ('key' in parent && 'value' in parent) return [isScalar(parent.key) ? String(parent.key.value) : '?'];
    if ('items' in parent && Array.isArray(parent.items) && !isMap(parent)) {
      return [String(parent.items.indexOf(node))];
    }
    return [];
  });
}
