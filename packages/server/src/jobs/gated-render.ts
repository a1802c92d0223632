import type { Engine, RenderedAudio, RenderProgress, RenderRequest } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { WARNINGS } from '../warnings.ts'
import { gateOutput } from './output-gate.ts'
import { untouchedSource } from './untouched-source.ts'

/** A result that passed the gate. */
export interface GatedRender extends RenderedAudio {
  /** The one that made it: the request's own, or that of the second try. */
  readonly seed: number
  /** It is the source itself; no engine was asked. */
  readonly untouched: boolean
}

// 2³² over the golden ratio: far from every seed that a batch uses, and the same again when the request is repeated.
const SECOND_SEED_STEP = 0x9e37_79b9

/**
 * Renders one result and checks it. What does not pass is made once more with another seed, since a model that went wrong
 * with one noise mostly goes right with the next; what fails again fails the job.
 * @throws JobError `output_rejected` and whatever the engine throws
 */
export async function* renderGated(
  engine: Engine,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<RenderProgress, GatedRender> {
  const source = untouchedSource(request.task)
  if (source) return { ...source, seed: request.seed, untouched: true }
  try {
    return yield* attempt(engine, request, signal)
  } catch (error) {
    if (signal.aborted || !(error instanceof JobError && error.code === 'output_rejected')) throw error
    const seed = (request.seed + SECOND_SEED_STEP) >>> 0
    const second = yield* again(attempt(engine, { ...request, seed }, signal))
    const { reason = '' } = error.values
    const warning = fill(WARNINGS.other_seed, { first: request.seed, reason, second: seed })
    return { ...second, warnings: [warning, ...second.warnings] }
  }
}

async function* attempt(
  engine: Engine,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<RenderProgress, GatedRender> {
  let rendered: RenderedAudio | undefined
  // Read to its end: who stops earlier tells the engine that nobody listens any more, and its process is ended.
  for await (const event of engine.render(request, signal)) {
    if (event.type === 'progress') yield progressOf(event)
    else rendered = event
  }
  signal.throwIfAborted()
  if (!rendered) throw new JobError('render_failed', { reason: REASONS.no_result })
  const { audio, warnings } = gateOutput(rendered.audio, request)
  const { engine: name, engineVersion, report } = rendered
  return {
    audio,
    engine: name,
    engineVersion,
    report,
    seed: request.seed,
    untouched: false,
    warnings: [...rendered.warnings, ...warnings],
  }
}

function progressOf({ stage, fraction, step }: RenderProgress): RenderProgress {
  return { stage, fraction, ...(step && { step }) }
}

/** The second try has no share of the bar left, and the bar does not go back. */
async function* again(
  progress: AsyncGenerator<RenderProgress, GatedRender>,
): AsyncGenerator<RenderProgress, GatedRender> {
  for (;;) {
    const next = await progress.next()
    if (next.done) return next.value
    yield { ...next.value, stage: `second try: ${next.value.stage}`, fraction: 1 }
  }
}
