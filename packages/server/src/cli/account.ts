import { type Static, Type } from 'typebox'
import { AccountObject, TopUpObject } from '../api/admin/schemas.ts'
import {
  atDesk,
  COMMON_OPTIONS,
  dollarsFrom,
  LIMIT_OPTIONS,
  limitsFrom,
  limitText,
  positionals,
} from './admin/options.ts'
import { readCommandLine, UsageError } from './command-line.ts'
import { textTable } from './text-table.ts'

type Account = Static<typeof AccountObject>
type TopUp = Static<typeof TopUpObject>

const AccountList = Type.Object({ items: Type.Array(AccountObject), total: Type.Integer() })
const TopUpList = Type.Object({ items: Type.Array(TopUpObject), total: Type.Integer() })

const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  create: createAccount,
  list: listAccounts,
  'top-up': topUp,
  'top-ups': listTopUps,
  suspend: (args) => change('suspend', args),
  resume: (args) => change('resume', args),
  limits: setLimits,
}

/** `retimbre account …`: who may use this server. */
export async function account(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  const action = ACTIONS[name]
  if (!action) throw new UsageError(`account takes one of: ${Object.keys(ACTIONS).join(', ')}.`)
  return action(rest)
}

async function createAccount(args: readonly string[]): Promise<number> {
  const options = { ...COMMON_OPTIONS, credit: { type: 'string' }, admin: { type: 'boolean', default: false } } as const
  const { values, positionals: given } = readCommandLine({ args: [...args], options, allowPositionals: true })
  const [name] = positionals(given, 'account create', ['NAME'])
  const credit = values.credit === undefined ? {} : { credit: dollarsFrom(values.credit) }
  const body = { name, role: values.admin ? 'admin' : 'member', ...credit }
  return atDesk(
    values,
    (desk) => desk.ask('POST', '/accounts', AccountObject, body),
    (made) => `${accountTable([made])}Give it a key: retimbre key create --account ${made.id} --name laptop\n`,
  )
}

async function listAccounts(args: readonly string[]): Promise<number> {
  const { values } = readCommandLine({ args: [...args], options: COMMON_OPTIONS })
  return atDesk(values, async (desk) => (await desk.ask('GET', '/accounts', AccountList)).items, accountTable)
}

async function topUp(args: readonly string[]): Promise<number> {
  const options = { ...COMMON_OPTIONS, note: { type: 'string' }, reference: { type: 'string' } } as const
  const { values, positionals: given } = readCommandLine({ args: [...args], options, allowPositionals: true })
  const [id, amount] = positionals(given, 'account top-up', ['ID', 'DOLLARS'])
  const { note, reference } = values
  const body = { amount: dollarsFrom(amount), note, reference }
  return atDesk(
    values,
    (desk) => desk.ask('POST', `${pathOf(id)}/top-up`, TopUpObject, body),
    (made) => topUpTable([made]),
  )
}

async function listTopUps(args: readonly string[]): Promise<number> {
  const { values, positionals: given } = readCommandLine({
    args: [...args],
    options: COMMON_OPTIONS,
    allowPositionals: true,
  })
  const [id] = positionals(given, 'account top-ups', ['ID'])
  return atDesk(values, async (desk) => (await desk.ask('GET', `${pathOf(id)}/top-ups`, TopUpList)).items, topUpTable)
}

async function change(action: 'suspend' | 'resume', args: readonly string[]): Promise<number> {
  const { values, positionals: given } = readCommandLine({
    args: [...args],
    options: COMMON_OPTIONS,
    allowPositionals: true,
  })
  const [id] = positionals(given, `account ${action}`, ['ID'])
  return atDesk(
    values,
    (desk) => desk.ask('POST', `${pathOf(id)}/${action}`, AccountObject),
    (one) => accountTable([one]),
  )
}

async function setLimits(args: readonly string[]): Promise<number> {
  const options = { ...COMMON_OPTIONS, ...LIMIT_OPTIONS }
  const { values, positionals: given } = readCommandLine({ args: [...args], options, allowPositionals: true })
  const [id] = positionals(given, 'account limits', ['ID'])
  return atDesk(
    values,
    async (desk) => {
      const { limits } = await desk.ask('GET', pathOf(id), AccountObject)
      return desk.ask('POST', `${pathOf(id)}/limits`, AccountObject, limitsFrom(values, limits))
    },
    (one) => accountTable([one]),
  )
}

function pathOf(id: string): string {
  return `/accounts/${encodeURIComponent(id)}`
}

function accountTable(accounts: readonly Account[]): string {
  const head = ['id', 'name', 'role', 'balance', 'concurrency', 'submits/min', 'since', 'state']
  const rows = accounts.map((one) => [
    one.id,
    one.name,
    one.role,
    `$${one.balance}`,
    limitText(one.limits.concurrency),
    limitText(one.limits.submits_per_minute),
    one.created_at.slice(0, 10),
    one.suspended_at === null ? 'open' : `suspended ${one.suspended_at.slice(0, 10)}`,
  ])
  return textTable([head, ...rows])
}

function topUpTable(topUps: readonly TopUp[]): string {
  const head = ['time', 'dollars', 'reference', 'made by', 'note']
  return textTable([
    head,
    ...topUps.map((one) => [one.created_at, String(one.amount), one.reference, one.made_by, one.note]),
  ])
}
