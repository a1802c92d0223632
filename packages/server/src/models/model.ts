import type { TObject } from 'typebox'
import type { RenderMode } from '../engines/port.ts'

/** One model of the catalogue. Validation, defaults, the published schema and the price are all derived from it. */
export interface Model {
  /** Path of several segments, e.g. `stability-ai/stable-audio-3/music`. */
  readonly id: string
  readonly type: 'audio-to-audio' | 'text-to-audio'
  /** What its inputs describe. */
  readonly mode: RenderMode['kind']
  readonly description: string
  /** Flat price of one run, in millionths of a dollar. */
  readonly priceMicrodollars: number
  /** Clients sort by it, some upwards and some downwards, so that all models stay in one narrow band. */
  readonly sortOrder: number
  /** What an operator has to do before the model can be served; ends the sentence of `model_not_installed`. */
  readonly install: string
  /** The inputs in the order a form shows them; each property carries its default, range, label and help. */
  readonly inputs: TObject
  /** Asked once every input is valid by itself: the sentence that says which two do not go together. */
  readonly conflict?: (input: Readonly<Record<string, unknown>>) => string | undefined
}
