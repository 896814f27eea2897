import { z } from 'zod';
import type { PathRequest } from '../core/plan.ts';
import { origin, readyAddress } from './address.ts';
import { duration } from './amount.ts';
import { define, EVERYWHERE } from './definition.ts';
import { environmentMap } from './environment-map.ts';
import { mappedOrigins } from './mapped-origins.ts';
import { ref, relativePath } from './path.ts';
import { pathList } from './paths.ts';
import { matching, written } from './reader.ts';

const group = 'What to compare';
const places = EVERYWHERE;
const command = z.string().trim();
const NO_PATHS: readonly PathRequest[] = [];
const NO_TEXTS: readonly string[] = [];

export const TARGET_DEFINITIONS = {
  script: define({
    group,
    places,
    value: written(
      relativePath('the path of a k6 script or JMeter plan inside the repository, such as load/shop.js'),
    ),
    fallback: '',
    byDefault: 'none; this or paths must be given',
    means:
      'The k6 script or JMeter plan (.jmx) that makes the load, as a path from the root of the repository.',
    expected: 'the path of a k6 script or JMeter plan inside the repository, such as load/shop.js',
    example: 'load/shop.js',
    placeholder: 'PATH',
  }),
  paths: define({
    group,
    places,
    value: pathList,
    fallback: NO_PATHS,
    byDefault: 'none',
    means:
      'Requests from which a k6 script is made, instead of script: a list in plimsoll.yml, lines or commas elsewhere. They go round in turn.',
    expected:
      'requests such as GET /items or POST /cart {"id":1}, at most 200; in plimsoll.yml in quotes where a body has a colon and a blank',
    example: '[GET /, GET /items?q=a]',
    placeholder: 'REQUEST,...',
    repeats: true,
  }),
  base: define({
    group,
    places,
    value: written(ref),
    fallback: null,
    byDefault: "the pull request's base, else origin's default branch, else main",
    means: 'The branch, tag or commit to compare with. Its merge base with head is measured.',
    expected: 'a branch, tag or commit',
    example: 'origin/main',
    placeholder: 'REF',
  }),
  'working-directory': define({
    group,
    places,
    value: written(relativePath('a folder inside the repository, such as services/shop')),
    fallback: '.',
    byDefault: "'.', the root of the repository",
    means: 'Folder of the service inside the repository; build, start and stop run there.',
    expected: 'a folder inside the repository, such as services/shop',
    example: 'services/shop',
    placeholder: 'DIR',
  }),
  build: define({
    group,
    places,
    value: command,
    fallback: '',
    byDefault: 'nothing to build',
    means: 'Shell command that runs once for each side before its first start.',
    expected: 'a shell command',
    example: 'npm ci',
    placeholder: 'COMMAND',
  }),
  start: define({
    group,
    places,
    value: command,
    fallback: '',
    byDefault: 'none; this, or base-url and head-url, or url, must be given',
    means: 'Shell command that starts the service. It must listen on $PORT; $PLIMSOLL_SIDE is base or head.',
    expected: 'a shell command',
    example: 'npm start',
    placeholder: 'COMMAND',
  }),
  stop: define({
    group,
    places,
    value: command,
    fallback: '',
    byDefault: 'signals alone',
    means: 'Shell command that stops the service, where SIGTERM to its processes is not enough.',
    expected: 'a shell command',
    example: 'docker compose down',
    placeholder: 'COMMAND',
  }),
  ready: define({
    group,
    places,
    value: written(readyAddress),
    fallback: '/',
    byDefault: '/',
    means: 'Path or URL that answers with a status below 500 once the service is up.',
    expected: 'a path such as /health, or an http URL',
    example: '/health',
    placeholder: 'PATH',
  }),
  'ready-timeout': define({
    group,
    places,
    value: written(
      duration({ least: 1000, most: 900_000, expected: 'a duration from 1s to 15m, such as 60s' }),
    ),
    fallback: 60_000,
    byDefault: '60s',
    means: 'How long the service may take to start, from 1s to 15m.',
    expected: 'a duration from 1s to 15m, such as 60s',
    example: '2m',
    placeholder: 'TIME',
  }),
  env: define({
    group,
    places,
    value: environmentMap,
    fallback: {},
    byDefault: 'none',
    means: 'Variables for build, start and stop: a map in plimsoll.yml, NAME=value once a line elsewhere.',
    expected: 'NAME=value once a line, each name once (in plimsoll.yml a map)',
    example: '{ CACHE: off }',
    placeholder: 'NAME=VALUE',
    repeats: true,
    secret: true,
  }),
  'base-url': define({
    group,
    places,
    value: written(origin),
    fallback: null,
    byDefault: 'none',
    means: 'Origin of a base that runs already; instead of start, together with head-url.',
    expected: 'an http or https origin, such as https://base.example.com',
    example: 'https://base.example.com',
    placeholder: 'URL',
  }),
  'head-url': define({
    group,
    places,
    value: written(origin),
    fallback: null,
    byDefault: 'none',
    means: 'Origin of a head that runs already; together with base-url.',
    expected: 'an http or https origin, such as https://head.example.com',
    example: 'https://head.example.com',
    placeholder: 'URL',
  }),
  'target-env': define({
    group,
    places,
    value: matching(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/),
    fallback: 'BASE_URL',
    byDefault: 'BASE_URL',
    means: 'Variable (__ENV) through which the script learns the origin of its side.',
    expected: 'the name of a variable: letters, digits and _',
    example: 'TARGET',
    placeholder: 'NAME',
  }),
  origin: define({
    group,
    places,
    value: mappedOrigins,
    fallback: NO_TEXTS,
    byDefault: 'none',
    means:
      'Origins written into the script that stand for the service: their requests go to each side in turn. One, or a list.',
    expected: 'http origins such as http://localhost:3000, at most 20',
    example: 'http://localhost:3000',
    placeholder: 'ORIGIN,...',
    repeats: true,
  }),
  'script-env': define({
    group,
    places,
    value: environmentMap,
    fallback: {},
    byDefault: 'none',
    means:
      'Variables (__ENV) for the script beside its target: a map in plimsoll.yml, NAME=value once a line elsewhere.',
    expected: 'NAME=value once a line, each name once (in plimsoll.yml a map)',
    example: '{ USERS: 20 }',
    placeholder: 'NAME=VALUE',
    repeats: true,
    secret: true,
  }),
  'remote-imports': define({
    group,
    places,
    value: z.enum(['refuse', 'allow']),
    fallback: 'refuse' as const,
    byDefault: 'refuse',
    means:
      'Whether the script may import modules from other machines (https://), which can change from run to run.',
    expected: 'refuse or allow',
    example: 'allow',
    placeholder: 'WHAT',
  }),
};
