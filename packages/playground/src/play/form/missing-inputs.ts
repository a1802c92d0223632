import type { Desk } from '../desk.ts'
import type { FormFields } from './form-fields.ts'
import { regionsOf } from './regions.ts'

/** Names of the inputs without which the server would refuse, in the order of the form. */
export function missingInputs(
  { main, advanced }: Pick<FormFields, 'main' | 'advanced'>,
  desk: Desk,
): readonly string[] {
  return [...main, ...advanced]
    .filter(({ kind, name, required }) => {
      if (kind === 'source') return required && desk.source === undefined
      // All taken away by hand; the server would take that for the first five seconds.
      if (kind === 'regions') return regionsOf(desk.input).length === 0
      return required && String(desk.input[name] ?? '').trim() === ''
    })
    .map(({ name }) => name)
}
