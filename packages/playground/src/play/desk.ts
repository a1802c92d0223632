/** What lies on a model's desk: the clip, the values of the form and the runs; kept by the browser, so a reload loses nothing. */

import { MODEL_NAMES, type ModelName } from '../catalogue/catalogue.ts'
import { type StoredValue, storedValue, useStored } from '../stored-value.ts'
import type { PlanDraft } from './rerender/plan-draft.ts'

export interface SourceClip {
  /** On this server, or any public address. */
  readonly url: string
  readonly name: string
}

export interface Desk {
  readonly source?: SourceClip | undefined
  /** Values that differ from the defaults, by input name; the clip is not among them. */
  readonly input: Readonly<Record<string, unknown>>
  /** Ids of what was submitted from here, newest first. */
  readonly runIds: readonly string[]
  /** Those of them that render a plan edited by hand. */
  readonly editIds?: readonly string[]
  /** Address of the result that is being listened to. */
  readonly selected?: string | undefined
  /** The run whose result shall be listened to as soon as there is one. */
  readonly awaited?: string | undefined
  /** A plan that is being edited. */
  readonly draft?: PlanDraft | undefined
}

const EMPTY: Desk = { input: {}, runIds: [] }
/** More are found in the history. */
const MAX_RUNS = 12

const desks = new Map<ModelName, StoredValue<Desk>>()

function deskOf(model: ModelName): StoredValue<Desk> {
  const known = desks.get(model)
  if (known) return known
  const desk = storedValue<Desk>(`desk-${model}`, EMPTY, readDesk)
  desks.set(model, desk)
  return desk
}

function readDesk(kept: unknown): Desk | undefined {
  const { input, runIds } = (kept ?? {}) as Partial<Desk>
  if (typeof input !== 'object' || input === null || !Array.isArray(runIds)) return undefined
  return kept as Desk
}

export const useDesk = (model: ModelName): Desk => useStored(deskOf(model))

export function changeDesk(model: ModelName, change: Partial<Desk> | ((desk: Desk) => Partial<Desk>)): void {
  const desk = deskOf(model)
  const now = desk.get()
  desk.set({ ...now, ...(typeof change === 'function' ? change(now) : change) })
}

/** Whoever signs out leaves nothing on the desks for whoever comes next; the runs are in the history of the account. */
export function clearDesks(): void {
  for (const model of MODEL_NAMES) deskOf(model).set(EMPTY)
}

/** Sets one input; `undefined` takes it back to its default. */
export function setInput(model: ModelName, name: string, value: unknown): void {
  changeDesk(model, ({ input: { [name]: _, ...rest } }) => ({
    input: value === undefined ? rest : { ...rest, [name]: value },
  }))
}

export const withRuns = ({ runIds }: Desk, ids: readonly string[]): readonly string[] =>
  [...new Set([...ids, ...runIds])].slice(0, MAX_RUNS)

export const addRuns = (model: ModelName, ids: readonly string[]): void =>
  changeDesk(model, (desk) => ({ runIds: withRuns(desk, ids) }))

/** Puts a whole request onto the desk, as from the history or an example. */
export function loadRequest(model: ModelName, { audio, ...input }: Readonly<Record<string, unknown>>): void {
  const source = typeof audio === 'string' && !audio.startsWith('data:') ? clipAt(audio) : undefined
  changeDesk(model, { input, ...(source && { source }), selected: undefined })
}

export function clipAt(url: string): SourceClip {
  const name = url.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  return { url, name: decoded(name) || url }
}

/** A stray "%", which addresses of others may have, stays one. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The body of a submit as the desk stands. */
export function requestOf(desk: Desk): Record<string, unknown> {
  return { ...(desk.source && { audio: desk.source.url }), ...desk.input }
}

export const pathOf = (model: ModelName): string => `/play/${model}`
