import type { EngineCapabilities } from '../../engines/port.ts'
import { MODELS } from '../../models/catalogue.ts'

/** One model of the service, and what would serve it now. */
export interface ServedModel {
  readonly model: string
  /** Absent: nothing here serves it. */
  readonly engine?: string
  /** Absent: the engine needs none. */
  readonly checkpoint?: string
  /** Checkpoints that a request may name instead. */
  readonly others: readonly string[]
  /** What an operator has to do before it can be served. */
  readonly install: string
}

/** @param capabilities  of the engines, the preferred first */
export function modelsServed(capabilities: readonly EngineCapabilities[]): readonly ServedModel[] {
  return MODELS.map(({ id, install }) => {
    const serving = capabilities.find(({ models }) => models.includes(id))
    const [first, ...others] = serving?.checkpoints?.[id] ?? []
    return {
      model: id,
      ...(serving && { engine: serving.engine }),
      ...(first && { checkpoint: first.name }),
      others: others.map(({ name }) => name),
      install,
    }
  })
}
