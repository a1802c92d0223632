/** What the HTTP side knows of the rest of the house. Each port has one implementation today, in the folder it is named after. */

import type { AccountBook } from './accounts/account-book.ts'
import type { KeyBook } from './accounts/key-book.ts'
import type { TopUps } from './accounts/top-ups.ts'
import type { CheckpointShelf } from './checkpoints/shelf.ts'
import type { ClipConversion } from './conversions/convert-clip.ts'
import type { DrawingKind } from './drawings/messages.ts'
import type { EngineCapabilities } from './engines/port.ts'
import type { Idempotency } from './jobs/idempotency.ts'
import type { NewPrediction, Prediction } from './jobs/prediction.ts'
import type { Role } from './store/database/tables.ts'
import type { FileStore, StoredFile } from './store/files.ts'
import type { Attempt } from './webhooks/delivery-queue.ts'
import type { WebhookSecrets } from './webhooks/secrets.ts'

/** Whoever holds a valid key. */
export interface Caller {
  readonly accountId: string
  readonly keyId: string
  readonly role: Role
  /** Nothing opens for it, and it is told why. */
  readonly suspended: boolean
  /** Where key or account say otherwise than the server does; null where they say nothing, 0 for any number. */
  readonly submitsPerMinute?: { readonly key: number | null; readonly account: number | null }
}

export interface ApiKeys {
  /** Called on every authenticated request; `undefined` for an unknown, malformed or revoked key. Compares hashes only. */
  authenticate(key: string): Promise<Caller | undefined>
}

