import type { Prediction } from '../../jobs/prediction.ts'
import { pathOfFile } from '../addresses/file-path.ts'
import { API } from './paths.ts'
import { presentPrediction } from './prediction.ts'

/**
 * The report of a prediction that has ended: the bare object, without an envelope. The same bytes each time, so that a
 * receiver can tell a repetition.
 * @param serverUrl  what links begin with, without a slash at the end
 */
export function webhookBody(prediction: Prediction, serverUrl: string): string {
  const outputs = prediction.status === 'completed' ? prediction.outputs : []
  const links = outputs.map((key) => serverUrl + pathOfFile(key))
  return JSON.stringify(presentPrediction(prediction, `${serverUrl}${API}/predictions/${prediction.id}/result`, links))
}
