import { EventEmitter, once } from 'node:events'
import { openConversions } from '../../conversions/conversions.ts'
import { convertClip } from '../../conversions/convert-clip.ts'
import { drawApart } from '../../drawings/drawing-process.ts'
import { openDrawings } from '../../drawings/drawings.ts'
import type { EngineCapabilities } from '../../engines/port.ts'
import { ServerError } from '../../errors.ts'
import type { JobProgress, NewPrediction, Prediction } from '../../jobs/prediction.ts'
import type { Caller, House, Predictions, UploadTicket, VitalName, WebhookDelivery, Webhooks } from '../../ports.ts'
import { uploadKey } from '../../store/file-keys.ts'
import { MEMORY_CHECKPOINTS } from './memory-checkpoints.test.fixture.ts'
import { memoryFiles } from './memory-files.test.fixture.ts'
import { memoryBilling, memoryHistory } from './memory-history.test.fixture.ts'
import { type MemoryLive, memoryLive } from './memory-live.test.fixture.ts'
import { memoryStatistics } from './memory-statistics.test.fixture.ts'

export const KEY = 'wsk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH'
export const OTHER_KEY = 'wsk_ffffffffffffffffffffffffffffffffffffffffffff'
export const NOW = new Date('2026-07-01T12:34:56.789Z')
export const AUDIO_TO_AUDIO = 'stability-ai/stable-audio-3/audio-to-audio'

const CALLERS: Readonly<Record<string, Caller>> = {
  [KEY]: { accountId: 'account-1', keyId: 'key-1', role: 'admin', suspended: false },
  [OTHER_KEY]: { accountId: 'account-2', keyId: 'key-2', role: 'member', suspended: false },
}

const ENGINE: EngineCapabilities = {
  engine: 'dsp-restyle',
  version: '1.2.3',
  description: 'Signal processing, no neural network.',
  models: [AUDIO_TO_AUDIO],
  ignores: ['checkpoint', 'schedule', 'sampler', 'loras'],
}

/** What a test may have installed in place of the embedded engine: all five models, on two short checkpoints. */
export const DIFFUSION: EngineCapabilities = {
  engine: 'stable-audio-3',
  version: '1.2.3',
  description: 'A diffusion model.',
  ...offers({
    'audio-to-audio': ['small-music', 'medium'],
    music: ['small-music', 'medium'],
    'text-to-audio': ['medium'],
    'audio-inpainting': ['medium', 'small-music'],
    'audio-outpainting': ['medium', 'small-music'],
  }),
  loras: ['tape', 'choir'],
  ignores: ['plan'],
}

function offers(
  names: Readonly<Record<string, readonly string[]>>,
): Pick<EngineCapabilities, 'models' | 'checkpoints'> {
  const lengths: Readonly<Record<string, number>> = { 'small-music': 60, medium: 100 }
  const checkpoints = Object.fromEntries(
    Object.entries(names).map(([model, checkpointNames]) => [
      `stability-ai/stable-audio-3/${model}`,
      checkpointNames.map((name) => ({ name, longestSeconds: lengths[name] })),
    ]),
  )
  return { checkpoints, models: Object.keys(checkpoints) }
}

/** Accounts and keys are not managed in memory; the tests of that open a real house. */
const unmanaged: Pick<House, 'keys' | 'accounts' | 'topUps'> = {
  keys: {
    create: elsewhere,
    createOwn: elsewhere,
    list: elsewhere,
    revoke: elsewhere,
    revokeOwn: elsewhere,
    setLimits: elsewhere,
  },
  accounts: {
    create: elsewhere,
    list: elsewhere,
    find: elsewhere,
    suspend: elsewhere,
    resume: elsewhere,
    setLimits: elsewhere,
  },
  topUps: { make: elsewhere, list: elsewhere },
}

async function elsewhere(): Promise<never> {
  throw new Error('a house in memory does not manage accounts')
}

