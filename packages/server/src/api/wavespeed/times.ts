import { fieldFault } from '../../input-faults.ts'
import { invalid } from './fields.ts'

const EPOCH_MILLISECONDS = /^\d{1,15}(\.\d+)?$/

/** A date, or a date and a time; without a zone it is UTC. A `+` that came through a query is a space. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(Z|[+ -]\d\d:?\d\d)?)?$/i

/** The years 1 to 9999: what ISO 8601, PostgreSQL and JavaScript write the same way. One client sends 1 for "ever". */
const FIRST_MOMENT = -62_135_596_800_000
const LAST_MOMENT = 253_402_300_799_999

/**
 * A moment on the wire: ISO 8601, or milliseconds since 1970 as a number or as text (API contract, 10-16).
 * @throws ServerError `invalid_parameter` naming the field
 */
export function readTime(field: string, text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined
  const moment = milliseconds(text.trim())
  if (!(moment >= FIRST_MOMENT && moment <= LAST_MOMENT)) {
    throw invalid(fieldFault(field, 'time'))
  }
  return new Date(moment)
}

/** NaN when it is no time. */
function milliseconds(text: string): number {
  if (EPOCH_MILLISECONDS.test(text)) return Math.floor(Number(text))
  const [, date, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? []
  if (date === undefined) return Number.NaN
  const offset = zone.replace(' ', '+').replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')
  return Date.parse(`${date}T${time.replace(',', '.')}${offset.toUpperCase()}`)
}

/** The first moment after one that is itself included: the wire's times are no finer than a millisecond. */
export function justAfter(moment: Date | undefined): Date | undefined {
  return moment && new Date(moment.getTime() + 1)
}
