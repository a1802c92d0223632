import { API_KEY, MODEL, until } from './service.ts'

/** A service as far as its callers know it. */
export interface Reachable {
  readonly url: string
}

/** The part of a prediction that these tests read. */
export interface WirePrediction {
  readonly id: string
  readonly status: string
  readonly input: Readonly<Record<string, unknown>>
  readonly outputs: readonly string[]
  readonly error: string
  readonly code?: number
  readonly engine?: string
  readonly seed?: number
  readonly warnings?: readonly string[]
  readonly report?: Readonly<Record<string, unknown>>
  readonly progress?: { readonly stage: string; readonly fraction: number }
  readonly urls: { readonly get: string }
}

const AUTHORIZED = { Authorization: `Bearer ${API_KEY}` }

export async function call<T>(service: Reachable, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${service.url}${path}`, {
    headers: { ...AUTHORIZED, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const envelope = (await response.json()) as { code: number; message: string; data: T }
  if (response.status !== 200) throw new Error(`${response.status}: ${envelope.message}`)
  return envelope.data
}

/** The ticket form: ask for a place, then put the bytes there. Returns the address of the clip. */
export async function uploadClip(service: Reachable, clip: Uint8Array, filename: string): Promise<string> {
  const ticket = await call<{
    download_url: string
    upload: { url: string; method: string; headers: Record<string, string> }
  }>(service, '/api/v3/media/uploads', { filename, size: clip.byteLength })
  const { url, method, headers } = ticket.upload
  const response = await fetch(url, { method, headers, body: Buffer.from(clip) })
  if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`)
  return ticket.download_url
}

export const submit = (
  service: Reachable,
  inputs: Readonly<Record<string, unknown>>,
  model = MODEL,
): Promise<WirePrediction> => call(service, `/api/v3/${model}`, inputs)

/** What can be run now. */
export const catalogue = (service: Reachable): Promise<readonly { model_id: string; engine: { name: string } }[]> =>
  call(service, '/api/v3/models')

export const prediction = (service: Reachable, id: string): Promise<WirePrediction> =>
  call(service, `/api/v3/predictions/${id}/result`)

/** Polls as a client does, until the prediction has ended either way. */
export const finished = (service: Reachable, id: string): Promise<WirePrediction> =>
  until(async () => {
    const seen = await prediction(service, id)
    return seen.status === 'completed' || seen.status === 'failed' ? seen : undefined
  })

export async function download(url: string): Promise<Buffer> {
  const response = await fetch(url)
  if (response.status !== 200) throw new Error(`download: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** What the account can spend, in dollars. */
export const balance = async (service: Reachable): Promise<number> =>
  (await call<{ balance: number }>(service, '/api/v3/balance')).balance
