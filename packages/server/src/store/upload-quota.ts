import { sql, type Transaction } from 'kysely'
import { ServerError } from '../errors.ts'
import { readableSize } from '../readable-size.ts'
import type { Tables } from './database/tables.ts'

const DAY_MS = 24 * 60 * 60 * 1000

interface Upcoming {
  readonly accountId: string
  readonly sizeBytes: number
  /** What an account may upload within any 24 hours; 0 for no limit. */
  readonly quotaBytes: number
  readonly now: Date
}

/**
 * Called in the transaction that records an upload, before it does. The account stays locked until that ends, so that two
 * uploads at the same moment cannot both take the last room. A ticket counts as what it promises until it is used or
 * expires.
 * @throws ServerError `upload_quota_exceeded` with the seconds until there is room, or `file_too_large` when there never is
 */
export async function requireRoom(transaction: Transaction<Tables>, upcoming: Upcoming): Promise<void> {
  const { accountId, sizeBytes, quotaBytes } = upcoming
  if (quotaBytes === 0) return
  if (sizeBytes > quotaBytes) throw new ServerError('file_too_large', { limit: readableSize(quotaBytes) })
  await transaction.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute()
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(bytes), 0)::bigint as used from (${countedUploads(upcoming)}) as counted`.execute(transaction)
  const excessBytes = (rows[0]?.used ?? 0) + sizeBytes - quotaBytes
  if (excessBytes > 0) throw await refusal(transaction, upcoming, excessBytes)
}

function countedUploads({ accountId, now }: Upcoming) {
  const dayAgo = new Date(now.getTime() - DAY_MS)
  return sql`
    select id, created_at, case
      when stored_at is not null then size_bytes
      when expires_at > ${now}::timestamptz then declared_size_bytes
      else 0 end as bytes
    from uploads where account_id = ${accountId} and created_at > ${dayAgo}::timestamptz`
}

/** There is room again once the oldest uploads that make up the excess are a day old. */
async function refusal(
  transaction: Transaction<Tables>,
  upcoming: Upcoming,
  excessBytes: number,
): Promise<ServerError> {
  const { rows } = await sql<{ created_at: Date }>`
    select created_at from (
      select created_at, sum(bytes) over (order by created_at, id) as freed
      from (${countedUploads(upcoming)}) as counted
    ) as leaving where freed >= ${excessBytes}::bigint order by created_at limit 1`.execute(transaction)
  const freedAt = (rows[0]?.created_at ?? upcoming.now).getTime() + DAY_MS
  const seconds = Math.max(1, Math.ceil((freedAt - upcoming.now.getTime()) / 1000))
  return new ServerError('upload_quota_exceeded', { retryAfterSeconds: String(seconds) })
}
