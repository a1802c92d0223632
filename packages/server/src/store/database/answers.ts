import { sql } from 'kysely'
import { StoreError } from '../../errors.ts'
import type { Database } from './database.ts'

// 5 s: the longest that a statement of ours has the connection to itself is a fraction of a second, so whoever waits for
// seconds would wait for ever.
const ANSWER_MS = 5_000

/**
 * Resolves when the database answers a question, the cheapest there is.
 * @throws StoreError `database_silent`, or why the question failed
 */
export async function databaseAnswers({ kysely }: Database, answerMs: number = ANSWER_MS): Promise<void> {
  let limit: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new StoreError('database_silent')), answerMs)
  })
  try {
    await Promise.race([sql`select 1`.execute(kysely), silence])
  } finally {
    clearTimeout(limit)
  }
}
