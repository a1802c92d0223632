import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../ids.ts'
import type { Database } from '../store/database/database.ts'
import { newWebhookSecret } from './signature.ts'

// A day: somebody who rotates in the evening can exchange the secret at the receivers in the morning.
const PREVIOUS_VALID_MS = 24 * 60 * 60 * 1000

/** What reports of one API key's tasks are signed with. */
export interface SigningSecrets {
  readonly current: string
  /** The one before it, while it is still valid. */
  readonly previous: string | undefined
}

export interface WebhookSecrets {
  /** Makes the secret when this key has none yet. */
  of(keyId: string): Promise<SigningSecrets>
  /** Replaces the secret at once; of those before it, only the last stays valid, for a day. */
  rotate(keyId: string): Promise<{ readonly secret: string; readonly previousValidUntil: Date | null }>
}

export function openWebhookSecrets(
  { kysely }: Database,
  { clock, random }: { readonly clock: Clock; readonly random: RandomBytes },
): WebhookSecrets {
  const find = (keyId: string) =>
    kysely.selectFrom('webhook_secrets').selectAll().where('key_id', '=', keyId).executeTakeFirst()

  return {
    async of(keyId) {
      const known = await find(keyId)
      if (known) {
        const { secret, previous_secret: previous, previous_valid_until: until } = known
        return { current: secret, previous: previous !== null && until && until > clock() ? previous : undefined }
      }
      const row = { key_id: keyId, secret: newWebhookSecret(random), previous_secret: null, previous_valid_until: null }
      // Somebody else may be first; then theirs is the one.
      await kysely
        .insertInto('webhook_secrets')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return { current: (await find(keyId))?.secret ?? row.secret, previous: undefined }
    },

    async rotate(keyId) {
      const secret = newWebhookSecret(random)
      const validUntil = new Date(clock().getTime() + PREVIOUS_VALID_MS)
      const { rows } = await sql<{ previous_valid_until: Date | null }>`
        insert into webhook_secrets (key_id, secret) values (${keyId}, ${secret})
        on conflict (key_id) do update set secret = excluded.secret, previous_secret = webhook_secrets.secret,
          previous_valid_until = ${validUntil}::timestamptz
        returning previous_valid_until`.execute(kysely)
      return { secret, previousValidUntil: rows[0]?.previous_valid_until ?? null }
    },
  }
}
