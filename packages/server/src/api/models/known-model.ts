import { ServerError } from '../../errors.ts'
import { findModel } from '../../models/catalogue.ts'
import type { Model } from '../../models/model.ts'

/** @throws ServerError `unknown_model`, whose sentence does not repeat what was asked for */
export function knownModel(id: string): Model {
  const model = findModel(id)
  if (!model) throw new ServerError('unknown_model')
  return model
}
