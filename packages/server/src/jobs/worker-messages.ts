import type { EngineSettings } from '../engines/settings.ts'
import type { EngineLimits } from './engine-host.ts'

/** Limits of a worker; its own defaults where absent. */
export interface WorkerLimits {
  /** How long a stopping worker lets its job go on. */
  readonly stopGraceMs?: number
  /** How long one attempt at a job may take. */
  readonly jobLimitMs?: number
  readonly engine?: Partial<EngineLimits>
}

/** What a worker process is told once, at its start. */
export interface WorkerConfiguration {
  readonly owner: string
  readonly filesFolder: string
  /** Addresses of the modules that export an engine, the preferred first. */
  readonly engineModules: readonly string[]
  readonly engineSettings: EngineSettings
  /** How many jobs of one account may run at once; 0 for any number. */
  readonly accountConcurrency: number
  readonly maxSourceBytes: number
  readonly allowedSourceHosts: readonly string[]
  readonly software: string
  readonly limits: WorkerLimits
}

/** From the server to its worker; the database's messages share the channel in envelopes of their own. */
export type WorkerCommand =
  | { readonly kind: 'start'; readonly configuration: WorkerConfiguration }
  | { readonly kind: 'stop' }
  /** Asks for a sign of life. */
  | { readonly kind: 'ping' }

/** From the worker to the server. */
export type WorkerReport = LogLine | { readonly kind: 'alive' }

/** One line for the log. */
export interface LogLine {
  readonly kind: 'log'
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: object
  readonly message: string
}
