import { type ParseArgsConfig, parseArgs } from 'node:util'

/** The command line itself is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** @throws UsageError for a flag that is unknown, or lacks its value */
export function readCommandLine<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
