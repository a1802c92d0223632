import { readCommandLine, UsageError } from './command-line.ts'

const OPTIONS = {
  token: { type: 'string' },
  from: { type: 'string' },
  endpoint: { type: 'string' },
  cache: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const

/** `retimbre pull …`, checked. */
export interface PullCommand {
  /** A published name, or a free one for what comes from a folder. */
  readonly name: string
  /** Absent, as the others: what the environment says. */
  readonly token: string | undefined
  /** A folder to install from, instead of the hub. */
  readonly from: string | undefined
  readonly endpoint: string | undefined
  readonly cache: string | undefined
  /** The licences are accepted without a question. */
  readonly yes: boolean
}

/** @throws UsageError with a sentence that says what the command takes */
export function readPullCommand(args: readonly string[]): PullCommand {
  const { values, positionals } = readCommandLine({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [name, ...rest] = positionals
  if (name === undefined || rest.length > 0) {
    throw new UsageError('pull takes the name of one checkpoint: retimbre pull small-music')
  }
  const { token, from, endpoint, cache, yes } = values
  if (from !== undefined && (token !== undefined || endpoint !== undefined)) {
    throw new UsageError('--from installs from a folder; --token and --endpoint are for downloads.')
  }
  return { name, token, from, endpoint, cache, yes }
}
