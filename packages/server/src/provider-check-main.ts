/** A process that tries one execution provider, tells its parent what is wrong with it, and ends. */

import { resolveProvider } from '@retimbre/stable-audio'

/** What is wrong; empty when it can be used. */
async function complaint(provider: string): Promise<string> {
  try {
    await resolveProvider(provider)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

process.send?.(await complaint(process.argv[2]), undefined, undefined, () => process.exit(0))
