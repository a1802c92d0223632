import { setTimeout as pause } from 'node:timers/promises'
import { API_KEY, MODEL, type Service } from '../service.ts'
import { digestOf, type ServedJob, type WantedJob } from './jobs.ts'

// As many as wait for their jobs at once: enough that a job is always running, few enough that a job whose attempt was lost
// is soon begun again.
export const CALLERS = 5
const POLL_MS = 150

interface WirePrediction {
  readonly id: string
  readonly status: string
  readonly outputs: readonly string[]
  readonly error: string
}

/** Who is there now; a service that was killed is followed by another at the same address. */
export type CurrentService = () => Service

/** Some callers see their jobs through, one after the other, whatever happens to the service. */
export async function serveJobs(
  current: CurrentService,
  jobs: readonly WantedJob[],
  { signal, onServed = () => {} }: { readonly signal: AbortSignal; readonly onServed?: () => void },
): Promise<readonly ServedJob[]> {
  const waiting = [...jobs]
  const served: ServedJob[] = []
  const caller = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      served.push(await seenThrough(current, job, signal))
      onServed()
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  return served
}

async function seenThrough(
  current: CurrentService,
  { idempotencyKey, recipe, inputs }: WantedJob,
  signal: AbortSignal,
): Promise<ServedJob> {
  const { id } = await ask<WirePrediction>(current, `/api/v3/${MODEL}`, signal, { idempotencyKey, inputs })
  for (;;) {
    const { status, error, outputs } = await ask<WirePrediction>(current, `/api/v3/predictions/${id}/result`, signal)
    if (status === 'failed') return { id, recipe, status, error, digest: '' }
    if (status === 'completed') {
      return { id, recipe, status, error, digest: digestOf(await downloaded(current, outputs[0] ?? '', signal)) }
    }
    await pause(POLL_MS, undefined, { signal })
  }
}

/** Asks until there is an answer. Only an answer that cannot become better is an error. */
async function ask<T>(
  current: CurrentService,
  path: string,
  signal: AbortSignal,
  submit?: Pick<WantedJob, 'idempotencyKey' | 'inputs'>,
): Promise<T> {
  const headers = { Authorization: `Bearer ${API_KEY}` }
  const request: RequestInit = submit
    ? {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': submit.idempotencyKey },
        body: JSON.stringify(submit.inputs),
      }
    : { headers }
  return untilAnswered(signal, async () => {
    const response = await fetch(`${current().url}${path}`, request)
    const { data, message } = (await response.json()) as { data: T; message: string }
    if (response.status === 200) return data
    if (response.status < 500) throw new RefusedError(`${path}: ${response.status} ${message}`)
    return undefined
  })
}

async function downloaded(current: CurrentService, address: string, signal: AbortSignal): Promise<Uint8Array> {
  const { pathname, search } = new URL(address)
  return untilAnswered(signal, async () => {
    const response = await fetch(`${current().url}${pathname}${search}`)
    if (response.status === 404) throw new RefusedError(`${pathname}: the result of a completed job is not there`)
    return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : undefined
  })
}

class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** A service that is down, or goes down in mid-answer, is asked again. */
async function untilAnswered<T>(signal: AbortSignal, attempt: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    try {
      const answer = await attempt()
      if (answer !== undefined) return answer
    } catch (error) {
      if (error instanceof RefusedError) throw error
    }
    await pause(POLL_MS, undefined, { signal })
  }
}
