import { type DecodedAudio, MediaError, type StereoAudio } from '@retimbre/media'
import { expect, test } from 'vitest'
import { JobError } from '../errors.ts'
import type { FileStore } from '../store/files.ts'
import { TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { engine } from '../testing/tone-engine.test.fixture.ts'
import { type JobTools, performJob } from './perform.ts'
import type { JobProgress, NewPrediction } from './prediction.ts'
import type { JobResult } from './queue.ts'

const SECOND: StereoAudio = { left: new Float32Array(44_100).fill(0.5), right: new Float32Array(44_100).fill(0.5) }
const INFO = { durationSeconds: 1, sampleRateHz: 44_100, channels: 2, codec: 'pcm_s16le', container: 'wav' }

const request: NewPrediction = {
  accountId: 'a',
  keyId: 'k',
  model: TEST_MODEL,
  input: {},
  render: {
    prompt: 'warm',
    negativePrompt: '',
    durationSeconds: 1,
    initNoiseLevel: 0.9,
    numInferenceSteps: 8,
    guidanceScale: 1,
  },
  unknownInput: {},
  source: { kind: 'file', key: 'uploads/0123456789abcdef/a.wav' },
  outputFormat: 'wav',
  base64Output: false,
  seed: 7,
  priceMicrodollars: 0,
}

/** Everything but the codecs and the disk is the real thing. */
function tools(changes: Partial<JobTools> = {}): JobTools & { readonly stored: Map<string, Uint8Array> } {
  const stored = new Map<string, Uint8Array>()
  const files = {
    read: async () => new Uint8Array([1]),
    put: async (key: string, body: Uint8Array) => {
      stored.set(key, body)
      return { key, sizeBytes: body.byteLength }
    },
  } as unknown as FileStore
  return {
    stored,
    files,
    engineFor: async () => engine,
    fetchSource: async () => new Uint8Array([2]),
    decode: async () => decoded(0),
    encode: async () => new Uint8Array([3, 4, 5]),
    random: (count) => new Uint8Array(count).fill(7),
    monotonicMs: () => 0,
    maxSourceBytes: 1000,
    allowedSourceHosts: [],
    software: 'Retimbre test',
    ...changes,
  }
}

const decoded = (damagedPackets: number): DecodedAudio => ({ audio: SECOND, info: INFO, damagedPackets })

async function perform(jobTools: JobTools, signal = new AbortController().signal) {
  const progress: JobProgress[] = []
  const job = performJob(request, jobTools, signal)
  for (;;) {
    const step = await job.next()
    if (step.done) return { progress, result: step.value satisfies JobResult }
    progress.push(step.value)
  }
}

test('progress goes forward from the source to the result, and the result is stored under a key of its own', async () => {
  const jobTools = tools()
  const { progress, result } = await perform(jobTools)
  const fractions = progress.map(({ fraction }) => fraction)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(progress.at(0)?.stage).toBe('reading the source')
  expect(progress.at(-1)?.stage).toBe('saving the result')
  expect([...jobTools.stored.keys()]).toEqual(result.outputs)
  expect(result.outputs[0]).toMatch(/^outputs\/(07){16}\/0\.wav$/)
  expect(result.warnings).toEqual([])
})

test('a source that is broken in places is rendered, and the result says so', async () => {
  const { result } = await perform(tools({ decode: async () => decoded(3) }))
  expect(result.warnings).toEqual([expect.stringContaining('damaged in places')])
})

test('what the decoder says of a file reaches the caller as it is, and nothing is stored', async () => {
  const refused = new MediaError('not_audio')
  const jobTools = tools({ decode: () => Promise.reject(refused) })
  await expect(perform(jobTools)).rejects.toMatchObject({ code: 'source_undecodable', message: refused.message })
  expect(jobTools.stored.size).toBe(0)
})

test('a result that cannot be stored ends the job with a code of its own', async () => {
  const files = { ...tools().files, put: () => Promise.reject(new Error('no space left on device')) }
  await expect(perform(tools({ files }))).rejects.toSatisfy(
    (error) => error instanceof JobError && error.code === 'storage_failed' && !error.message.includes('device'),
  )
})

test('an abort ends the job before anything is stored', async () => {
  const abort = new AbortController()
  const jobTools = tools({
    decode: async () => {
      abort.abort(new Error('stopped'))
      return decoded(0)
    },
  })
  await expect(perform(jobTools, abort.signal)).rejects.toThrow('stopped')
  expect(jobTools.stored.size).toBe(0)
})
