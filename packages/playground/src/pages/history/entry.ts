/** One line of the history: what the list says of a run, brought up to date by what the page has heard since. */

import type { Schemas } from '../../api/client.ts'
import { failureOf } from '../../play/runs/run-failure.ts'
import { hasEnded, type Run } from '../../runs/run.ts'

type Listed = Schemas['ListedPrediction']

export interface Entry {
  readonly listed: Listed
  readonly live?: Run['live']
}

/** The list is asked for now and then, the events come at once: whichever has the later state counts. */
export function entryOf(listed: Listed, run: Run | undefined): Entry {
  if (run === undefined || hasEnded(listed)) return { listed }
  const { input: _, ...heard } = run.prediction
  return { listed: { ...listed, ...heard }, ...(run.live && { live: run.live }) }
}

/** Pages of a list that grew meanwhile overlap; each run is shown once. */
export function withoutRepeats(pages: readonly (readonly Listed[])[]): Listed[] {
  return [...new Map(pages.flat().map((listed) => [listed.id, listed])).values()]
}

export type State = Listed['status'] | 'cancelled'

/** What somebody cancelled has failed too, as the API counts. */
export const stateOf = (listed: Pick<Listed, 'status' | 'error' | 'code'>): State =>
  listed.status === 'failed' && failureOf(listed) === 'cancelled' ? 'cancelled' : listed.status

/** What the list shows of a run at first sight. */
export function promptOf({ input }: Pick<Listed, 'input'>): string {
  const prompt = input?.prompt
  return typeof prompt === 'string' ? prompt.trim() : ''
}

/** How the answer is to come, and where to report, is of one request only. */
const OF_THE_REQUEST = ['enable_sync_mode', 'enable_base64_output', 'webhook_url', 'webhook']

/** The settings to put onto a desk. */
export const settingsOf = (input: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !OF_THE_REQUEST.includes(name) && value !== '' && value !== null),
  )

const LONGEST_NAME = 40

/** `warm-tape-7.mp3`: words of the prompt and the seed of this very result. */
export function fileNameOf(listed: Pick<Listed, 'input' | 'seed' | 'outputs'>, index: number): string {
  const words = promptOf(listed)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/ı/g, 'i')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '')
  const kind = /\.\w+$/.exec(listed.outputs[index]?.split(/[?#]/)[0] ?? '')?.[0] ?? ''
  return `${words || 'retimbre'}-${listed.seed + index}${kind}`
}
