import { type Static, Type } from 'typebox'
import type { KeyRecord } from '../../accounts/key-book.ts'
import { MAX_LABEL_CHARACTERS } from './label.ts'
import { LimitsObject, shownLimits } from './limits.ts'

const Moment = Type.Union([Type.String(), Type.Null()])

const facts = {
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String({ description: 'How the key begins; 8 characters at most.' }),
  created_at: Type.String(),
  last_used_at: { ...Moment, description: 'To the minute; null when it was never used.' },
  limits: LimitsObject,
}

export const Key = Type.Object(facts)

export const NewKey = Type.Object({
  ...facts,
  key: Type.String({ description: 'The key itself. It is shown this once and stored nowhere.' }),
})

export const KeyRequest = Type.Object({
  name: Type.String({ maxLength: MAX_LABEL_CHARACTERS, description: 'For people, to tell keys apart.' }),
})

export const KeyParams = Type.Object({ id: Type.String() })

export const Revoked = Type.Object({ id: Type.String(), revoked: Type.Literal(true) })

/** A key as its own account sees it. */
export function shownKey(record: KeyRecord): Static<typeof Key> {
  return {
    id: record.keyId,
    name: record.name,
    prefix: record.prefix,
    created_at: record.createdAt.toISOString(),
    last_used_at: record.lastUsedAt?.toISOString() ?? null,
    limits: shownLimits(record.limits),
  }
}
