import { readSettings, type Settings } from '../../settings.ts'
import { UsageError } from '../command-line.ts'
import { type AdminDesk, openAdminDesk } from './admin-desk.ts'

/** Flags of every command about accounts and keys. */
export const COMMON_OPTIONS = { data: { type: 'string' }, json: { type: 'boolean', default: false } } as const

export const LIMIT_OPTIONS = { concurrency: { type: 'string' }, 'submits-per-minute': { type: 'string' } } as const

interface CommonValues {
  readonly data?: string | undefined
  readonly json: boolean
}

/** Has `work` done at the desk of the data folder, and prints what it returns. */
export async function atDesk<Data>(
  { data, json }: CommonValues,
  work: (desk: AdminDesk) => Promise<Data>,
  shown: (result: Data) => string,
): Promise<number> {
  const desk = await openAdminDesk(settingsOf(data))
  try {
    const result = await work(desk)
    process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : shown(result))
    return 0
  } finally {
    await desk.close()
  }
}

function settingsOf(dataFolder: string | undefined): Settings {
  return readSettings({ ...process.env, ...(dataFolder !== undefined && { RETIMBRE_DATA: dataFolder }) })
}

/** @throws UsageError unless there is exactly one positional for each of `names` */
export function positionals<const Names extends readonly string[]>(
  given: readonly string[],
  command: string,
  names: Names,
): { readonly [Index in keyof Names]: string } {
  if (given.length !== names.length) {
    throw new UsageError(`Usage: retimbre ${[command, ...names].join(' ')}`)
  }
  return given as unknown as { readonly [Index in keyof Names]: string }
}

/** @throws UsageError for what is no amount of dollars */
export function dollarsFrom(text: string): number {
  if (!/^[+-]?\d+(\.\d{1,6})?$/.test(text)) {
    throw new UsageError(`"${text}" is no amount of dollars: write it like 10 or 0.25, with six decimals at most.`)
  }
  return Number(text)
}

interface LimitValues {
  readonly concurrency?: string | undefined
  readonly 'submits-per-minute'?: string | undefined
}

interface WireLimits {
  readonly concurrency: number | null
  readonly submits_per_minute: number | null
}

/** What is not named stays as it was: the API sets both at once. @throws UsageError */
export function limitsFrom(values: LimitValues, present: WireLimits): Readonly<Record<string, number>> {
  const wanted = {
    concurrency: limitFrom('concurrency', values.concurrency, present.concurrency),
    submits_per_minute: limitFrom('submits-per-minute', values['submits-per-minute'], present.submits_per_minute),
  }
  return Object.fromEntries(Object.entries(wanted).flatMap(([name, limit]) => (limit === null ? [] : [[name, limit]])))
}

function limitFrom(flag: string, text: string | undefined, present: number | null): number | null {
  if (text === undefined) return present
  if (text === 'default') return null
  if (!/^\d{1,7}$/.test(text)) {
    throw new UsageError(`--${flag} takes a whole number, 0 for no limit, or "default".`)
  }
  return Number(text)
}

export function limitText(limit: number | null): string {
  return limit === null ? 'default' : limit === 0 ? 'none' : String(limit)
}
