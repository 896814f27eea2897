import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from './src/app.js';
import { createCache } from './src/cache.js';
import { connect } from './src/database.js';
import { createPool } from './src/pool.js';
import { createSchema } from './src/schema.js';
import { seed } from './src/seed.js';
import { settings } from './src/settings.js';

const port = Number(process.env.PORT ?? 3000);

// Every process has a database of its own, filled anew, so that two copies of the shop never meet.
const directory = mkdtempSync(join(tmpdir(), 'shop-'));
const path = process.env.DATABASE ?? join(directory, 'shop.db');
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));

const first = connect(path);
createSchema(first);
seed(first);
first.close();

const pool = createPool(settings.pool, () => connect(path));
const server = createApp(pool, createCache(settings.cache));
server.listen(port, '127.0.0.1', () => {
  if (settings.log.level === 'info') console.log(`shop listens on port ${server.address().port}`);
});

// A signal to the whole process group arrives twice, because npm passes its own on; the second changes nothing.
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);

function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => {
    pool.close();
    process.exit(0);
  });
}
