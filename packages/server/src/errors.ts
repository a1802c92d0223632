/**
 * Every error that the service can answer with or end a job with, and what each means for the caller.
 *
 * Wording: the official JavaScript client submits a paid job again when an error text contains `timeout`, `connection`,
 * `http 5` or `429`, so no permanent error may use those words (a test holds it). Where what fills the sentence of a refused
 * submit or of a failed task brings one, as the caller's own text may, it is blotted out.
 */

const filled = (message: string, values: Readonly<Record<string, string>>): string =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

const permanent = (sentence: string): string => sentence.replace(/timeout|connection|http 5|429/gi, '…')

interface ErrorSpec {
  readonly status: number
  /** Machine-readable name on the wire. */
  readonly errorCode: string
  readonly message: string
  readonly retryable: boolean
}

export const SERVER_ERRORS = {
  invalid_body: { status: 400, errorCode: 'INVALID_BODY', message: '{detail}', retryable: false },
  invalid_parameter: { status: 400, errorCode: 'INVALID_PARAMETER', message: '{detail}', retryable: false },
  webhook_refused: {
    status: 400,
    errorCode: 'WEBHOOK_REFUSED',
    message: 'The webhook URL cannot be used: {reason}',
    retryable: false,
  },
  unauthorized: {
    status: 401,
    errorCode: 'UNAUTHORIZED',
    message: 'Missing or unknown API key. Send it as "Authorization: Bearer <key>".',
    retryable: false,
  },
  insufficient_credits: {
    status: 402,
    errorCode: 'INSUFFICIENT_CREDITS',
    message: 'Insufficient credits. Please top up.',
    retryable: false,
  },
  forbidden_host: {
    status: 403,
    errorCode: 'FORBIDDEN_HOST',
    message: 'This server does not answer under that host name. Set RETIMBRE_PUBLIC_URL to allow it.',
    retryable: false,
  },
  account_suspended: {
    status: 403,
    errorCode: 'ACCOUNT_SUSPENDED',
    message: 'This account is suspended. Ask whoever runs this server.',
    retryable: false,
  },
  ticket_expired: {
    status: 403,
    errorCode: 'UPLOAD_TICKET_EXPIRED',
    message: 'This upload address is unknown or has expired. Ask for a new one.',
    retryable: false,
  },
  not_found: { status: 404, errorCode: 'NOT_FOUND', message: 'There is nothing at this address.', retryable: false },
  prediction_not_found: {
    status: 404,
    errorCode: 'PREDICTION_NOT_FOUND',
    message: 'Prediction not found',
    retryable: false,
  },
  output_not_found: {
    status: 404,
    errorCode: 'OUTPUT_NOT_FOUND',
    message: 'This prediction has no such result: it has not completed, or made fewer.',
    retryable: false,
  },
  output_gone: {
    status: 410,
    errorCode: 'OUTPUT_GONE',
    message: 'The file of this result is no longer on this server. Run the prediction again with the same seed.',
    retryable: false,
  },
  delivery_not_found: {
    status: 404,
    errorCode: 'DELIVERY_NOT_FOUND',
    message: 'Webhook delivery not found',
    retryable: false,
  },
  unknown_model: {
    status: 404,
    errorCode: 'UNKNOWN_MODEL',
    message: 'There is no model under that id. GET /api/v3/models lists what this server offers.',
    retryable: false,
  },
  model_not_installed: {
    status: 404,
    errorCode: 'MODEL_NOT_INSTALLED',
    message: 'The model "{model}" needs a checkpoint that is not installed here; {install}',
    retryable: false,
  },
  idempotency_key_reused: {
    status: 409,
    errorCode: 'IDEMPOTENCY_KEY_REUSED',
    message: 'This Idempotency-Key came with another request before. Use a new key for a new request.',
    retryable: false,
  },
  account_not_found: {
    status: 404,
    errorCode: 'ACCOUNT_NOT_FOUND',
    message: 'Account not found',
    retryable: false,
  },
  key_not_found: { status: 404, errorCode: 'KEY_NOT_FOUND', message: 'API key not found', retryable: false },
  account_exists: {
    status: 409,
    errorCode: 'ACCOUNT_EXISTS',
    message: 'Another account has that name already.',
    retryable: false,
  },
  owner_account: {
    status: 409,
    errorCode: 'OWNER_ACCOUNT',
    message: "The owner's account cannot be suspended: somebody must be able to let others in again.",
    retryable: false,
  },
  last_key: {
    status: 409,
    errorCode: 'LAST_KEY',
    message: "This is the account's only key, and without it nobody could come in. Create another one first.",
    retryable: false,
  },
  configured_key: {
    status: 409,
    errorCode: 'CONFIGURED_KEY',
    message: 'This key is set in RETIMBRE_API_KEY and would open again at the next start. Change it there.',
    retryable: false,
  },
  too_many_keys: {
    status: 409,
    errorCode: 'TOO_MANY_KEYS',
    message: 'The account has {limit} keys, which is as many as it may have. Revoke one first.',
    retryable: false,
  },
  top_up_conflict: {
    status: 409,
    errorCode: 'TOP_UP_CONFLICT',
    message: 'A top-up of this account with another amount or note has that reference already. Nothing was moved.',
    retryable: false,
  },
  balance_too_low: {
    status: 409,
    errorCode: 'BALANCE_TOO_LOW',
    message: 'The account has less than that to give back. Nothing was moved.',
    retryable: false,
  },
  delivery_spent: {
    status: 409,
    errorCode: 'DELIVERY_SPENT',
    message: 'This webhook was tried {attempts} times and is not sent again. Fetch the prediction instead.',
    retryable: false,
  },
  file_exists: {
    status: 412,
    errorCode: 'UPLOAD_EXISTS',
    message: 'A file was already uploaded to this address. Ask for a new one.',
    retryable: false,
  },
  file_too_large: {
    status: 413,
    errorCode: 'TOO_LARGE',
    message: 'The file is larger than the allowed {limit}.',
    retryable: false,
  },
  body_too_large: {
    status: 413,
    errorCode: 'TOO_LARGE',
    message: 'The request body is larger than the allowed {limit}.',
    retryable: false,
  },
  size_mismatch: {
    status: 400,
    errorCode: 'SIZE_MISMATCH',
    message: 'The uploaded bytes do not have the size that was declared. Ask for a new upload address.',
    retryable: false,
  },
  unsupported_media: {
    status: 415,
    errorCode: 'UNSUPPORTED_MEDIA',
    message: 'This address takes {expected}.',
    retryable: false,
  },
  undrawable: {
    status: 422,
    errorCode: 'UNDRAWABLE',
    message: 'This file cannot be drawn: {reason}',
    retryable: false,
  },
  unconvertible: {
    status: 422,
    errorCode: 'UNCONVERTIBLE',
    message: 'This result cannot be converted: {reason}',
    retryable: false,
  },
  conversions_busy: {
    status: 503,
    errorCode: 'CONVERSIONS_BUSY',
    message: 'Too many results are being converted at this moment. Please try again in a few seconds.',
    retryable: true,
  },
  drawings_busy: {
    status: 503,
    errorCode: 'DRAWINGS_BUSY',
    message: 'Too many clips are being drawn at this moment. Please try again in a few seconds.',
    retryable: true,
  },
  too_many_streams: {
    status: 429,
    errorCode: 'TOO_MANY_STREAMS',
    message: 'This key has {limit} event streams open already. Close one, or follow all tasks at /api/v3/events.',
    retryable: true,
  },
  range_not_satisfiable: {
    status: 416,
    errorCode: 'RANGE_NOT_SATISFIABLE',
    message: 'The requested range lies outside the file.',
    retryable: false,
  },
  rate_limited: {
    status: 429,
    errorCode: 'RATE_LIMITED',
    message: 'Too many submits in a short time. Please try again in {seconds} s. Nothing was charged.',
    retryable: true,
  },
  upload_quota_exceeded: {
    status: 429,
    errorCode: 'UPLOAD_QUOTA_EXCEEDED',
    message: 'Upload quota exceeded',
    retryable: true,
  },
  internal: {
    status: 500,
    errorCode: 'INTERNAL',
    message: 'Something went wrong on the server. Nothing was charged; please try again.',
    retryable: true,
  },
  not_ready: { status: 503, errorCode: 'NOT_READY', message: 'Not ready: {checks}.', retryable: true },
  unavailable: {
    status: 503,
    errorCode: 'UNAVAILABLE',
    message: 'The server is starting or stopping. Please try again in a moment.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorSpec>

export type ServerErrorCode = keyof typeof SERVER_ERRORS

export const SERVER_ERROR_CODES = Object.keys(SERVER_ERRORS) as readonly ServerErrorCode[]

/** An answer that is not a success; thrown only through its code. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly code: ServerErrorCode
  readonly status: number
  readonly errorCode: string
  readonly retryable: boolean
  /** When it is known how long to wait. */
  readonly retryAfterSeconds: string | undefined

  constructor(code: ServerErrorCode, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    const { message, status, errorCode, retryable } = SERVER_ERRORS[code]
    super(filled(message, values), options)
    this.code = code
    this.status = status
    this.errorCode = errorCode
    this.retryable = retryable
    this.retryAfterSeconds = values.retryAfterSeconds
  }
}

/** A reason not to take a submit, in words that make no client send it again. */
export function submitRefusal(error: unknown): unknown {
  if (error instanceof ServerError && !error.retryable) error.message = permanent(error.message)
  return error
}

interface JobErrorSpec {
  /** Task error code of the wire (contract, section 2). */
  readonly taskCode: number
  readonly message: string
}

const JOB_ERRORS = {
  source_unreachable: { taskCode: 1402, message: 'Could not fetch the audio from the given URL: {reason}' },
  input_invalid: { taskCode: 1401, message: 'The inputs do not fit the clip: {reason}.' },
  source_refused: { taskCode: 1402, message: 'The audio URL points to an address this server does not fetch from.' },
  source_undecodable: { taskCode: 1402, message: '{reason}' },
  render_failed: { taskCode: 1403, message: 'The engine could not render this request: {reason}' },
  output_rejected: {
    taskCode: 1403,
    message: 'The engine returned unusable audio ({reason}), so nothing was charged.',
  },
  worker_lost: {
    taskCode: 1405,
    message: 'The task was given up after {attempts} attempts because its worker stopped each time.',
  },
  server_lost: {
    taskCode: 1405,
    message: 'The task was given up because the server went down {restarts} times in the middle of it.',
  },
  /** Never reaches a caller: the attempt is made again, and given up as `worker_lost` in the end. */
  engine_lost: { taskCode: 1405, message: 'The engine stopped while it worked on this task.' },
  /** The words are a fixed point of the wire: old clients know no other state for it than `failed`. */
  cancelled: { taskCode: 1405, message: 'Cancelled by the owner.' },
  ran_too_long: {
    taskCode: 5004,
    message: 'The task ran for longer than the {minutes} minutes a task may take. Nothing was charged.',
  },
  engine_unusable: {
    taskCode: 5003,
    message:
      'The checkpoint or the processor that this server is set up with cannot be used. The reason is in its log, and ' +
      '"retimbre doctor" finds it too.',
  },
  checkpoint_gone: {
    taskCode: 5003,
    message: 'The checkpoint "{checkpoint}" is not installed on this server any more; {install}. Nothing was charged.',
  },
  lora_unusable: { taskCode: 1401, message: 'The LoRA "{name}" cannot be used: {reason}. Nothing was charged.' },
  no_engine: { taskCode: 5003, message: 'No engine on this server can serve this model now.' },
  internal: { taskCode: 5000, message: 'Internal error while generating audio.' },
  storage_failed: { taskCode: 5000, message: 'The result could not be stored. Nothing was charged.' },
} as const satisfies Record<string, JobErrorSpec>

export type JobErrorCode = keyof typeof JOB_ERRORS

export const JOB_ERROR_CODES = Object.keys(JOB_ERRORS) as readonly JobErrorCode[]

/** The reason a job ends as `failed`; its price is given back. */
export class JobError extends Error {
  override readonly name = 'JobError'
  readonly code: JobErrorCode
  readonly taskCode: number
  /** What fills the sentence, so that the error can be made again in another process. */
  readonly values: Readonly<Record<string, string>>

  constructor(code: JobErrorCode, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(permanent(filled(JOB_ERRORS[code].message, values)), options)
    this.code = code
    this.taskCode = JOB_ERRORS[code].taskCode
    this.values = values
  }
}

const STORE_ERRORS = {
  folder_in_use:
    'The data folder {folder} is in use by process {pid}. Stop it, or set RETIMBRE_DATA to another folder.',
  database_start_failed: 'The database in {folder} could not be opened: {reason}',
  database_closed: 'The database is closed.',
  database_lost: 'The database ended unexpectedly: {reason}',
  database_silent: 'The database does not answer.',
  database_too_new:
    'The database is at schema version {found}, and this version of Retimbre knows {known}. Use a newer version.',
  transaction_ended: 'The transaction was rolled back because it stood idle for too long.',
  query_failed: '{reason}',
  bad_file_key: 'The file key "{key}" was not made by this software.',
} as const satisfies Record<string, string>

export type StoreErrorCode = keyof typeof STORE_ERRORS

/** The store could not do what it was asked. Never shown to a caller as it is. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  /** Of `query_failed`: the five-character SQLSTATE. */
  readonly sqlState: string | undefined
  /** Of `query_failed`: the constraint that was violated. */
  readonly constraint: string | undefined

  constructor(
    code: StoreErrorCode,
    values: Readonly<Record<string, string>> = {},
    options: ErrorOptions & { readonly sqlState?: string | undefined; readonly constraint?: string | undefined } = {},
  ) {
    super(filled(STORE_ERRORS[code], values), options)
    this.code = code
    this.sqlState = options.sqlState
    this.constraint = options.constraint
  }
}
