import type { OutputFormat } from '@retimbre/media'
import type { RenderParameters, StepCount } from '../engines/port.ts'

/** Where a job's source clip comes from; settled when the job is submitted, read by the worker. */
export type JobSource =
  /** A file of our own store: an upload, or an inline clip that was stored at submit. */
  | { readonly kind: 'file'; readonly key: string }
  /** Somebody else's http(s) address, fetched by the worker under the address guard. */
  | { readonly kind: 'url'; readonly url: string }

/** Whom to tell when a job has ended. */
export interface WebhookTarget {
  readonly url: string
  /** Host and port that the URL names; deliveries are spread by it. */
  readonly destination: string
  /** How the caller reached this server, without a slash at the end; the report's links begin with it. */
  readonly serverUrl: string
}

export interface JobProgress {
  readonly stage: string
  /** 0 … 1; never moves backwards within one attempt. */
  readonly fraction: number
  /** Where the stage has steps, and the engine counts them. */
  readonly step?: StepCount | undefined
  /** Until the attempt ends, as far as its pace so far tells; absent while that would be a guess. */
  readonly remainingMs?: number | undefined
}

/** What a caller asks for, checked and complete, before it has an id. */
export interface NewPrediction {
  readonly accountId: string
  readonly keyId: string
  readonly model: string
  /** The wire's inputs with defaults applied, as shown to the caller. */
  readonly input: Readonly<Record<string, unknown>>
  /** The same inputs as the engine takes them; parsed once, at submit, and kept with the job for the worker. */
  readonly render: RenderParameters
  /** Keys the model does not know; kept for the curious, never acted upon. */
  readonly unknownInput: Readonly<Record<string, unknown>>
  readonly source: JobSource | null
  readonly outputFormat: OutputFormat
  readonly base64Output: boolean
  readonly seed: number
  readonly priceMicrodollars: number
  readonly webhook: WebhookTarget | null
}

interface PredictionFacts extends NewPrediction {
  /** 32 lower-case hex digits, never containing `429`. */
  readonly id: string
  readonly createdAt: Date
}

/** Attached to everything an engine made. */
export interface RenderFacts {
  readonly engine: string
  readonly engineVersion: string
  readonly warnings: readonly string[]
  readonly report: Readonly<Record<string, unknown>>
}

/** A job by status. Status only moves forward: created, processing, then completed or failed. */
export type Prediction =
  | (PredictionFacts & { readonly status: 'created' })
  | (PredictionFacts & { readonly status: 'processing'; readonly progress: JobProgress; readonly startedAt: Date })
  | (PredictionFacts &
      RenderFacts & {
        readonly status: 'completed'
        /** Keys in the file store, one a result. */
        readonly outputs: readonly string[]
        readonly finishedAt: Date
        /** From lease to finish, and the engine's share of it. */
        readonly executionMs: number
        readonly inferenceMs: number
      })
  | (PredictionFacts & {
      readonly status: 'failed'
      /** Task error code of the wire: 1402 media, 1403 execution, 1405 lost, … */
      readonly errorCode: number
      /** A sentence for a person. */
      readonly error: string
      readonly finishedAt: Date
      readonly executionMs: number
    })