export interface Predictions {
  /**
   * Called once a request is valid. One transaction: reserve the price, insert the job, wake a worker.
   * @throws ServerError `insufficient_credits`; then nothing was written
   */
  submit(request: NewPrediction): Promise<Prediction>
  /**
   * {@link submit} for a request that may be sent again: its key is stored in the same transaction. `repeated` when it had
   * been sent before; then nothing was written, and the prediction is the one made then, as it is now.
   * @throws ServerError `insufficient_credits`, `idempotency_key_reused` for another request under the same key, or
   * `prediction_not_found` when it was deleted since
   */
  submitOnce(
    request: NewPrediction,
    idempotency: Idempotency | undefined,
  ): Promise<{ readonly prediction: Prediction; readonly repeated: boolean }>
  /**
   * Called before a request that may have been sent before is looked at. `undefined` when it is the first of its key.
   * @throws ServerError `idempotency_key_reused` or `prediction_not_found`, as above
   */
  findSubmitted(accountId: string, idempotency: Idempotency): Promise<Prediction | undefined>
  /** `undefined` for an unknown id and for another account's: the two look the same from outside. */
  find(accountId: string, id: string): Promise<Prediction | undefined>
  /**
   * Called when the owner does not want the result any more. A job that waits or runs has failed and is refunded when this
   * resolves; one that has ended stays as it is. `undefined` as in {@link find}.
   */
  cancel(accountId: string, id: string): Promise<Prediction | undefined>
  /** Resolves when the job has ended, or with its present state once `deadlineMs` have passed or `signal` aborts. */
  waitUntilFinished(
    accountId: string,
    id: string,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<Prediction | undefined>
}

export interface PredictionFilter {
  readonly model?: string | undefined
  readonly status?: Prediction['status'] | undefined
  /** The first moment that counts. */
  readonly createdFrom?: Date | undefined
  /** The first moment that no longer counts. */
  readonly createdBefore?: Date | undefined
}

/** A part of a list, and how long the whole list is. */
export interface Page<Item> {
  readonly total: number
  readonly items: readonly Item[]
}

export interface PageRequest {
  readonly offset: number
  readonly limit: number
}

export interface History {
  /** Predictions of one account, the newest first; only what is younger than the retention. */
  page(accountId: string, filter: PredictionFilter, page: PageRequest): Promise<Page<Prediction>>
  /**
   * Removes predictions with their results, and cancels those that have not ended; returns which there were. Bills and
   * usage stay.
   */
  remove(accountId: string, ids: readonly string[]): Promise<readonly string[]>
}

export interface BillFilter {
  readonly type?: 'deduct' | 'refund' | undefined
  readonly predictionIds?: readonly string[] | undefined
  readonly model?: string | undefined
  readonly keyId?: string | undefined
  readonly createdFrom?: Date | undefined
  readonly createdBefore?: Date | undefined
  readonly newestFirst: boolean
}

/** One entry of the ledger that concerns a job: what was set aside at its submit, or given back at its end. */
export interface Bill {
  readonly type: 'deduct' | 'refund'
  readonly predictionId: string
  readonly model: string
  readonly keyId: string
  readonly keyName: string
  readonly amountMicrodollars: number
  readonly createdAt: Date
  /** When the job ended, which settles what was set aside. */
  readonly updatedAt: Date
  readonly predictionStatus: Prediction['status']
}

/** Of one model on one day of UTC, that of the submit. */
export interface UsageRow {
  readonly model: string
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly submitted: number
  readonly completed: number
  /** Of the completed ones; 0 for what ran while billing was off. */
  readonly costMicrodollars: number
}

export interface Billing {
  /** Bills outlive what they are for. */
  search(accountId: string, filter: BillFilter, page: PageRequest): Promise<Page<Bill>>
  /** In order of day and model. Counted in whole hours: the one that `from` lies in, up to the last that began before `before`. */
  usage(
    accountId: string,
    question: { readonly from: Date; readonly before: Date; readonly model: string | undefined },
  ): Promise<readonly UsageRow[]>
}

/** A prediction as it is at this moment, for whoever watches it. */
export interface LivePrediction {
  readonly prediction: Prediction
  /** Rises with every change that a watcher can see; no two changes of any predictions share one. */
  readonly revision: number
  /** Of one that waits for a worker: 1 is next. */
  readonly position: number | undefined
}

/** Something about a prediction is new. */
export interface Change {
  readonly id: string
  readonly accountId: string
  /** One came, went to a worker or came back, so the places of all that wait may be others. */
  readonly queueMoved: boolean
}

export interface LivePredictions {
  /** Called after a change. `undefined` for an unknown id and for another account's. */
  look(accountId: string, id: string): Promise<LivePrediction | undefined>
  /**
   * Called when somebody begins to watch an account: what has not ended, and what changed after `revision`. The latest few
   * hundred, in the order of their last change.
   */
  changedSince(accountId: string, revision: number | undefined): Promise<readonly string[]>
  /** `hearer` is called for every change of any account from now on; it must be quick. Returns how to stop. */
  hear(hearer: (change: Change) => void): () => void
}

export interface SubmitLimiter {
  /** Called before a submit is read: 0 when it may go on, and is counted; else the whole seconds after which it may. */
  admit(caller: Caller): Promise<number>
}

export interface Ledger {
  /** What the account can still spend, in millionths of a dollar; a large constant while nothing is charged. */
  balanceMicrodollars(accountId: string): Promise<number>
}

/** A place to put one file, promised to a caller. */
export interface UploadTicket {
  readonly id: string
  readonly fileKey: string
  readonly filename: string
  readonly declaredSizeBytes: number
  readonly contentType: string | undefined
  readonly expiresAt: Date
}

export interface Uploads {
  /**
   * Called before the body of an upload is taken, so that what will be refused is not stored first.
   * @throws ServerError `upload_quota_exceeded`, or `file_too_large` for more than a whole quota; so do the next two that
   * make an upload, which alone are certain
   */
  requireRoom(accountId: string, sizeBytes: number): Promise<void>
  /** Called by the ticket form. `secret` goes into the upload URL and is kept only as a hash. */
  createTicket(
    accountId: string,
    file: { readonly filename: string; readonly sizeBytes: number; readonly contentType: string | undefined },
  ): Promise<{ readonly ticket: UploadTicket; readonly secret: string }>
  /** `undefined` when id and secret do not belong together. Expiry and reuse are the caller's to check. */
  findTicket(id: string, secret: string): Promise<(UploadTicket & { readonly stored: boolean }) | undefined>
  /** Called when the last byte of a ticket's file is safe. */
  markStored(id: string, sizeBytes: number): Promise<void>
  /** Called by the multipart form, which stores first and records after. */
  record(
    accountId: string,
    file: { readonly fileKey: string; readonly filename: string; readonly sizeBytes: number },
  ): Promise<void>
  /** Called when a recorded file is not needed after all, and is being deleted. */
  forget(accountId: string, fileKey: string): Promise<void>
}

/** One report of a prediction's end, and what came of each try. */
export interface WebhookDelivery {
  /** Also the event id that the receiver sees. */
  readonly predictionId: string
  readonly url: string
  readonly status: WebhookDeliveryStatus
  readonly createdAt: Date
  /** `null` while an attempt is under way, and when none is to come. */
  readonly nextAttemptAt: Date | null
  /** The oldest first. */
  readonly attempts: readonly Attempt[]
}

export type WebhookDeliveryStatus = 'pending' | 'delivered' | 'failed'

export interface WebhookDeliveryQuery {
  readonly predictionId?: string | undefined
  readonly status?: WebhookDeliveryStatus | undefined
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

export interface Webhooks extends Omit<WebhookSecrets, 'of'> {
  /** Made when the key has none yet. */
  secret(keyId: string): Promise<string>
  /** The newest first, with the number of all that match. */
  deliveries(
    accountId: string,
    query: WebhookDeliveryQuery,
  ): Promise<{ readonly items: readonly WebhookDelivery[]; readonly total: number }>
  /**
   * Sends it again as if for the first time, retries and all; one that is still to be sent stays as it is.
   * @throws ServerError `delivery_not_found` for another account's too, `delivery_spent` after too many attempts
   */
  redeliver(accountId: string, predictionId: string): Promise<WebhookDelivery>
}

export interface EngineDirectory {
  /** The engine that serves `model` now; `undefined` when something must be installed first. */
  engineFor(model: string): Promise<EngineCapabilities | undefined>
}

export interface Drawings {
  /**
   * Called with a file that is there. As fine as it will ever be asked for; see `drawings/messages.ts` for what it is.
   * @throws ServerError `undrawable` or `drawings_busy`
   */
  of(fileKey: string, kind: DrawingKind): Promise<Uint8Array>
}

export interface Conversions {
  /**
   * Called with a result that is there; a result in another format, which can be opened like any file.
   * @throws ServerError `unconvertible` or `conversions_busy`, or the reason of the question's signal
   */
  of(fileKey: string, question: ClipConversion): Promise<StoredFile>
}

export interface FileOwners {
  /** Whether the account uploaded the file or had it made. */
  owns(accountId: string, fileKey: string): Promise<boolean>
}

/** The queue of one model at this moment. */
export interface QueueState {
  readonly model: string
  readonly waiting: number
  /** 0 when none waits. */
  readonly oldestWaitingSeconds: number
  readonly running: number
  /** Since the database was made. */
  readonly submitted: number
}

export interface EndedJob {
  readonly model: string
  /** Empty for a job that no engine finished. */
  readonly engine: string
  /** Task error code; absent for a completed job. */
  readonly errorCode: number | undefined
  /** Milliseconds by stage of a completed job. */
  readonly stageMs: Readonly<Record<string, number>>
}

export interface JobStatistics {
  /** Called at each scrape. */
  queue(): Promise<readonly QueueState[]>
  /** Called at each scrape: how many deliveries of webhooks there are in each state. */
  deliveries(): Promise<Readonly<Record<WebhookDelivery['status'], number>>>
  /** `hear` is called for each job that ends from now on. Returns how to stop. */
  onEnd(hear: (job: EndedJob) => void): Promise<() => Promise<void>>
}

export type VitalName = 'database' | 'worker' | 'data_folder' | 'disk_space'

export interface Vitals {
  /** Called when somebody asks whether the service can do its work: what of that does not hold. Never rejects. */
  failing(): Promise<readonly VitalName[]>
}

/** Everything the HTTP side stands on. */
export interface House {
  readonly apiKeys: ApiKeys
  readonly keys: KeyBook
  readonly accounts: AccountBook
  readonly topUps: TopUps
  readonly predictions: Predictions
  readonly submits: SubmitLimiter
  readonly history: History
  readonly live: LivePredictions
  readonly ledger: Ledger
  readonly billing: Billing
  readonly uploads: Uploads
  readonly files: FileStore
  readonly fileOwners: FileOwners
  readonly drawings: Drawings
  readonly conversions: Conversions
  readonly engines: EngineDirectory
  readonly checkpoints: CheckpointShelf
  readonly vitals: Vitals
  readonly webhooks: Webhooks
  readonly statistics: JobStatistics
}
