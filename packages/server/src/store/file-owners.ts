import { sql } from 'kysely'
import { isExampleFile } from '../examples/example-files.ts'
import type { FileOwners } from '../ports.ts'
import type { Database } from './database/database.ts'
import { toJson } from './database/json.ts'

/** Whose files are whose; the examples are everybody's. */
export function openFileOwners({ kysely }: Database): FileOwners {
  return {
    async owns(accountId, fileKey) {
      if (isExampleFile(fileKey)) return true
      const { rows } = await sql`
        select from uploads where file_key = ${fileKey} and account_id = ${accountId}
        union all
        select from predictions where outputs @> ${toJson([fileKey])}::jsonb and account_id = ${accountId}
        limit 1`.execute(kysely)
      return rows.length > 0
    },
  }
}
