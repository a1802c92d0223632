/** What a worker process is told once, at its start. */
export interface WorkerConfiguration {
  readonly owner: string
  readonly filesFolder: string
  /** Addresses of the modules that export an engine, the preferred first. */
  readonly engineModules: readonly string[]
  readonly maxSourceBytes: number
  readonly allowedSourceHosts: readonly string[]
  readonly software: string
  /** How long a stopping worker lets its job go on; its own default when absent. */
  readonly stopGraceMs: number | undefined
}

/** From the server to its worker; the database's messages share the channel in envelopes of their own. */
export type WorkerCommand =
  | { readonly kind: 'start'; readonly configuration: WorkerConfiguration }
  | { readonly kind: 'stop' }

/** From the worker to the server: one line for the log. */
export interface WorkerReport {
  readonly kind: 'log'
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: object
  readonly message: string
}
