import type { RandomBytes } from '../../ids.ts'
import type { House } from '../../ports.ts'
import type { Settings } from '../../settings.ts'

/**
 * What the admin's routes stand on: less than the whole house, for the command line answers them itself when no server
 * runs.
 */
export interface AdminContext {
  readonly house: Pick<House, 'apiKeys' | 'keys' | 'accounts' | 'topUps'>
  readonly settings: Pick<Settings, 'newAccountCreditMicrodollars' | 'creditErrorUnder200'>
  readonly tools: {
    readonly random: RandomBytes
    /** Opens these routes to the command line of whoever can read the data folder. */
    readonly localAdminToken?: string
  }
}
