import type { Clock } from '../clock.ts'
import { type RandomBytes, randomToken } from '../ids.ts'
import { openBell } from '../jobs/bell.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database/database.ts'
import { type CallOptions, callWebhook } from './call.ts'
import { type Attempt, type Busy, type DeliveryQueue, DUE_CHANNEL, type DueDelivery } from './delivery-queue.ts'
import type { WebhookSecrets } from './secrets.ts'
import { signedRequest } from './signed-request.ts'

// 32 sockets: each waits for somebody else's server at most 15 s, so about two a second even when all of them are slow.
const MAX_CALLS = 32

// 4: one receiver that answers nobody holds an eighth of the calls, and a healthy one still gets dozens a second.
const MAX_CALLS_A_DESTINATION = 4

// 16: one account with many slow receivers leaves half to the others.
const MAX_CALLS_AN_ACCOUNT = 16

// 5 s: behind the notification, for the one that got lost and for what another server left behind.
const POLL_MS = 5_000

export interface DelivererOptions extends CallOptions {
  readonly database: Pick<Database, 'listen'>
  readonly queue: DeliveryQueue
  readonly secrets: Pick<WebhookSecrets, 'of'>
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Log
  readonly pollMs?: number
}

export interface Deliverer {
  /** Takes no more, breaks off what is under way, and hands that back. */
  stop(): Promise<void>
}

/** Sends the reports that are due, many at a time; any number of servers may do so beside each other. */
export async function startDeliverer(options: DelivererOptions): Promise<Deliverer> {
  const { database, log, pollMs = POLL_MS } = options
  const bell = openBell()
  const stopping = new AbortController()
  const underWay = new Map<DueDelivery, Promise<void>>()
  const stopListening = await database.listen(DUE_CHANNEL, bell.ring)

  const takeAllDue = async (): Promise<void> => {
    while (!stopping.signal.aborted && underWay.size < MAX_CALLS) {
      const token = randomToken(options.random, 16)
      const delivery = await options.queue.claim(token, busyWith([...underWay.keys()]))
      if (!delivery) return
      const sent = send(delivery, options, stopping.signal).catch((error: unknown) => {
        log.error({ err: error, id: delivery.prediction.id }, 'the outcome of a webhook could not be recorded')
      })
      underWay.set(
        delivery,
        sent.finally(() => {
          underWay.delete(delivery)
          bell.ring()
        }),
      )
    }
  }

  const finished = (async () => {
    while (!stopping.signal.aborted) {
      const nextMs = await takeAllDue()
        .then(() => options.queue.nextDueMs())
        .catch((error: unknown) => {
          log.error({ err: error }, 'could not ask for webhooks that are due')
          return undefined
        })
      const alarm = setTimeout(bell.ring, Math.min(pollMs, nextMs ?? pollMs))
      await bell.rung()
      clearTimeout(alarm)
    }
  })()

  return {
    async stop() {
      stopping.abort()
      bell.ring()
      await finished
      await Promise.all(underWay.values())
      await stopListening().catch(() => undefined)
    },
  }
}

/** Who has as many calls under way as one may have. */
function busyWith(deliveries: readonly DueDelivery[]): Busy {
  return {
    destinations: atLeast(
      MAX_CALLS_A_DESTINATION,
      deliveries.map(({ destination }) => destination),
    ),
    accounts: atLeast(
      MAX_CALLS_AN_ACCOUNT,
      deliveries.map(({ prediction }) => prediction.accountId),
    ),
  }
}

function atLeast(count: number, names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => names.filter((other) => other === name).length >= count)
}

/** One attempt, and what comes of it. */
async function send(delivery: DueDelivery, options: DelivererOptions, stopping: AbortSignal): Promise<void> {
  const { queue, secrets, clock, log } = options
  const { prediction, destination, failedAttempts } = delivery
  const startedAt = clock()
  const began = performance.now()
  const request = signedRequest(prediction, await secrets.of(prediction.keyId), startedAt)
  if (!request) return
  const outcome = await callWebhook(request, options, stopping)
  if (stopping.aborted && outcome.httpStatus === null) return queue.release(delivery)
  const attempt: Attempt = { ...outcome, startedAt, durationMs: performance.now() - began }
  await queue.conclude(delivery, attempt)
  const facts = { id: prediction.id, destination, attempt: failedAttempts + 1, status: outcome.httpStatus }
  if (outcome.reason === null) log.info(facts, 'webhook delivered')
  else log.warn({ ...facts, reason: outcome.reason }, 'webhook not delivered')
}
