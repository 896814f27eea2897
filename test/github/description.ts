import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** GitHub's published OpenAPI description, cut down to what we use (scripts/prune-openapi.ts). */
export interface Description {
  /** What is wrong with a request by the description; `path` without host and query. */
  checkRequest(request: {
    readonly method: string;
    readonly path: string;
    readonly query?: URLSearchParams;
    readonly body?: unknown;
  }): readonly string[];
  checkAnswer(answer: {
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly data: unknown;
  }): readonly string[];
  /** An object of a schema (`issue-comment`) with all that it must have, and `fields` besides. */
  example(schema: string, fields?: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface Whole {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

type Server = 'api.github.com' | 'ghes-3.19';
const opened = new Map<Server, Description>();

/** Read and compiled once: both take long. */
export function openDescription(server: Server = 'api.github.com'): Description {
  const description = opened.get(server) ?? readDescription(server);
  opened.set(server, description);
  return description;
}

function readDescription(server: Server): Description {
  const file = join(import.meta.dirname, 'openapi', `${server}.json`);
  const whole = JSON.parse(readFileSync(file, 'utf8'), withNull) as Whole;
  // Numbers in a query are text.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: false });
  const inQuery = new Ajv({ strict: false, validateFormats: false, coerceTypes: true });
  ajv.addSchema(whole, 'api');
  inQuery.addSchema(whole, 'api');
  const compiled = new Map<string, ValidateFunction>();

  function validate(pointer: string, data: unknown, by = ajv): string[] {
    const check = compiled.get(pointer) ?? by.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, check);
    if (check(data)) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'body'} ${message}`);
  }

  function find(method: string, path: string): { operation: Operation; pointer: string } | null {
    for (const [template, operations] of Object.entries(whole.paths)) {
      const operation = operations[method.toLowerCase()];
      const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
      if (operation === undefined || !pattern.test(path)) continue;
      return { operation, pointer: `/paths/${escapePart(template)}/${method.toLowerCase()}` };
    }
    return null;
  }

  function resolve<T extends { readonly $ref?: string }>(one: T): T {
    if (one.$ref === undefined) return one;
    const [, , kind = '', name = ''] = one.$ref.split('/');
    return resolve(whole.components[kind]?.[name] as unknown as T);
  }

  function exampleOf(given: Schema): unknown {
    const schema = resolve(given);
    if (schema.anyOf?.some(({ type }) => type === 'null')) return null;
    if (schema.enum !== undefined) return schema.enum[0];
    if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(exampleOf));
    const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
    if (choice !== undefined) return exampleOf(choice);
    switch (schema.type) {
      case 'string':
        return schema.format === 'date-time' ? '2030-01-01T00:00:00Z' : 'https://github.example/octo';
      case 'integer':
      case 'number':
        return 1;
      case 'boolean':
        return false;
      case 'array':
        return [];
      default: {
        const required = schema.required ?? [];
        return Object.fromEntries(required.map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]));
      }
    }
  }

  return {
    checkRequest({ method, path, query, body }) {
      const found = find(method, path);
      if (found === null) return [`${method} ${path} is no operation`];
      const { operation, pointer } = found;
      const known = (operation.parameters ?? []).map(resolve).filter((one) => one.in === 'query');
      const strange = [...(query ?? [])].flatMap(([name, value]) => {
        const parameter = known.find((one) => one.name === name);
        if (parameter === undefined) return [`unknown parameter ${name}`];
        return inQuery.validate(parameter.schema, value) ? [] : [`parameter ${name}: ${value}`];
      });
      if (operation.requestBody === undefined) return body === undefined ? strange : [...strange, 'a body'];
      const schema = `${pointer}/requestBody/content/${escapePart('application/json')}/schema`;
      return [...strange, ...validate(schema, body)];
    },
    checkAnswer({ method, path, status, data }) {
      const found = find(method, path);
      // Of errors not all are described, and those that are look alike.
      if (found === null || status >= 400) return [];
      const answer = found.operation.responses[String(status)];
      if (answer === undefined) return [`${method} ${path} never answers ${status}`];
      const [type] = Object.keys(answer.content ?? {});
      if (type === undefined) return data === undefined ? [] : ['a body where none is'];
      return validate(`${found.pointer}/responses/${status}/content/${escapePart(type)}/schema`, data);
    },
    example: (schema, fields = {}) => ({
      ...(exampleOf({ $ref: `#/components/schemas/${schema}` }) as Record<string, unknown>),
      ...fields,
    }),
  };
}

/** OpenAPI 3.0 has a word of its own for what may be null. */
function withNull(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value)) return value;
  const { nullable, ...schema } = value;
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

const escapePart = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('%7E', '~');
