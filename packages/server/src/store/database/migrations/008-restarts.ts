import type { Migration } from '../migrate.ts'

const RESTARTS = `alter table predictions add column restarts integer not null default 0`

/** A job that the server goes down with again and again is given up, so it is counted. */
export const restarts: Migration = { version: 8, name: 'restarts', statements: [RESTARTS] }
