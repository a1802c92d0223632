import { type DecodedAudio, MediaError, OUTPUT_FORMATS, type StereoAudio, type WaitingEncoder } from '@retimbre/media'
import type { Engine, RenderRequest } from '../engines/port.ts'
import { JobError, type JobErrorCode, ServerError } from '../errors.ts'
import type { RandomBytes } from '../ids.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { outputKeys } from '../store/file-keys.ts'
import type { FileStore } from '../store/files.ts'
import { WARNINGS } from '../warnings.ts'
import { damageWarnings } from './damage-warning.ts'
import { type GatedRender, renderGated } from './gated-render.ts'
import type { JobProgress, JobSource, NewPrediction } from './prediction.ts'
import type { JobResult } from './queue.ts'
import { RENDER_FROM, RENDER_TO } from './render-share.ts'
import { renderTask } from './render-task.ts'
import { measureStages, type StageTimes } from './stage-times.ts'

/**
 * Fetches a caller's clip from an address of the caller's choosing, under the address guard.
 * @throws JobError `source_refused` or `source_unreachable`
 */
export type FetchSource = <T>(
  url: string,
  options: {
    readonly maxBytes: number
    readonly signal: AbortSignal
    /** Hosts that may be private, with or without a port. */
    readonly allowedHosts: readonly string[]
  },
  /** Is given the path of a file that holds the clip until this is done. */
  use: (path: string) => Promise<T>,
) => Promise<T>

/** What a job is made with. */
export interface JobTools {
  readonly files: FileStore
  /** @throws JobError `no_engine` or `checkpoint_gone` */
  readonly engineFor: (request: Pick<RenderRequest, 'model' | 'checkpoint'>) => Promise<Engine>
  readonly fetchSource: FetchSource
  readonly decode: (source: string | Uint8Array, options: { readonly signal: AbortSignal }) => Promise<DecodedAudio>
  /** Starts what will encode one result, which takes a while. */
  readonly prepareEncoder: () => WaitingEncoder
  readonly random: RandomBytes
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicMs: () => number
  readonly maxSourceBytes: number
  readonly allowedSourceHosts: readonly string[]
  /** Written into every result, e.g. `Retimbre 0.1.0`. */
  readonly software: string
}

const READING = 'reading the source'
const SAVING = 'saving the result'

// An encoded result is smaller than its PCM; this is the PCM of the longest result in 32 bit, 380 s.
const MAX_OUTPUT_BYTES = 256 * 2 ** 20

// Half of the render: early enough for an encoder to have started, and not so early that it waits for long with its 50 MB.
const PREPARE_ENCODER_AT = 0.5

/**
 * Takes one job from its source to its stored results. Yields progress and returns the results; the caller writes both
 * into the queue. Stops at the next step when `signal` aborts, and throws its reason.
 * @throws JobError
 */
export async function* performJob(
  request: NewPrediction,
  tools: JobTools,
  signal: AbortSignal,
): AsyncGenerator<JobProgress, JobResult> {
  const { mode, batchSize, expectedEngine, ...knobs } = request.render
  const engine = await tools.engineFor({ model: request.model, checkpoint: knobs.checkpoint })

  const times = measureStages(tools.monotonicMs)

  times.enter(READING)
  yield { stage: READING, fraction: 0 }
  const source = request.source && (await decodedSource(request.source, tools, signal))
  const task = renderTask(mode, source?.audio)

  const keys = outputKeys(tools.random, batchSize, OUTPUT_FORMATS[request.outputFormat].extension)
  const results: MadeResult[] = []
  try {
    for (const [index, key] of keys.entries()) {
      const wanted = { ...knobs, model: request.model, task, seed: (request.seed + index) >>> 0 }
      results.push(yield* oneResult(engine, wanted, { request, key, index, tools, times, signal }))
    }
  } catch (error) {
    for (const { key } of results) await tools.files.delete(key)
    throw error
  }
  const [{ engine: maker, untouched }] = results
  return jobResult(results, times.end(), [
    ...(source ? damageWarnings(source) : []),
    ...(untouched && batchSize > 1 ? [fill(WARNINGS.untouched_batch, { count: batchSize })] : []),
    ...(untouched ? [] : substituteWarnings(expectedEngine, maker)),
  ])
}

/** One of the results, when its file is stored. */
interface MadeResult extends Omit<GatedRender, 'audio'> {
  readonly key: string
  readonly inferenceMs: number
}

interface Surroundings {
  readonly request: NewPrediction
  readonly key: string
  /** Place in the batch. */
  readonly index: number
  readonly tools: JobTools
  readonly times: StageTimes
  readonly signal: AbortSignal
}

