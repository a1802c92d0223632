import { setImmediate } from 'node:timers/promises'
import type { StereoAudio } from '@retimbre/media'
import {
  ENGINE_NAME,
  ENGINE_VERSION,
  RestyleError,
  type RestyleErrorCode,
  type RestyleOptions,
  type RestyleResult,
  restyle,
} from '@retimbre/restyle'
import { JobError } from '../errors.ts'
import type { Engine, RenderEvent, RenderRequest } from './port.ts'

/** The engine that needs no checkpoint: signal processing that a sentence steers. */
export const engine: Engine = {
  async capabilities() {
    return {
      engine: ENGINE_NAME,
      version: ENGINE_VERSION,
      description:
        'Reworks the source by signal processing that follows the words of the prompt. It is not a diffusion model, ' +
        'and it makes nothing from words alone.',
      models: ['stability-ai/stable-audio-3/audio-to-audio'],
    }
  },

  async *render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void> {
    const { source } = request
    if (!source) throw new JobError('render_failed', { reason: 'it needs a source clip.' })
    try {
      yield* restyled(source, request, signal)
    } catch (error) {
      throw explained(error)
    }
  },
}

async function* restyled(
  source: StereoAudio,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<RenderEvent, void> {
  const steps = restyle(source, optionsOf(request))
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      yield rendered(step.value)
      return
    }
    yield { type: 'progress', stage: step.value.stage, fraction: step.value.fraction }
    // The steps are synchronous; an abort can only be heard between them.
    await setImmediate()
    signal.throwIfAborted()
  }
}

/** What is the caller's to mend is told in the engine's own words; the rest is a fault of ours. */
const CALLERS_MATTER: readonly RestyleErrorCode[] = ['source_invalid', 'option_out_of_range']

function explained(error: unknown): unknown {
  if (!(error instanceof RestyleError && CALLERS_MATTER.includes(error.code))) return error
  return new JobError('render_failed', { reason: error.message }, { cause: error })
}

function optionsOf(request: RenderRequest): RestyleOptions {
  const { prompt, negativePrompt, durationSeconds, initNoiseLevel, numInferenceSteps, guidanceScale, seed } = request
  return { prompt, negativePrompt, durationSeconds, initNoiseLevel, numInferenceSteps, guidanceScale, seed }
}

function rendered({ audio, report }: RestyleResult): RenderEvent {
  const { warnings, ...rest } = report
  return {
    type: 'rendered',
    audio,
    engine: report.engine,
    engineVersion: report.version,
    warnings,
    report: { ...rest },
  }
}
