import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../ids.ts'
import type { House } from '../ports.ts'
import type { Settings } from '../settings.ts'
import type { Addresses } from './addresses/addresses.ts'
import type { EventTiming } from './events/event-stream.ts'
import type { SyncTiming } from './predictions/held-answer.ts'

/** What the outside world supplies to the server; tests supply their own. */
export interface ServerTools {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: FastifyBaseLogger
  /** How long a sync submit is held, and how often it shows that it lives. */
  readonly sync?: SyncTiming
  /** How event streams behave. */
  readonly events?: EventTiming
  /** The folder of the built page; that of the package `@retimbre/playground` when absent. */
  readonly page?: URL
  /** Lets the command line speak as the owner on the admin's routes; known to this process and one file alone. */
  readonly localAdminToken?: string
}

/** What the routes of every resource are given. */
export interface ApiContext {
  readonly house: House
  readonly settings: Settings
  readonly tools: ServerTools
  readonly addresses: Addresses
  /** Aborted when the server begins to close. */
  readonly closing: AbortSignal
}
