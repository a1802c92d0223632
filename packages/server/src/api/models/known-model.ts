import { ServerError } from '../../errors.ts'
import { findModel } from '../../models/catalogue.ts'
import type { Model } from '../../models/model.ts'

/** @throws ServerError `unknown_model`, whose sentence repeats no more of the id than an id can hold */
export function knownModel(id: string): Model {
  const model = findModel(id)
  if (!model) throw new ServerError('unknown_model', { model: id.replace(/[^\w./-]/g, '').slice(0, 120) })
  return model
}
