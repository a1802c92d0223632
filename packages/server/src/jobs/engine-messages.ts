import type { EngineCapabilities, RenderEvent, RenderRequest } from '../engines/port.ts'
import type { JobErrorCode } from '../errors.ts'

/** From the worker to the process that an engine lives in. One render at a time. */
export type EngineCommand =
  | { readonly kind: 'capabilities'; readonly id: number }
  | { readonly kind: 'render'; readonly id: number; readonly request: RenderRequest }
  | { readonly kind: 'abort'; readonly id: number }

export type EngineAnswer =
  | { readonly kind: 'capabilities'; readonly id: number; readonly capabilities: EngineCapabilities }
  | { readonly kind: 'event'; readonly id: number; readonly event: RenderEvent }
  /** The render is over; `residentBytes` tells whether the process has grown too large to go on. */
  | { readonly kind: 'ended'; readonly id: number; readonly residentBytes: number }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: EngineFailure; readonly residentBytes: number }

/** A JobError in plain values; `internal` for whatever else was thrown. */
export interface EngineFailure {
  readonly code: JobErrorCode
  readonly values: Readonly<Record<string, string>>
  /** What was thrown, with its stack, for the log alone: a library's own words can name paths and secrets. */
  readonly detail: string
}
