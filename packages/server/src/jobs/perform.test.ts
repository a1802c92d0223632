import { type DecodedAudio, MediaError, type StereoAudio, type WaitingEncoder } from '@retimbre/media'
import { expect, test } from 'vitest'
import type { RenderParameters } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import type { FileStore } from '../store/files.ts'
import { renderParameters, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openEngine } from '../testing/tone-engine.test.fixture.ts'
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
  render: renderParameters({ kind: 'audio-to-audio', durationSeconds: 1, initNoiseLevel: 0.9 }),
  unknownInput: {},
  source: { kind: 'file', key: 'uploads/0123456789abcdef/a.wav' },
  outputFormat: 'wav',
  base64Output: false,
  seed: 7,
  priceMicrodollars: 0,
  webhook: null,
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
    delete: async (key: string) => void stored.delete(key),
  } as unknown as FileStore
  return {
    stored,
    files,
    engineFor: async () => openEngine(),
    fetchSource: (_url, _options, use) => use('/the/clip'),
    decode: async () => decoded(0),
    prepareEncoder: () => waitingEncoder(async () => new Uint8Array([3, 4, 5])),
    random: (count) => new Uint8Array(count).fill(7),
    monotonicMs: () => 0,
    maxSourceBytes: 1000,
    allowedSourceHosts: [],
    software: 'Retimbre test',
    ...changes,
  }
}

const waitingEncoder = (encode: WaitingEncoder['encode'], dismiss = async () => {}): WaitingEncoder => ({
  encode,
  dismiss,
})

const decoded = (damagedPackets: number): DecodedAudio => ({ audio: SECOND, info: INFO, damagedPackets })

async function perform(
  jobTools: JobTools,
  signal = new AbortController().signal,
  changes: Partial<RenderParameters> = {},
) {
  const progress: JobProgress[] = []
  const job = performJob({ ...request, render: { ...request.render, ...changes } }, jobTools, signal)
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

test('a batch makes its results one after another, each with the next seed and a file of its own', async () => {
  const jobTools = tools()
  const { progress, result } = await perform(jobTools, undefined, { batchSize: 3 })
  expect(result.outputs).toEqual([0, 1, 2].map((index) => expect.stringMatching(new RegExp(`/${index}\\.wav$`))))
  expect([...jobTools.stored.keys()]).toEqual(result.outputs)
  expect(result.report).toMatchObject({ seeds: [7, 8, 9] })
  const fractions = progress.map(({ fraction }) => fraction)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(progress.map(({ stage }) => stage)).toContain('2 of 3: tone')
})

test('a batch that breaks leaves no files of its own', async () => {
  const jobTools = tools()
  let encoded = 0
  const encode = async () => {
    encoded += 1
    if (encoded === 2) throw new Error('no more memory')
    return new Uint8Array([1])
  }
  const prepareEncoder = () => waitingEncoder(encode)
  await expect(perform({ ...jobTools, prepareEncoder }, undefined, { batchSize: 3 })).rejects.toThrow('no more memory')
  expect(jobTools.stored.size).toBe(0)
})

test('the encoder is started while the sound is still made, and is sent away however that ends', async () => {
  const events: string[] = []
  const encode = async () => {
    events.push('encode')
    return new Uint8Array([1])
  }
  const prepareEncoder = () => {
    events.push('start')
    return waitingEncoder(encode, async () => void events.push('dismiss'))
  }
  const steps = performJob(request, tools({ prepareEncoder }), new AbortController().signal)
  for await (const { stage } of steps) events.push(stage)
  expect(events).toEqual(['reading the source', 'tone', 'start', 'tone', 'saving the result', 'encode', 'dismiss'])

  events.length = 0
  for await (const { stage } of performJob(request, tools({ prepareEncoder }), new AbortController().signal)) {
    events.push(stage)
    if (events.includes('start')) break
  }
  expect(events).toEqual(['reading the source', 'tone', 'start', 'tone', 'dismiss'])
})

test('a result that is unusable at first is made again, and the result tells the seed that was used', async () => {
  const { result } = await perform(tools(), undefined, { prompt: 'silence at first' })
  expect(result.report).toMatchObject({ seeds: [(7 + 0x9e37_79b9) >>> 0] })
  expect(result.warnings).toEqual([expect.stringContaining('seed 7 was unusable (it is silent)')])
})

test('a stretch beyond the clip fails the job as a wrong parameter', async () => {
  const mode = { kind: 'inpainting', regions: [{ startSeconds: 2, endSeconds: 3 }], paste: 'audio' } as const
  await expect(perform(tools(), undefined, { mode })).rejects.toMatchObject({ code: 'input_invalid', taskCode: 1401 })
})

test('a batch of the source itself has equal results, and says so', async () => {
  const mode = { kind: 'audio-to-audio', durationSeconds: 1, initNoiseLevel: 0 } as const
  const { result } = await perform(tools(), undefined, { mode, batchSize: 2, expectedEngine: 'stable-audio-3' })
  expect(result.outputs).toHaveLength(2)
  expect(result.warnings).toEqual([
    expect.stringContaining('All 2 results are the same'),
    expect.stringContaining('no engine has touched it'),
  ])
})

test('a result that another engine made than the one at its submit says so', async () => {
  const expected = await perform(tools(), undefined, { expectedEngine: 'test-tone' })
  expect(expected.result.warnings).toEqual([])
  const { result } = await perform(tools(), undefined, { expectedEngine: 'stable-audio-3' })
  expect(result.warnings).toEqual([expect.stringMatching(/made by "test-tone".*"stable-audio-3" was to make it/)])
})

test('the engine is chosen by the model and the checkpoint that the task names', async () => {
  const asked: unknown[] = []
  const engineFor: JobTools['engineFor'] = async (wanted) => {
    asked.push(wanted)
    throw new JobError('checkpoint_gone', { checkpoint: 'medium', install: 'install it' })
  }
  const job = perform(tools({ engineFor }), undefined, { checkpoint: 'medium' })
  await expect(job).rejects.toMatchObject({ code: 'checkpoint_gone' })
  expect(asked).toEqual([{ model: TEST_MODEL, checkpoint: 'medium' }])
})
