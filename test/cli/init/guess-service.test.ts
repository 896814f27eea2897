import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Repository } from '../../../src/cli/init/guess.ts';
import { guessService } from '../../../src/cli/init/guess-service.ts';

function repository(files: Readonly<Record<string, string>>): Repository {
  return {
    read: async (path) => files[path] ?? null,
    list: async (folder) => [
      ...new Set(
        Object.keys(files).flatMap((file) => {
          const inside =
            folder === '.' ? file : file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : '';
          return inside === '' ? [] : [dirname(inside) === '.' ? inside : (inside.split('/')[0] as string)];
        }),
      ),
    ],
  };
}

const package_ = (scripts: object, more: object = {}): string => JSON.stringify({ scripts, ...more });

test.each<[string, Readonly<Record<string, string>>, readonly [string | null, string, string]]>([
  [
    'npm with a build',
    { 'package.json': package_({ start: 'x', build: 'y' }), 'package-lock.json': '{}', 'go.mod': '' },
    ['package.json', 'npm ci && npm run build', 'npm start'],
  ],
  [
    'pnpm',
    { 'package.json': package_({ start: 'x' }), 'pnpm-lock.yaml': '' },
    ['package.json', 'pnpm install --frozen-lockfile', 'pnpm start'],
  ],
  [
    'a package without scripts',
    { 'package.json': package_({}, { main: 'lib/web.js' }), 'lib/web.js': '' },
    ['package.json', 'npm install', 'node lib/web.js'],
  ],
  ['a package that only builds', { 'package.json': package_({ build: 'x' }) }, [null, '', '']],
  ['a broken package.json', { 'package.json': '{' }, [null, '', '']],
  [
    'Go',
    { 'go.mod': 'module x', 'main.go': '' },
    ['go.mod', 'go build -o .plimsoll-service .', 'exec ./.plimsoll-service'],
  ],
  [
    'Go with commands',
    { 'go.mod': 'module x', 'cmd/shop/main.go': '' },
    ['go.mod', 'go build -o .plimsoll-service ./cmd/shop', 'exec ./.plimsoll-service'],
  ],
  [
    'FastAPI',
    { 'requirements.txt': 'FastAPI==0.1\nuvicorn', 'app/main.py': '' },
    [
      'requirements.txt',
      'python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements.txt',
      'exec .venv/bin/uvicorn app.main:app --port $PORT',
    ],
  ],
  [
    'Django',
    { 'requirements.txt': 'django', 'manage.py': '' },
    [
      'requirements.txt',
      'python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements.txt',
      'exec .venv/bin/python manage.py runserver --noreload 127.0.0.1:$PORT',
    ],
  ],
  [
    'a library with requirements, in a container',
    { 'requirements.txt': 'numpy', Dockerfile: 'FROM x\nEXPOSE 3000' },
    [
      'Dockerfile',
      'docker build --tag "plimsoll-$PLIMSOLL_SIDE" .',
      'exec docker run --rm --name "plimsoll-$PLIMSOLL_SIDE" --publish 127.0.0.1:$PORT:3000 --env PORT=3000 "plimsoll-$PLIMSOLL_SIDE"',
    ],
  ],
  [
    'Compose',
    { 'compose.yml': '', Dockerfile: '' },
    [
      'compose.yml',
      'docker compose --project-name "plimsoll-$PLIMSOLL_SIDE" build',
      'docker compose --project-name "plimsoll-$PLIMSOLL_SIDE" up',
    ],
  ],
  ['nothing', { 'README.md': '' }, [null, '', '']],
])('guesses %s', async (_, files, expected) => {
  const { from, build, start } = await guessService(repository(files));
  expect([from, build, start]).toEqual(expected);
});
