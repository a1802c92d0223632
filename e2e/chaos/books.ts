import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../packages/server/src/store/database/open.ts'

/** What is on the disk when the service has stopped. */
export interface Books {
  /** By prediction. */
  readonly predictions: ReadonlyMap<string, { readonly status: string; readonly entries: readonly string[] }>
  /** Sums that must be zero: of all postings, of all balances, and of what each balance differs from its postings. */
  readonly sums: readonly number[]
  /** What is still set aside; zero when every job has ended. */
  readonly reservedMicrodollars: number
  readonly revenueMicrodollars: number
  /** Prices of the completed jobs. */
  readonly earnedMicrodollars: number
  /** Results that a completed job names and that are not there. */
  readonly missingFiles: readonly string[]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Opens the database of a stopped service and reads it. */
export async function readBooks(dataFolder: string): Promise<Books> {
  const database = await openDatabase(dataFolder)
  const { kysely } = database
  const rows = await kysely.selectFrom('predictions').selectAll().execute()
  const transactions = await kysely.selectFrom('ledger_transactions').selectAll().orderBy('id').execute()
  const postings = await kysely.selectFrom('ledger_postings').selectAll().execute()
  const accounts = await kysely.selectFrom('ledger_accounts').selectAll().execute()
  await database.close()

  const balances = accounts.map((account) => account.balance_microdollars)
  const posted = accounts.map(({ id }) =>
    sum(postings.filter((posting) => posting.ledger_account_id === id).map((posting) => posting.amount_microdollars)),
  )
  const entriesOf = (prediction: string): readonly string[] =>
    transactions.filter((entry) => entry.prediction_id === prediction).map(({ kind }) => kind)
  const stored = new Set(readdirSync(join(dataFolder, 'files'), { recursive: true, encoding: 'utf8' }))
  return {
    predictions: new Map(rows.map(({ id, status }) => [id, { status, entries: entriesOf(id) }])),
    sums: [sum(posted), sum(balances), sum(balances.map((balance, index) => Math.abs(balance - (posted[index] ?? 0))))],
    reservedMicrodollars: sum(
      accounts.filter(({ id }) => id.endsWith('/reserved')).map((account) => account.balance_microdollars),
    ),
    revenueMicrodollars: accounts.find(({ id }) => id === 'house/revenue')?.balance_microdollars ?? 0,
    earnedMicrodollars: sum(rows.filter(({ status }) => status === 'completed').map((row) => row.price_microdollars)),
    missingFiles: rows.flatMap(({ outputs }) => outputs ?? []).filter((key) => !stored.has(key)),
  }
}
