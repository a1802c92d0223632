import { fieldFault } from '../../input-faults.ts'
import { microdollarsOf } from '../../models/money.ts'
import { invalid } from '../wavespeed/fields.ts'

/** Dollars of a request in whole microdollars. @throws ServerError `invalid_parameter` when they are finer than that */
export function amountOf(field: string, amountDollars: number): number {
  const microdollars = microdollarsOf(amountDollars)
  if (microdollars === undefined) throw invalid(fieldFault(field, 'dollars'))
  return microdollars
}
