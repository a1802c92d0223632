import type { Migration } from '../migrate.ts'

/** Whose result a file is, asked by its key. Written once a job, when it has completed. */
const OUTPUTS = `
create index predictions_outputs on predictions using gin (outputs jsonb_path_ops) where outputs is not null`

/** Drawings are made for the owner of a file alone. */
export const drawings: Migration = { version: 9, name: 'drawings', statements: [OUTPUTS] }
