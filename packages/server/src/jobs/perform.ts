import { type DecodedAudio, type EncodeOptions, MediaError, OUTPUT_FORMATS, type StereoAudio } from '@retimbre/media'
import type { Engine, RenderedAudio } from '../engines/port.ts'
import { JobError, type JobErrorCode, ServerError } from '../errors.ts'
import type { RandomBytes } from '../ids.ts'
import { outputKey } from '../store/file-keys.ts'
import type { FileStore } from '../store/files.ts'
import { damageWarnings } from './damage-warning.ts'
import { gateOutput } from './output-gate.ts'
import type { JobProgress, JobSource, NewPrediction } from './prediction.ts'
import type { JobResult } from './queue.ts'

/**
 * Fetches a caller's clip from an address of the caller's choosing, under the address guard.
 * @throws JobError `source_refused` or `source_unreachable`
 */
export type FetchSource = (
  url: string,
  options: {
    readonly maxBytes: number
    readonly signal: AbortSignal
    /** Hosts that may be private, with or without a port. */
    readonly allowedHosts: readonly string[]
  },
) => Promise<Uint8Array>

/** What a job is made with. */
export interface JobTools {
  readonly files: FileStore
  readonly engineFor: (model: string) => Promise<Engine | undefined>
  readonly fetchSource: FetchSource
  readonly decode: (bytes: Uint8Array, options: { readonly signal: AbortSignal }) => Promise<DecodedAudio>
  readonly encode: (audio: StereoAudio, options: EncodeOptions) => Promise<Uint8Array>
  readonly random: RandomBytes
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicMs: () => number
  readonly maxSourceBytes: number
  readonly allowedSourceHosts: readonly string[]
  /** Written into every result, e.g. `Retimbre 0.1.0`. */
  readonly software: string
}

/** Shares of the whole that the stages before and after the render take; measured on clips of 30 s. */
const RENDER_FROM = 0.05
const RENDER_TO = 0.95

// An encoded result is smaller than its PCM; this is the PCM of the longest result in 32 bit, 380 s.
const MAX_OUTPUT_BYTES = 256 * 2 ** 20

/**
 * Takes one job from its source to its stored result. Yields progress and returns the result; the caller writes both
 * into the queue. Stops at the next step when `signal` aborts, and throws its reason.
 * @throws JobError
 */
export async function* performJob(
  request: NewPrediction,
  tools: JobTools,
  signal: AbortSignal,
): AsyncGenerator<JobProgress, JobResult> {
  const engine = await tools.engineFor(request.model)
  if (!engine) throw new JobError('no_engine')

  yield { stage: 'reading the source', fraction: 0 }
  const source = request.source && (await decodedSource(request.source, tools, signal))

  const startedMs = tools.monotonicMs()
  const rendered = yield* render(engine, request, source?.audio, signal)
  const inferenceMs = tools.monotonicMs() - startedMs

  yield { stage: 'saving the result', fraction: RENDER_TO }
  const gated = gateOutput(rendered.audio, request.render.durationSeconds, source?.audio)
  const bytes = await encoded(gated.audio, rendered, request, tools, signal)
  signal.throwIfAborted()
  const key = await stored(bytes, request, tools)
  return {
    outputs: [key],
    engine: rendered.engine,
    engineVersion: rendered.engineVersion,
    warnings: [...(source ? damageWarnings(source) : []), ...rendered.warnings, ...gated.warnings],
    report: rendered.report,
    inferenceMs,
  }
}

async function decodedSource(source: JobSource, tools: JobTools, signal: AbortSignal): Promise<DecodedAudio> {
  const bytes = await sourceBytes(source, tools, signal)
  try {
    return await tools.decode(bytes, { signal })
  } catch (error) {
    throw mediaFailure(error, 'source_undecodable', signal)
  }
}

async function sourceBytes(source: JobSource, tools: JobTools, signal: AbortSignal): Promise<Uint8Array> {
  if (source.kind === 'url') {
    const { maxSourceBytes: maxBytes, allowedSourceHosts: allowedHosts } = tools
    return tools.fetchSource(source.url, { maxBytes, signal, allowedHosts })
  }
  try {
    return await tools.files.read(source.key)
  } catch (error) {
    if (!(error instanceof ServerError && error.code === 'not_found')) throw error
    throw new JobError('source_unreachable', { reason: 'the file is no longer on this server.' }, { cause: error })
  }
}

async function* render(
  engine: Engine,
  { model, seed, render: parameters }: NewPrediction,
  source: StereoAudio | undefined,
  signal: AbortSignal,
): AsyncGenerator<JobProgress, RenderedAudio> {
  for await (const event of engine.render({ ...parameters, model, seed, ...(source && { source }) }, signal)) {
    if (event.type === 'rendered') return event
    yield { stage: event.stage, fraction: RENDER_FROM + (RENDER_TO - RENDER_FROM) * event.fraction }
  }
  signal.throwIfAborted()
  throw new JobError('render_failed', { reason: 'it ended without a result.' })
}

async function encoded(
  audio: StereoAudio,
  { engine }: RenderedAudio,
  { outputFormat: format, render: parameters, seed }: NewPrediction,
  { encode, software }: JobTools,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await encode(audio, { format, signal, metadata: { title: parameters.prompt, engine, seed, software } })
  } catch (error) {
    throw mediaFailure(error, 'storage_failed', signal)
  }
}

async function stored(bytes: Uint8Array, { outputFormat }: NewPrediction, tools: JobTools): Promise<string> {
  const key = outputKey(tools.random, OUTPUT_FORMATS[outputFormat].extension)
  try {
    await tools.files.put(key, bytes, MAX_OUTPUT_BYTES)
  } catch (error) {
    throw new JobError('storage_failed', {}, { cause: error })
  }
  return key
}

/** What the codecs say of the file goes to the caller as it is; trouble of this machine does not. */
function mediaFailure(error: unknown, code: JobErrorCode, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (!(error instanceof MediaError)) return error
  if (error.code === 'codecs_unavailable') return new JobError('internal', {}, { cause: error })
  return new JobError(code, { reason: error.message }, { cause: error })
}
