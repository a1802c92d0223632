import { type Static, Type } from 'typebox'
import type { Account } from '../../accounts/account-book.ts'
import type { KeyRecord } from '../../accounts/key-book.ts'
import type { TopUp } from '../../accounts/top-ups.ts'
import { dollars } from '../../models/money.ts'
import { MAX_LABEL_CHARACTERS } from '../keys/label.ts'
import { LimitsObject, shownLimits } from '../keys/limits.ts'
import { Key, shownKey } from '../keys/schemas.ts'

/** More than this is a slip of the finger: a million dollars. */
const MAX_AMOUNT_DOLLARS = 1_000_000

const MAX_NOTE_CHARACTERS = 500

const Moment = Type.Union([Type.String(), Type.Null()])
const RoleField = Type.Unsafe<'admin' | 'member'>(Type.String({ enum: ['admin', 'member'] }))

export const AccountObject = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: RoleField,
  balance: Type.Number({ description: 'Dollars that it can still spend while billing is on.' }),
  created_at: Type.String(),
  suspended_at: { ...Moment, description: 'Null while its keys open the API.' },
  limits: LimitsObject,
})

export const AccountRequest = Type.Object({
  name: Type.String({ maxLength: MAX_LABEL_CHARACTERS }),
  credit: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: MAX_AMOUNT_DOLLARS,
      description: 'Opening credit in dollars; RETIMBRE_NEW_ACCOUNT_CREDIT when left out.',
    }),
  ),
  role: Type.Unsafe<'admin' | 'member'>(Type.String({ enum: ['admin', 'member'], default: 'member' })),
})

export const AccountParams = Type.Object({ id: Type.String() })

export const TopUpRequest = Type.Object({
  amount: Type.Number({
    minimum: -MAX_AMOUNT_DOLLARS,
    maximum: MAX_AMOUNT_DOLLARS,
    description: 'Dollars, with six decimals at most; below zero takes credit back.',
  }),
  note: Type.String({ maxLength: MAX_NOTE_CHARACTERS, default: '', description: 'Why.' }),
  reference: Type.Optional(
    Type.String({
      maxLength: MAX_LABEL_CHARACTERS,
      description: 'The same reference twice is the same top-up. The header Idempotency-Key does as well.',
    }),
  ),
})

export const TopUpObject = Type.Object({
  account_id: Type.String(),
  amount: Type.Number(),
  reference: Type.String(),
  note: Type.String(),
  made_by: Type.String({ description: 'The id of the key of the admin, or "command-line".' }),
  created_at: Type.String(),
})

export const AdminKey = Type.Object({ ...Key.properties, account_id: Type.String(), revoked_at: Moment })

export const NewAdminKey = Type.Object({
  ...AdminKey.properties,
  key: Type.String({ description: 'The key itself. It is shown this once and stored nowhere.' }),
})

export function shownAccount(account: Account): Static<typeof AccountObject> {
  return {
    id: account.id,
    name: account.name,
    role: account.role,
    balance: dollars(account.balanceMicrodollars),
    created_at: account.createdAt.toISOString(),
    suspended_at: account.suspendedAt?.toISOString() ?? null,
    limits: shownLimits(account.limits),
  }
}

export function shownTopUp(topUp: TopUp): Static<typeof TopUpObject> {
  return {
    account_id: topUp.accountId,
    amount: dollars(topUp.amountMicrodollars),
    reference: topUp.reference,
    note: topUp.note,
    made_by: topUp.madeBy,
    created_at: topUp.createdAt.toISOString(),
  }
}

export function shownAdminKey(record: KeyRecord): Static<typeof AdminKey> {
  return { ...shownKey(record), account_id: record.accountId, revoked_at: record.revokedAt?.toISOString() ?? null }
}