/** A house in memory: its tasks end when the test says so. */
export type MemoryHouse = ReturnType<typeof memoryHouse>

export function memoryHouse() {
  const files = memoryFiles()
  const predictions = memoryPredictions()
  const tickets = new Map<string, { ticket: UploadTicket; secret: string; stored: boolean }>()
  const recorded: string[] = []
  const owned = new Map<string, string>()
  const installed = { engine: ENGINE }
  const house = {
    apiKeys: { authenticate: async (key) => CALLERS[key] },
    ...unmanaged,
    predictions,
    history: memoryHistory(predictions.all),
    billing: memoryBilling(),
    live: predictions.live,
    ledger: { balanceMicrodollars: async () => predictions.balance.microdollars },
    files,
    engines: { engineFor: async (model) => (installed.engine.models.includes(model) ? installed.engine : undefined) },
    checkpoints: { entries: async () => MEMORY_CHECKPOINTS },
    // Nobody is in a hurry here, but in the test of the limit.
    submits: { admit: async (_caller: Caller) => 0 },
    webhooks: memoryWebhooks(),
    statistics: memoryStatistics(),
    fileOwners: { owns: async (accountId, key) => owned.get(key) === accountId },
    drawings: openDrawings({ files, draw: drawApart }),
    conversions: openConversions({ files, convert: convertClip }),
    vitals: { failing: async (): Promise<readonly VitalName[]> => [] },
    uploads: {
      async requireRoom() {},
      async createTicket(_accountId, file) {
        const id = `ticket-${tickets.size + 1}`
        const ticket = {
          id,
          fileKey: uploadKey((count) => new Uint8Array(count).fill(tickets.size + 1), file.filename),
          filename: file.filename,
          declaredSizeBytes: file.sizeBytes,
          contentType: file.contentType,
          expiresAt: new Date(NOW.getTime() + 3_600_000),
        }
        tickets.set(id, { ticket, secret: `secret-of-${id}`, stored: false })
        return { ticket, secret: `secret-of-${id}` }
      },
      async findTicket(id, secret) {
        const entry = tickets.get(id)
        return entry?.secret === secret ? { ...entry.ticket, stored: entry.stored } : undefined
      },
      async markStored(id) {
        const entry = tickets.get(id)
        if (entry) entry.stored = true
      },
      async record(_accountId, file) {
        recorded.push(file.fileKey)
      },
      async forget(_accountId, fileKey) {
        recorded.splice(recorded.indexOf(fileKey), 1)
      },
    },
  } satisfies House
  return { ...house, owned, recorded, installed }
}

/** Nothing is sent; `reports` are what the owner may see. */
function memoryWebhooks(): Webhooks & { readonly reports: Map<string, WebhookDelivery & { accountId: string }> } {
  const reports = new Map<string, WebhookDelivery & { accountId: string }>()
  let rotations = 0
  return {
    reports,
    secret: async (keyId) => `whsec_of-${keyId}-${rotations}`,
    async rotate(keyId) {
      rotations += 1
      return { secret: `whsec_of-${keyId}-${rotations}`, previousValidUntil: NOW }
    },
    async deliveries(accountId, { predictionId, status, page, pageSize }) {
      const items = [...reports.values()].filter(
        (report) =>
          report.accountId === accountId &&
          (predictionId === undefined || report.predictionId === predictionId) &&
          (status === undefined || report.status === status),
      )
      return { items: items.slice((page - 1) * pageSize, page * pageSize), total: items.length }
    },
    async redeliver(accountId, predictionId) {
      const report = reports.get(predictionId)
      if (report?.accountId !== accountId) throw new ServerError('delivery_not_found')
      return { ...report, status: 'pending' }
    },
  }
}

interface Balance {
  microdollars: number
}

/** Additions to the port are how a test plays the worker. */
interface MemoryPredictions extends Predictions {
  readonly all: Map<string, Prediction>
  readonly balance: Balance
  /** Number of waits that have not ended yet. */
  waiting(): number
  submitted(): Promise<Prediction>
  complete(id: string, outputs: readonly string[]): void
  fail(id: string, error: string): void
  process(id: string, progress?: JobProgress): void
  readonly live: MemoryLive
}

