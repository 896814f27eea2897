import { DatabaseSync } from 'node:sqlite';
import { timeSql } from './metrics.js';

/** A connection that prepares each statement once and counts those it runs. */
export function connect(path) {
  const database = new DatabaseSync(path);
  // The data lasts as long as the process, so nothing has to survive a power cut.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY');
  const prepared = new Map();
  let statements = 0;

  function prepare(sql) {
    statements++;
    const known = prepared.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }

  return {
    all: (sql, ...values) => timeSql(() => prepare(sql).all(...values)),
    get: (sql, ...values) => timeSql(() => prepare(sql).get(...values)),
    run: (sql, ...values) => timeSql(() => prepare(sql).run(...values)),
    execute: (sql) => database.exec(sql),
    /** Runs synchronous work that takes effect whole or not at all. */
    transaction(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    /** Statements run so far. */
    statements: () => statements,
    close: () => database.close(),
  };
}
