import { type Guess, NOTHING, type Repository } from './guess.ts';

const INSTALL = 'python3 -m venv .venv && .venv/bin/pip install --quiet';
/** Where applications usually lie, and the module that each is imported as. */
const MODULES = { 'main.py': 'main', 'app.py': 'app', 'app/main.py': 'app.main', 'src/main.py': 'src.main' };

/** A Python service by its requirements: Django, FastAPI or Flask. */
export async function guessPython(repository: Repository): Promise<Guess | null> {
  const requirements = await repository.read('requirements.txt');
  const project = requirements === null ? await repository.read('pyproject.toml') : null;
  const text = (requirements ?? project)?.toLowerCase();
  if (text === undefined) return null;
  const build = `${INSTALL} ${requirements === null ? '.' : '-r requirements.txt'}`;
  const start = await guessStart(repository, text);
  if (start === null) return null;
  const from = requirements === null ? 'pyproject.toml' : 'requirements.txt';
  return { ...NOTHING, from, build, start: `exec .venv/bin/${start}` };
}

async function guessStart(repository: Repository, requirements: string): Promise<string | null> {
  if ((await repository.read('manage.py')) !== null) {
    return 'python manage.py runserver --noreload 127.0.0.1:$PORT';
  }
  const module = await findModule(repository);
  if (module === null) return null;
  if (/\b(?:fastapi|uvicorn|starlette)\b/.test(requirements)) return `uvicorn ${module}:app --port $PORT`;
  if (/\bgunicorn\b/.test(requirements)) return `gunicorn --bind 127.0.0.1:$PORT ${module}:app`;
  if (/\bflask\b/.test(requirements)) return `flask --app ${module} run --port $PORT`;
  return null;
}

async function findModule(repository: Repository): Promise<string | null> {
  for (const [file, module] of Object.entries(MODULES)) {
    if ((await repository.read(file)) !== null) return module;
  }
  return null;
}