function memoryPredictions(): MemoryPredictions {
  const all = new Map<string, Prediction>()
  const events = new EventEmitter().setMaxListeners(100)
  const balance = { microdollars: 1_000_000 }
  let waits = 0
  const live = memoryLive(all)
  const change = (id: string, ending: object) => {
    const prediction = all.get(id)
    if (!prediction) throw new Error(`no prediction ${id}`)
    all.set(id, Object.assign({}, prediction, ending))
    live.note(id)
    events.emit(id)
  }
  const find = async (accountId: string, id: string) => {
    const prediction = all.get(id)
    return prediction?.accountId === accountId ? prediction : undefined
  }
  const keys = new Map<string, { readonly requestHash: string; readonly id: string }>()
  const findSubmitted: Predictions['findSubmitted'] = async (accountId, { key, requestHash }) => {
    const known = keys.get(`${accountId} ${key}`)
    if (known && known.requestHash !== requestHash) throw new ServerError('idempotency_key_reused')
    return known && find(accountId, known.id)
  }
  const submit = async (request: NewPrediction): Promise<Prediction> => {
    if (balance.microdollars < request.priceMicrodollars) throw new ServerError('insufficient_credits')
    balance.microdollars -= request.priceMicrodollars
    const id = (all.size + 1).toString(16).padStart(32, 'a')
    const prediction: Prediction = { ...request, id, createdAt: NOW, status: 'created' }
    all.set(id, prediction)
    live.note(id)
    events.emit('submitted', prediction)
    return prediction
  }
  return {
    all,
    balance,
    live,
    find,
    waiting: () => waits,
    async submitted() {
      const [prediction]: Prediction[] = await once(events, 'submitted')
      if (!prediction) throw new Error('nothing was submitted')
      return prediction
    },
    submit,
    findSubmitted,
    async submitOnce(request, idempotency) {
      const earlier = idempotency && (await findSubmitted(request.accountId, idempotency))
      if (earlier) return { prediction: earlier, repeated: true }
      const prediction = await submit(request)
      const { key, requestHash } = idempotency ?? {}
      if (key && requestHash) keys.set(`${request.accountId} ${key}`, { requestHash, id: prediction.id })
      return { prediction, repeated: false }
    },
    async cancel(accountId, id) {
      const prediction = await find(accountId, id)
      if (!prediction || isOver(prediction)) return prediction
      balance.microdollars += prediction.priceMicrodollars
      change(id, {
        status: 'failed',
        errorCode: 1405,
        error: 'Cancelled by the owner.',
        finishedAt: NOW,
        executionMs: 0,
      })
      return find(accountId, id)
    },
    async waitUntilFinished(accountId, id, deadlineMs, signal) {
      const over = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
      waits += 1
      while (!over.aborted && !isOver(await find(accountId, id)))
        await once(events, id, { signal: over }).catch(() => [])
      waits -= 1
      return find(accountId, id)
    },
    process: (id, progress = { stage: 'render', fraction: 0.4 + 1e-9 }) =>
      change(id, { status: 'processing', progress, startedAt: NOW }),
    complete: (id, outputs) =>
      change(id, {
        status: 'completed',
        outputs,
        finishedAt: NOW,
        executionMs: 6710.4,
        inferenceMs: 6500.2,
        engine: ENGINE.engine,
        engineVersion: ENGINE.version,
        warnings: ['The word "flibber" was not understood.'],
        report: { understood: [] },
      }),
    fail: (id, error) => change(id, { status: 'failed', errorCode: 1402, error, finishedAt: NOW, executionMs: 12.3 }),
  }
}

function isOver(prediction: Prediction | undefined): boolean {
  return !prediction || prediction.status === 'completed' || prediction.status === 'failed'
}
