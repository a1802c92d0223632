import type { Insertable } from 'kysely'
import type { Clock } from '../clock.ts'
import { type RandomBytes, randomHex, randomToken } from '../ids.ts'
import type { Uploads } from '../ports.ts'
import type { Database } from './database/database.ts'
import type { UploadTable } from './database/tables.ts'
import { uploadKey } from './file-keys.ts'
import { secretHash } from './secret-hash.ts'
import { requireRoom } from './upload-quota.ts'

// 1 h, as the hosted service gives: longer than the slowest upload of 200 MiB that is worth waiting for (about 0.5 Mbit/s).
const TICKET_LIFETIME_MS = 60 * 60 * 1000

interface Options {
  readonly clock: Clock
  readonly random: RandomBytes
  /** What an account may upload within any 24 hours; 0 for no limit. */
  readonly quotaBytes: number
}

type InsertableUpload = Insertable<UploadTable>

/** Who may put which file where, and what has arrived. */
export function openUploads(database: Database, { clock, random, quotaBytes }: Options): Uploads {
  const { kysely } = database

  /** Recorded when there is room for it, or not at all. */
  const insert = (row: InsertableUpload, sizeBytes: number): Promise<void> =>
    database.transaction(async (transaction) => {
      await requireRoom(transaction, { accountId: row.account_id, sizeBytes, quotaBytes, now: row.created_at })
      await transaction.insertInto('uploads').values(row).execute()
    })

  return {
    async requireRoom(accountId, sizeBytes) {
      if (quotaBytes === 0) return
      await database.transaction((transaction) =>
        requireRoom(transaction, { accountId, sizeBytes, quotaBytes, now: clock() }),
      )
    },

    async createTicket(accountId, { filename, sizeBytes, contentType }) {
      const secret = randomToken(random, 32)
      const now = clock()
      const ticket = {
        id: randomHex(random, 16),
        fileKey: uploadKey(random, filename),
        filename,
        declaredSizeBytes: sizeBytes,
        contentType,
        expiresAt: new Date(now.getTime() + TICKET_LIFETIME_MS),
      }
      const row = {
        id: ticket.id,
        account_id: accountId,
        file_key: ticket.fileKey,
        filename,
        declared_size_bytes: sizeBytes,
        content_type: contentType ?? null,
        secret_hash: secretHash(secret),
        created_at: now,
        expires_at: ticket.expiresAt,
      }
      await insert(row, sizeBytes)
      return { ticket, secret }
    },

    async findTicket(id, secret) {
      const row = await kysely
        .selectFrom('uploads')
        .selectAll()
        .where('id', '=', id)
        .where('secret_hash', '=', secretHash(secret))
        .executeTakeFirst()
      if (!row) return undefined
      return {
        id: row.id,
        fileKey: row.file_key,
        filename: row.filename,
        declaredSizeBytes: row.declared_size_bytes,
        contentType: row.content_type ?? undefined,
        expiresAt: row.expires_at,
        stored: row.stored_at !== null,
      }
    },

    async markStored(id, sizeBytes) {
      await kysely
        .updateTable('uploads')
        .set({ size_bytes: sizeBytes, stored_at: clock() })
        .where('id', '=', id)
        .execute()
    },

    async record(accountId, { fileKey, filename, sizeBytes }) {
      const now = clock()
      const row = {
        id: randomHex(random, 16),
        account_id: accountId,
        file_key: fileKey,
        filename,
        declared_size_bytes: sizeBytes,
        size_bytes: sizeBytes,
        created_at: now,
        stored_at: now,
        expires_at: now,
      }
      await insert(row, sizeBytes)
    },

    async forget(accountId, fileKey) {
      await kysely.deleteFrom('uploads').where('account_id', '=', accountId).where('file_key', '=', fileKey).execute()
    },
  }
}
