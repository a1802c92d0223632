/** What `shared.setup.ts` started. */

import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import type { Reachable } from '../api.ts'

export const sharedBrowser = (): Promise<Browser> => chromium.connect(inject('browserAddress'))

export const sharedService = (): Reachable => ({ url: inject('pageUrl') })
