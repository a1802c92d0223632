/** The runs that this page knows: what was submitted here, and whatever else the account has running. */

import { useEffect, useSyncExternalStore } from 'react'
import { ApiError } from '../api/api-error.ts'
import { answer, api, request } from '../api/client.ts'
import { currentKey, useKey } from '../session.ts'
import { followEvents, type ServerEvent } from './event-stream.ts'
import { goingOn, hasEnded, type LiveState, learned, type Prediction, type Run } from './run.ts'
import { useInFront } from './use-in-front.ts'

/** How long a run whose answer was lost stays unknown. A desk asks for a dozen at once, so a server that is away is not pressed. */
const ASK_AGAIN_MS = 5000

let runs: ReadonlyMap<string, Run> = new Map()
let connected = false
const listeners = new Set<() => void>()
const asking = new Set<string>()

function publish(next: ReadonlyMap<string, Run>): void {
  runs = next
  for (const listener of listeners) listener()
}

const keep = (run: Run): void => publish(new Map(runs).set(run.prediction.id, run))

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** `undefined` while it is being asked for. A run that the server no longer has is `missing`. */
export function useRun(id: string | undefined): Run | 'missing' | undefined {
  const known = useSyncExternalStore(subscribe, () => (id === undefined ? undefined : runs.get(id)))
  const gone = useSyncExternalStore(subscribe, () => id !== undefined && missing.has(id))
  const key = useKey()
  useEffect(() => {
    if (id === undefined || known !== undefined || key === undefined) return
    void ask(id)
    const timer = setInterval(() => void ask(id), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [id, known, key])
  return gone ? 'missing' : known
}

/** All that are known, by id. */
export const useRuns = (): ReadonlyMap<string, Run> => useSyncExternalStore(subscribe, () => runs)

/** Which have not ended, as one text; see {@link goingOn}. */
export const useGoingOn = (): string => useSyncExternalStore(subscribe, () => goingOn(runs))

/** Whether the server's events reach this page now. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => connected)

const missing = new Set<string>()

async function ask(id: string): Promise<void> {
  if (asking.has(id) || missing.has(id)) return
  asking.add(id)
  try {
    learn(await answer(api.GET('/api/v3/predictions/{id}', { params: { path: { id } } })))
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) missing.add(id)
    publish(new Map(runs))
  } finally {
    asking.delete(id)
  }
}

/** Takes in a prediction that was fetched elsewhere. */
export function learn(prediction: Prediction): void {
  const { id } = prediction
  const run = learned(runs.get(id), prediction, early.get(id))
  early.delete(id)
  keep(run)
}

/** As good as `crypto.randomUUID`, which browsers keep from a page that comes over plain http from another machine. */
export const newSubmitKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Submits, safely more than once: an answer that was lost on its way is asked for again under the same key, and whoever
 * gives the key may do that later.
 * @returns the run, already known to {@link useRun}
 * @throws ApiError
 */
export async function submitRun(
  model: string,
  input: Readonly<Record<string, unknown>>,
  key = newSubmitKey(),
): Promise<Prediction> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(input),
  }
  const submit = (): Promise<Prediction> => request<Prediction>(`/api/v3/${model}`, init)
  const prediction = await submit().catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 0) return submit()
    throw error
  })
  learn(prediction)
  return prediction
}

/** @throws ApiError */
export async function cancelRun(id: string): Promise<void> {
  learn(await answer(api.POST('/api/v3/predictions/{id}/cancel', { params: { path: { id } } })))
}

/** A deleted run is forgotten here too. */
export function forgetRun(id: string): void {
  const rest = new Map(runs)
  rest.delete(id)
  publish(rest)
}

/** What was heard of runs that are still being asked for: an event may be here before the answer to the submit. */
const early = new Map<string, NonNullable<Run['live']>>()

function hear({ event, data }: ServerEvent): void {
  if (event === 'done') learn(data as Prediction)
  else hearProgress(data as LiveState)
}

function hearProgress(live: LiveState): void {
  const known = runs.get(live.id)
  if (known === undefined) {
    early.set(live.id, { ...live, heardAt: performance.now() })
    void ask(live.id)
  } else if (!hasEnded(known.prediction)) {
    keep({
      prediction: { ...known.prediction, status: live.status },
      live: { ...live, heardAt: performance.now() },
    })
  }
}

/**
 * Mounted once: follows the account's runs for as long as somebody is signed in and looks at the page. A browser opens six
 * connections to a server, whatever the number of its tabs: six that follow unseen would leave none to load the seventh.
 */
export function useEventStream(): void {
  const key = useKey()
  const inFront = useInFront()
  useEffect(() => {
    if (key === undefined || !inFront) return
    const end = new AbortController()
    const onConnected = (now: boolean): void => {
      // What was ended here is not lost.
      if (end.signal.aborted) return
      // What ended while nothing was heard is asked for.
      if (now) for (const { prediction } of runs.values()) if (!hasEnded(prediction)) void ask(prediction.id)
      if (connected === now) return
      connected = now
      publish(new Map(runs))
    }
    void followEvents({ signal: end.signal, onEvent: hear, onConnected })
    return () => {
      end.abort()
      if (currentKey() === key) return
      missing.clear()
      early.clear()
      publish(new Map())
    }
  }, [key, inFront])
}
