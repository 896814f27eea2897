import { Ajv } from 'ajv';

/**
 * What Grafana's OpenAPI description (public/openapi3.json) says of POST /api/annotations, and its source beside it: `text` must
 * not be empty, and tags are at most 500 bytes of JSON. Stricter where that description is silent: nothing unknown, no time left out.
 */
const COMMAND = {
  type: 'object',
  properties: {
    dashboardUID: { type: 'string' },
    panelId: { type: 'integer' },
    time: { type: 'integer', minimum: 1e12, maximum: 1e13 },
    timeEnd: { type: 'integer', minimum: 1e12, maximum: 1e13 },
    tags: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
    text: { type: 'string', minLength: 1 },
  },
  required: ['text', 'time', 'timeEnd', 'tags'],
  additionalProperties: false,
};
const TAG_BYTES = 500;

export interface AnnotationCommand {
  readonly time: number;
  readonly timeEnd: number;
  readonly tags: readonly string[];
  readonly text: string;
}

const isCommand = new Ajv().compile<AnnotationCommand>(COMMAND);

/** The command in a request's body. Throws an Error that says what Grafana would not take. */
export function readCommand(body: string): AnnotationCommand {
  const command: unknown = JSON.parse(body);
  if (!isCommand(command)) throw new Error(`bad request data: ${JSON.stringify(isCommand.errors)}`);
  if (command.timeEnd < command.time) throw new Error('timeEnd before time: Grafana would turn them round');
  const bytes = Buffer.byteLength(JSON.stringify(command.tags));
  if (bytes > TAG_BYTES) throw new Error(`tags length (${bytes}) exceeds the maximum allowed (${TAG_BYTES})`);
  return command;
}
