import { stat } from 'node:fs/promises'
import { decode, encodeToFile, SAMPLE_RATE_HZ } from '@retimbre/media'
import { requireCheckpointFolders } from '../checkpoint-folders.ts'
import { chooseEngine } from '../engines/choose-engine.ts'
import { ENGINE_MODULES, loadEngine } from '../engines/directory.ts'
import type { Engine, PlanOverride, RenderRequest } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { damageWarnings } from '../jobs/damage-warning.ts'
import { type GatedRender, renderGated } from '../jobs/gated-render.ts'
import { DURATION_SECONDS } from '../models/durations.ts'
import { MODEL_IDS } from '../models/model-ids.ts'
import { requireProvider } from '../provider-check.ts'
import { readSettings } from '../settings.ts'
import { VERSION } from '../version.ts'
import { UsageError } from './command-line.ts'
import { readPlanFile } from './plan-file.ts'
import { type ProgressBar, progressBar } from './progress-bar.ts'
import { readTransformCommand, type TransformCommand } from './transform-command.ts'

/** Transforms one file here and now: the same engine as the service's, without a service. */
export async function transform(args: readonly string[]): Promise<number> {
  const command = readTransformCommand(args)
  if (!(await isFile(command.input))) throw new UsageError(`There is no file "${command.input}".`)
  const plan = command.planFile === undefined ? undefined : await readPlanFile(command.planFile)
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort(new Error('Stopped; nothing was written.')))
  const bar = progressBar(process.stderr)
  try {
    await run(command, plan, bar, interrupt.signal)
  } finally {
    bar.clear()
  }
  return 0
}

async function run(
  command: TransformCommand,
  plan: PlanOverride | undefined,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<void> {
  bar.show('reading', 0)
  const decoded = await decode(command.input, { signal })
  const source = decoded.audio
  const engine = await audioEngine(command)
  const { initNoiseLevel, durationSeconds = lengthOf(source.left.length) } = command
  if (initNoiseLevel > 0) await refuseTooLong(engine, command, durationSeconds)
  const request: RenderRequest = {
    ...command,
    model: MODEL_IDS.audioToAudio,
    task: { kind: 'audio-to-audio', source, durationSeconds, initNoiseLevel, plan },
    loras: [],
    seed: command.seed ?? Math.floor(Math.random() * 2 ** 32),
  }
  const rendered = await render(engine, request, bar, signal)
  bar.show('writing', 1)
  const { engine: name, seed } = rendered
  await encodeToFile(rendered.audio, command.output, {
    format: command.format,
    metadata: { title: command.prompt, engine: name, seed, software: `Retimbre ${VERSION}` },
    signal,
  })
  bar.clear()
  report(command, durationSeconds, { ...rendered, warnings: [...damageWarnings(decoded), ...rendered.warnings] })
}

/** @throws JobError `no_engine` when no engine here has the checkpoint that was asked for */
async function audioEngine({ checkpoint }: TransformCommand): Promise<Engine> {
  const settings = readSettings(process.env)
  await requireCheckpointFolders(settings)
  await requireProvider(settings.engine)
  const engines = await Promise.all(ENGINE_MODULES.map((moduleUrl) => loadEngine(moduleUrl, settings.engine)))
  try {
    return await chooseEngine(engines, { model: MODEL_IDS.audioToAudio, checkpoint })
  } catch (error) {
    if (!(error instanceof JobError && error.code === 'checkpoint_gone')) throw error
    throw new UsageError(`No checkpoint "${checkpoint}" is installed for this; "retimbre models" lists those that are.`)
  }
}

/** @throws UsageError when the checkpoint that will be used makes no result of that length */
async function refuseTooLong(engine: Engine, { checkpoint }: TransformCommand, durationSeconds: number): Promise<void> {
  const offers = (await engine.capabilities()).checkpoints?.[MODEL_IDS.audioToAudio] ?? []
  const serving = checkpoint === undefined ? offers[0] : offers.find(({ name }) => name === checkpoint)
  if (!serving || durationSeconds <= serving.longestSeconds) return
  const { name, longestSeconds } = serving
  throw new UsageError(
    `The result would be ${durationSeconds.toFixed(1)} s long, and the checkpoint "${name}" makes up to ${longestSeconds} s. ` +
      `Ask for less with --duration ${longestSeconds}.`,
  )
}

/** As long as the source, within what the model makes. */
function lengthOf(samples: number): number {
  return Math.min(DURATION_SECONDS.maximum, Math.max(DURATION_SECONDS.minimum, samples / SAMPLE_RATE_HZ))
}

async function render(
  engine: Engine,
  request: RenderRequest,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<GatedRender> {
  const steps = renderGated(engine, request, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    bar.show(step.value.stage, step.value.fraction)
  }
}

function report({ output, json }: TransformCommand, durationSeconds: number, rendered: GatedRender): void {
  const { engine, engineVersion, seed, warnings } = rendered
  if (json) {
    const facts = { output, engine, engineVersion, seed, durationSeconds, warnings, report: rendered.report }
    process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`)
    return
  }
  process.stdout.write(`${output}  (${durationSeconds.toFixed(2)} s, ${engine} ${engineVersion}, seed ${seed})\n`)
  for (const warning of warnings) process.stdout.write(`  - ${warning}\n`)
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}
