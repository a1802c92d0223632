import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { beforeAll, expect, inject, test } from 'vitest'
import { finished, submit, uploadClip, type WirePrediction } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import * as shape from './wire-shapes.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const service = { url: inject('serviceUrl') }

let clip: Uint8Array
let audio: string
/** One run that went well and one that did not, so that no list is empty. */
let completed: WirePrediction
let failed: WirePrediction

beforeAll(async () => {
  clip = await tuneAsMp3(1)
  audio = await uploadClip(service, clip, 'tune.mp3')
  const letter = await uploadClip(service, Buffer.from('This is not a song. '.repeat(50)), 'letter.mp3')
  completed = await finished(service, (await submit(service, { audio, prompt: 'warm', duration: 1 })).id)
  failed = await finished(service, (await submit(service, { audio: letter, prompt: 'warm' })).id)
})

interface Request {
  readonly method?: string
  readonly json?: unknown
  readonly form?: boolean
  readonly key?: string
}

async function answer(path: string, { method, json, form = false, key = API_KEY }: Request) {
  const body = form ? uploadForm() : json === undefined ? undefined : JSON.stringify(json)
  const response = await fetch(service.url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      Authorization: `Bearer ${key}`,
      ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  })
  return { status: response.status, content: (await response.json()) as unknown }
}

function uploadForm(): FormData {
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(clip)]), 'audio.mp3')
  return form
}

function expectShape(schema: TSchema, content: unknown): void {
  const faults = Value.Errors(schema, content).map(({ instancePath, message }) => `${instancePath} ${message}`)
  expect(faults, JSON.stringify(content)).toEqual([])
}

const inputs = () => ({ audio, prompt: 'warm', duration: 1 })
/** The span that usage may be asked for is 31 days. */
const month = () => ({
  start_time: new Date(Date.now() - 29 * DAY_MS).toISOString(),
  end_time: new Date(Date.now() + DAY_MS).toISOString(),
})

/** Every endpoint of the contract, as a question of a client and the shape of the answer. */
const ENDPOINTS: readonly (readonly [string, () => string, () => Request, TSchema])[] = [
  ['submit', () => `/api/v3/${MODEL}`, () => ({ json: inputs() }), shape.Prediction],
  ['submit v2', () => `/api/v2/${MODEL}`, () => ({ json: inputs() }), shape.Prediction],
  ['sync', () => `/api/v3/${MODEL}`, () => ({ json: { ...inputs(), enable_sync_mode: true } }), shape.Prediction],
  ['result', () => `/api/v3/predictions/${completed.id}/result`, () => ({}), shape.Prediction],
  ['result, short', () => `/api/v3/predictions/${completed.id}`, () => ({}), shape.Prediction],
  ['result v2', () => `/api/v2/predictions/${completed.id}/result`, () => ({}), shape.Prediction],
  ['result v2, short', () => `/api/v2/predictions/${completed.id}`, () => ({}), shape.Prediction],
  ['result of a failure', () => `/api/v3/predictions/${failed.id}/result`, () => ({}), shape.Prediction],
  ['list', () => '/api/v3/predictions', () => ({ json: { include_inputs: true } }), shape.PredictionList],
  ['list, GET', () => '/api/v3/predictions?include_inputs=true&page_size=5', () => ({}), shape.PredictionList],
  ['models', () => '/api/v3/models', () => ({}), shape.Models],
  ['price', () => '/api/v3/model/price', () => ({ json: { model_id: MODEL, inputs: {} } }), shape.Price],
  ['pricing', () => '/api/v3/model/pricing', () => ({ json: { model_id: MODEL, inputs: {} } }), shape.UnitPrice],
  ['balance', () => '/api/v3/balance', () => ({}), shape.Balance],
  ['ticket', () => '/api/v3/media/uploads', () => ({ json: { filename: 'şarkı 1.opus', size: 3 } }), shape.Ticket],
  ['upload', () => '/api/v3/media/upload/binary', () => ({ form: true }), shape.Upload],
  ['upload v2', () => '/api/v2/media/upload/binary', () => ({ form: true }), shape.Upload],
  ['oldest upload', () => '/api/v3/upload', () => ({ form: true }), shape.Upload],
  ['balance, older', () => '/api/v3/account/balance', () => ({}), shape.Balance],
  ['webhook secret', () => '/api/v3/webhook/secret', () => ({}), shape.Secret],
  ['billings', () => '/api/v3/billings/search', () => ({ json: { page_size: 100 } }), shape.Billings],
  ['usage', () => '/api/v3/user/usage_stats', () => ({ json: month() }), shape.Usage],
  ['billings, older', () => '/api/v3/account/billings', () => ({}), shape.Billings],
  ['usage, older', () => '/api/v3/account/usage', () => ({}), shape.Usage],
  ['deletion', () => '/api/v3/predictions/delete', () => ({ json: { ids: [failed.id] } }), shape.Deleted],
]

test.each(ENDPOINTS)('%s answers 200 in the shape that its strictest reader takes', async (_, path, request, data) => {
  const { status, content } = await answer(path(), request())
  expect(status, JSON.stringify(content)).toBe(200)
  expectShape(shape.success(data), content)
})

const REFUSALS: readonly (readonly [number, () => string, Request])[] = [
  [400, () => `/api/v3/${MODEL}`, { json: { prompt: 'warm' } }],
  [400, () => `/api/v3/${MODEL}`, { json: [] }],
  [401, () => `/api/v3/${MODEL}`, { json: {}, key: 'wsk_0000000000000000000000000000000000000000' }],
  [404, () => '/api/v3/acme/sing', { json: {} }],
  [404, () => `/api/v3/predictions/${'0'.repeat(32)}/result`, {}],
  [400, () => '/api/v3/predictions/delete', { json: { ids: [] } }],
  [400, () => '/api/v3/media/uploads', { json: { filename: 'a.mp3', size: -1 } }],
  [404, () => '/api/v3/model/price', { json: { model_id: 'acme/sing', inputs: {} } }],
]

test.each(REFUSALS)(
  '%i: an error has the shape that every reader understands, and no word that makes one pay twice',
  async (code, path, request) => {
    const { status, content } = await answer(path(), request)
    expect(status, JSON.stringify(content)).toBe(code)
    expectShape(shape.failure(code), content)
    expect(JSON.stringify(content)).not.toMatch(/timeout|connection|http 5|429/i)
  },
)
