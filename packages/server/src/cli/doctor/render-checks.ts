import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { restyle } from '@retimbre/restyle'
import { installedCheckpoints, StableAudio } from '@retimbre/stable-audio'
import type { EngineSettings } from '../../engines/settings.ts'
import { findCheckpoints } from '../../engines/stable-audio/checkpoints.ts'
import { type Checks, type Finding, fail, ok, sentenceOf } from './finding.ts'

const SECONDS = 1

/** A second of sound from every engine that can make one now: the whole way from words to samples. */
export async function* renderChecks(settings: EngineSettings, signal: AbortSignal): Checks {
  yield await timed('dsp-restyle', signal, 'reinstall the dependencies with npm ci', restyledSecond)
  const [first] = await findCheckpoints(settings, { installedCheckpoints })
  if (first === undefined) return
  yield { level: 'checking', subject: `rendering a second on ${first.name}`, fraction: 0 }
  const advice = `run: retimbre doctor --full, and if ${first.name} is whole, try RETIMBRE_PROVIDER=cpu`
  yield await timed(first.name, signal, advice, () => generatedSecond(first.folder, settings, signal))
}

async function timed(
  subject: string,
  signal: AbortSignal,
  advice: string,
  render: () => StereoAudio | Promise<StereoAudio>,
): Promise<Finding> {
  const started = performance.now()
  try {
    const fault = faultOf(await render())
    if (fault !== undefined) return fail(subject, `a second was rendered, and ${fault}`, advice)
    return ok(subject, `rendered a second of sound in ${((performance.now() - started) / 1000).toFixed(2)} s`)
  } catch (error) {
    signal.throwIfAborted()
    return fail(subject, sentenceOf(error), advice)
  }
}

/** A chord, restyled. */
function restyledSecond(): StereoAudio {
  const steps = restyle(chord(), { prompt: 'warm tape', durationSeconds: SECONDS, seed: 1 })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value.audio
  }
}

function chord(): StereoAudio {
  const left = Float32Array.from({ length: SECONDS * SAMPLE_RATE_HZ }, (_, index) =>
    [220, 277.2, 329.6].reduce((sum, hz) => sum + 0.2 * Math.sin((2 * Math.PI * hz * index) / SAMPLE_RATE_HZ), 0),
  )
  return { left, right: left.slice() }
}

/** Two steps, and no silence after the end: enough to run every part of the model, as quickly as can be. */
async function generatedSecond(
  folder: string,
  { precision, provider, threads, derivedFolder }: EngineSettings,
  signal: AbortSignal,
): Promise<StereoAudio> {
  const model = await StableAudio.open(folder, { precision, provider, threads, derivedFolder })
  const request = {
    items: [{ prompt: 'a piano chord', seed: 1 }],
    durationSeconds: SECONDS,
    steps: 2,
    paddingSeconds: 0,
  }
  try {
    for await (const event of model.generate(request, { signal })) if (event.type === 'generated') return event.audio
    throw new Error('The model ended without a sound.')
  } finally {
    await model.close()
  }
}

function faultOf({ left, right }: StereoAudio): string | undefined {
  if (left.length !== SECONDS * SAMPLE_RATE_HZ) return `it is ${left.length} samples long`
  const samples = [left, right].flatMap((channel) => [...channel])
  if (!samples.every(Number.isFinite)) return 'it holds values that are not numbers'
  return samples.some((sample) => sample !== 0) ? undefined : 'it is silent'
}
