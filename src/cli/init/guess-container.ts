import { type Guess, NOTHING, type Repository } from './guess.ts';

const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const PROJECT = 'docker compose --project-name "plimsoll-$PLIMSOLL_SIDE"';
const IMAGE = '"plimsoll-$PLIMSOLL_SIDE"';
/** What an image that exposes no port most likely listens on. */
const USUAL_PORT = '8080';

/** A Compose project, or the image of a Dockerfile. */
export async function guessContainer(repository: Repository): Promise<Guess | null> {
  const names = await repository.list('.');
  const compose = COMPOSE_FILES.find((name) => names.includes(name));
  if (compose !== undefined) {
    return {
      from: compose,
      build: `${PROJECT} build`,
      start: `${PROJECT} up`,
      stop: `${PROJECT} down --volumes --timeout 5`,
      mind: `${compose} must publish the service on "127.0.0.1:\${PORT}:…" and name no container, because both versions run at once.`,
    };
  }
  const dockerfile = await repository.read('Dockerfile');
  if (dockerfile === null) return null;
  const [, exposed] = /^\s*EXPOSE\s+(\d+)/im.exec(dockerfile) ?? [];
  const port = exposed ?? USUAL_PORT;
  return {
    ...NOTHING,
    from: 'Dockerfile',
    build: `docker build --tag ${IMAGE} .`,
    start: `exec docker run --rm --name ${IMAGE} --publish 127.0.0.1:$PORT:${port} --env PORT=${port} ${IMAGE}`,
    stop: `docker stop --time 5 ${IMAGE}`,
    mind: exposed === undefined ? `The Dockerfile exposes no port; ${USUAL_PORT} was assumed.` : '',
  };
}
