import type { EngineCapabilities, RenderParameters } from '../../engines/port.ts'
import { ServerError } from '../../errors.ts'
import { fieldFault, pairFault, REQUEST_FAULTS } from '../../input-faults.ts'
import { checkpointInstall, SUITED_CHECKPOINTS } from '../../models/checkpoint-names.ts'
import type { Model } from '../../models/model.ts'
import { fill } from '../../sentence.ts'
import type { ApiContext } from '../context.ts'
import { invalid } from '../wavespeed/fields.ts'

/**
 * Refuses what nothing here can make, as far as that is known before the clip is: no engine, a checkpoint or a LoRA that is
 * not installed, a result that is too long for the checkpoint.
 * @returns the engine that is to make it
 * @throws ServerError `model_not_installed` or `invalid_parameter`
 */
export async function requireServable(
  context: ApiContext,
  model: Model,
  render: RenderParameters,
): Promise<EngineCapabilities> {
  const engine = await context.house.engines.engineFor(model.id)
  if (!engine) throw new ServerError('model_not_installed', { model: model.id, install: model.install })
  refuseRepeatedLoras(render)
  refuseUnknownLoras(engine, render)
  refuseForeignCheckpoint(engine, model, render)
  refuseTooLong(engine, model, render)
  return engine
}

/** Added twice, one LoRA would only have the sum of its strengths, which can be said at once. */
function refuseRepeatedLoras({ loras }: RenderParameters): void {
  const index = loras.findIndex(({ name }, place) => loras.findIndex((other) => other.name === name) < place)
  if (index >= 0) throw invalid(fieldFault(`loras[${index}].path`, 'twice'))
}

function refuseUnknownLoras({ loras: installed = [] }: EngineCapabilities, { loras }: RenderParameters): void {
  const index = loras.findIndex(({ name }) => !installed.includes(name))
  if (index < 0) return
  const field = `loras[${index}].path`
  throw invalid(
    installed.length === 0 ? fieldFault(field, 'no_loras') : fieldFault(field, 'loras', { names: installed.join(' ') }),
  )
}

function refuseForeignCheckpoint(
  { checkpoints }: EngineCapabilities,
  model: Model,
  { checkpoint }: RenderParameters,
): void {
  const offers = checkpoints?.[model.id] ?? []
  if (checkpoint === undefined || offers.some(({ name }) => name === checkpoint)) return
  const names = offers.map(({ name }) => name).join(' ')
  const install = SUITED_CHECKPOINTS[model.id]?.includes(checkpoint) ? checkpointInstall(checkpoint) : undefined
  if (names === '') throw invalid(fieldFault('model', 'no_checkpoints', { install: install ?? model.install }))
  throw invalid(
    install === undefined
      ? fieldFault('model', 'checkpoints', { names })
      : fieldFault('model', 'checkpoints_or', { names, install }),
  )
}

function refuseTooLong(engine: EngineCapabilities, { id }: Model, { mode, checkpoint }: RenderParameters): void {
  const offers = engine.checkpoints?.[id] ?? []
  const serving = checkpoint === undefined ? offers[0] : offers.find(({ name }) => name === checkpoint)
  if (!serving) return
  const { name, longestSeconds } = serving
  const limit = { name, seconds: longestSeconds }
  if ((mode.kind === 'words' || mode.kind === 'audio-to-audio') && mode.durationSeconds > longestSeconds) {
    throw invalid(fieldFault('duration', 'too_long', limit))
  }
  if (mode.kind === 'outpainting' && mode.beforeSeconds + mode.afterSeconds >= longestSeconds) {
    throw invalid(pairFault('extend_seconds_before', 'extend_seconds_after', 'no_room', limit))
  }
  if (mode.kind === 'inpainting' && mode.regions.some(({ startSeconds }) => startSeconds >= longestSeconds)) {
    throw invalid(fill(REQUEST_FAULTS.region_beyond, limit))
  }
}