async function* oneResult(
  engine: Engine,
  wanted: RenderRequest,
  { request, key, index, tools, times, signal }: Surroundings,
): AsyncGenerator<JobProgress, MadeResult> {
  const total = request.render.batchSize
  const place = total > 1 ? `${index + 1} of ${total}: ` : ''
  const at = (fraction: number): number => RENDER_FROM + ((RENDER_TO - RENDER_FROM) * (index + fraction)) / total

  let encoder: WaitingEncoder | undefined
  const prepared = (): WaitingEncoder => {
    encoder ??= tools.prepareEncoder()
    return encoder
  }
  try {
    const startedMs = tools.monotonicMs()
    const steps = renderGated(engine, wanted, signal)
    let step = await steps.next()
    for (; !step.done; step = await steps.next()) {
      if (step.value.fraction >= PREPARE_ENCODER_AT) prepared()
      times.enter(step.value.stage)
      yield { ...step.value, stage: place + step.value.stage, fraction: at(step.value.fraction) }
    }
    const { audio, ...made } = step.value
    const inferenceMs = tools.monotonicMs() - startedMs

    times.enter(SAVING)
    yield { stage: place + SAVING, fraction: at(1) }
    const bytes = await encoded(prepared(), audio, made, request, tools, signal)
    signal.throwIfAborted()
    await store(key, bytes, tools)
    return { ...made, key, inferenceMs }
  } finally {
    await encoder?.dismiss()
  }
}

/** Between submit and render an engine may have come or gone; what was expected of the one need not hold for the other. */
function substituteWarnings(expected: string | undefined, maker: string): readonly string[] {
  if (expected === undefined || expected === maker) return []
  return [fill(WARNINGS.other_engine, { maker, expected })]
}

/** What the job is told of its results; who made them is the same for all. */
function jobResult(
  results: readonly MadeResult[],
  stageMs: JobResult['stageMs'],
  sourceWarnings: readonly string[],
): JobResult {
  const [{ engine, engineVersion, report }] = results
  return {
    ...{ engine, engineVersion },
    outputs: results.map(({ key }) => key),
    warnings: [...new Set([...sourceWarnings, ...results.flatMap(({ warnings }) => warnings)])],
    report: { ...report, seeds: results.map(({ seed }) => seed) },
    stageMs,
    inferenceMs: results.reduce((sum, { inferenceMs }) => sum + inferenceMs, 0),
  }
}

async function decodedSource(source: JobSource, tools: JobTools, signal: AbortSignal): Promise<DecodedAudio> {
  if (source.kind === 'file') return decoded(await storedClip(source.key, tools), tools, signal)
  const { maxSourceBytes: maxBytes, allowedSourceHosts: allowedHosts } = tools
  return tools.fetchSource(source.url, { maxBytes, signal, allowedHosts }, (path) => decoded(path, tools, signal))
}

async function decoded(clip: string | Uint8Array, tools: JobTools, signal: AbortSignal): Promise<DecodedAudio> {
  try {
    return await tools.decode(clip, { signal })
  } catch (error) {
    throw mediaFailure(error, 'source_undecodable', signal)
  }
}

async function storedClip(key: string, { files }: JobTools): Promise<Uint8Array> {
  try {
    return await files.read(key)
  } catch (error) {
    if (!(error instanceof ServerError && error.code === 'not_found')) throw error
    throw new JobError('source_unreachable', { reason: REASONS.no_longer_here }, { cause: error })
  }
}

async function encoded(
  encoder: WaitingEncoder,
  audio: StereoAudio,
  { engine, seed }: Pick<GatedRender, 'engine' | 'seed'>,
  { outputFormat: format, render: { prompt: title } }: NewPrediction,
  { software }: JobTools,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await encoder.encode(audio, { format, signal, metadata: { title, engine, seed, software } })
  } catch (error) {
    throw mediaFailure(error, 'storage_failed', signal)
  }
}

async function store(key: string, bytes: Uint8Array, { files }: JobTools): Promise<void> {
  try {
    await files.put(key, bytes, MAX_OUTPUT_BYTES)
  } catch (error) {
    throw new JobError('storage_failed', {}, { cause: error })
  }
}

/** What the codecs say of the file goes to the caller as it is; trouble of this machine does not. */
function mediaFailure(error: unknown, code: JobErrorCode, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (!(error instanceof MediaError)) return error
  if (error.code === 'codecs_unavailable') return new JobError('internal', {}, { cause: error })
  return new JobError(code, { reason: error.message }, { cause: error })
}
