import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../config/app.yml', import.meta.url), 'utf8');

/** As config/app.yml says, unless a variable says otherwise. */
export const settings = withVariables(readTwoLevels(text), {
  log: { level: 'LOG_LEVEL' },
  pool: { size: 'POOL_SIZE', queue: 'POOL_QUEUE', timeout: 'POOL_TIMEOUT' },
  cache: { ttl: 'CACHE_TTL' },
});

/** All of YAML that the file needs: a name in each line, indented ones with a number or a word behind it. */
function readTwoLevels(yaml) {
  const groups = {};
  let group;
  for (const line of yaml.split('\n')) {
    const [, indent, name, value] = /^( *)(\w+):\s*([^\s#]*)/.exec(line) ?? [];
    if (name === undefined) continue;
    if (indent === '') group = groups[name] = {};
    else group[name] = value.replace(/^(['"])(.*)\1$/, '$2');
  }
  return groups;
}

function withVariables(groups, names) {
  const read = (group, name) => {
    const value = process.env[names[group][name]] ?? groups[group]?.[name];
    if (value === undefined) throw new Error(`config/app.yml says nothing of ${group}.${name}`);
    return /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  };
  return Object.fromEntries(
    Object.entries(names).map(([group, all]) => [
      group,
      Object.fromEntries(Object.keys(all).map((name) => [name, read(group, name)])),
    ]),
  );
}
