import { type Static, Type } from 'typebox'
import { OWNER_ACCOUNT_ID } from '../accounts/first-account.ts'
import { AdminKey, NewAdminKey } from '../api/admin/schemas.ts'
import { atDesk, COMMON_OPTIONS, LIMIT_OPTIONS, limitsFrom, limitText, positionals } from './admin/options.ts'
import { readCommandLine, UsageError } from './command-line.ts'
import { textTable } from './text-table.ts'

type Key = Static<typeof AdminKey>

const KeyList = Type.Object({ items: Type.Array(AdminKey), total: Type.Integer() })

const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  create: createKey,
  list: listKeys,
  revoke: revokeKey,
  limits: setLimits,
}

/** `retimbre key …`: what opens an account. */
export async function key(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  const action = ACTIONS[name]
  if (!action) throw new UsageError(`key takes one of: ${Object.keys(ACTIONS).join(', ')}.`)
  return action(rest)
}

async function createKey(args: readonly string[]): Promise<number> {
  const options = { ...COMMON_OPTIONS, account: { type: 'string' }, name: { type: 'string' } } as const
  const { values } = readCommandLine({ args: [...args], options })
  const { account = OWNER_ACCOUNT_ID, name } = values
  if (name === undefined) throw new UsageError('Usage: retimbre key create [--account ID] --name NAME')
  const path = `/accounts/${encodeURIComponent(account)}/keys`
  return atDesk(
    values,
    (desk) => desk.ask('POST', path, NewAdminKey, { name }),
    (made) => `${keyTable([made])}\nThe key itself, shown this once:\n\n  ${made.key}\n`,
  )
}

async function listKeys(args: readonly string[]): Promise<number> {
  const options = { ...COMMON_OPTIONS, account: { type: 'string' } } as const
  const { values } = readCommandLine({ args: [...args], options })
  const { account } = values
  const path = account === undefined ? '/keys' : `/accounts/${encodeURIComponent(account)}/keys`
  return atDesk(values, async (desk) => (await desk.ask('GET', path, KeyList)).items, keyTable)
}

async function revokeKey(args: readonly string[]): Promise<number> {
  const { values, positionals: given } = readCommandLine({
    args: [...args],
    options: COMMON_OPTIONS,
    allowPositionals: true,
  })
  const [id] = positionals(given, 'key revoke', ['KEYID'])
  return atDesk(
    values,
    (desk) => desk.ask('DELETE', pathOf(id), AdminKey),
    (one) => keyTable([one]),
  )
}

async function setLimits(args: readonly string[]): Promise<number> {
  const options = { ...COMMON_OPTIONS, ...LIMIT_OPTIONS }
  const { values, positionals: given } = readCommandLine({ args: [...args], options, allowPositionals: true })
  const [id] = positionals(given, 'key limits', ['KEYID'])
  return atDesk(
    values,
    async (desk) => {
      const { items } = await desk.ask('GET', '/keys', KeyList)
      const present = items.find((item) => item.id === id)?.limits ?? { concurrency: null, submits_per_minute: null }
      return desk.ask('POST', `${pathOf(id)}/limits`, AdminKey, limitsFrom(values, present))
    },
    (one) => keyTable([one]),
  )
}

function pathOf(id: string): string {
  return `/keys/${encodeURIComponent(id)}`
}

function keyTable(keys: readonly Key[]): string {
  const head = ['id', 'account', 'name', 'begins', 'last used', 'concurrency', 'submits/min', 'state']
  const rows = keys.map((one) => [
    one.id,
    one.account_id,
    one.name,
    one.prefix === '' ? '?' : `${one.prefix}…`,
    one.last_used_at?.slice(0, 16) ?? 'never',
    limitText(one.limits.concurrency),
    limitText(one.limits.submits_per_minute),
    one.revoked_at === null ? 'open' : `revoked ${one.revoked_at.slice(0, 10)}`,
  ])
  return textTable([head, ...rows])
}
