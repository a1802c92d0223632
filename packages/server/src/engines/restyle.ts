import { setImmediate } from 'node:timers/promises'
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
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { WARNINGS } from '../warnings.ts'
import { checkpointGone } from './choose-engine.ts'
import type { Engine, PassedOver, RenderEvent, RenderRequest, RenderTask } from './port.ts'

type AudioToAudio = Extract<RenderTask, { readonly kind: 'audio-to-audio' }>

/** Knobs of a diffusion model, which mean nothing here. */
export const IGNORED = ['checkpoint', 'schedule', 'sampler', 'loras'] as const satisfies readonly PassedOver[]

const engine: Engine = {
  async capabilities() {
    return {
      engine: ENGINE_NAME,
      version: ENGINE_VERSION,
      description:
        'Reworks the source by signal processing that follows the words of the prompt. It is not a diffusion model, ' +
        'and it makes nothing from words alone.',
      models: ['stability-ai/stable-audio-3/audio-to-audio'],
      ignores: IGNORED,
    }
  },

  async *render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void> {
    const { task } = request
    if (request.checkpoint !== undefined) throw checkpointGone(request.checkpoint)
    if (task.kind !== 'audio-to-audio') throw new JobError('render_failed', { reason: REASONS.source_needed })
    try {
      yield* restyled(task, request, signal)
    } catch (error) {
      throw explained(error)
    }
  },
}

/** The engine that needs no checkpoint: signal processing that a sentence steers. */
export const openEngine = (): Engine => engine

async function* restyled(
  task: AudioToAudio,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<RenderEvent, void> {
  const steps = restyle(task.source, optionsOf(task, request))
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      yield rendered(step.value, foreignKnobs(request))
      return
    }
    yield { type: 'progress', stage: step.value.stage, fraction: step.value.fraction }
    // The steps are synchronous; an abort can only be heard between them.
    await setImmediate()
    signal.throwIfAborted()
  }
}

/** What is the caller's to mend is told in the engine's own words; the rest is a fault of ours. */
const CALLERS_MATTER: readonly RestyleErrorCode[] = ['source_invalid', 'option_out_of_range', 'plan_invalid']

function explained(error: unknown): unknown {
  if (!(error instanceof RestyleError && CALLERS_MATTER.includes(error.code))) return error
  return new JobError('render_failed', { reason: error.message }, { cause: error })
}

function optionsOf({ durationSeconds, initNoiseLevel, plan }: AudioToAudio, request: RenderRequest): RestyleOptions {
  const { prompt, negativePrompt, numInferenceSteps, guidanceScale, seed } = request
  const knobs = { prompt, negativePrompt, numInferenceSteps, guidanceScale, seed }
  return { ...knobs, durationSeconds, initNoiseLevel, ...(plan && { plan }) }
}

function foreignKnobs(request: RenderRequest): readonly string[] {
  const given = IGNORED.filter((knob) => (knob === 'loras' ? request.loras.length > 0 : request[knob] !== undefined))
  if (given.length === 0) return []
  return [fill(WARNINGS.no_use, { knobs: given.join(', ') })]
}

function rendered({ audio, report }: RestyleResult, passedOver: readonly string[]): RenderEvent {
  const { warnings, ...rest } = report
  return {
    type: 'rendered',
    audio,
    engine: report.engine,
    engineVersion: report.version,
    warnings: [...warnings, ...passedOver],
    report: { ...rest },
  }
}
