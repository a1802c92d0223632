import { JobError } from '../errors.ts'
import { checkpointInstall } from '../models/checkpoint-names.ts'
import type { Engine, EngineCapabilities, RenderRequest } from './port.ts'

/**
 * The engine that renders a request: the first that serves its model now and, where a checkpoint is named, offers that.
 * Another engine would make something else than was asked for.
 * @throws JobError `checkpoint_gone` or `no_engine`
 */
export async function chooseEngine(
  engines: readonly Engine[],
  { model, checkpoint }: Pick<RenderRequest, 'model' | 'checkpoint'>,
): Promise<Engine> {
  for (const engine of engines) {
    if (serves(await engine.capabilities(), model, checkpoint)) return engine
  }
  throw checkpoint === undefined ? new JobError('no_engine') : checkpointGone(checkpoint)
}

/** The end of a task whose checkpoint went away after its submit. */
export function checkpointGone(checkpoint: string, options?: ErrorOptions): JobError {
  return new JobError('checkpoint_gone', { checkpoint, install: checkpointInstall(checkpoint) }, options)
}

function serves({ models, checkpoints }: EngineCapabilities, model: string, checkpoint: string | undefined): boolean {
  if (!models.includes(model)) return false
  return checkpoint === undefined || (checkpoints?.[model] ?? []).some(({ name }) => name === checkpoint)
}
