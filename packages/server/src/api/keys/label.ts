import { fieldFault } from '../../input-faults.ts'
import { invalid } from '../wavespeed/fields.ts'

/**
 * Text that people give to things, made fit to stand in a line of a table or a terminal: without control characters and
 * other invisible ones, and without space at its ends.
 * @throws ServerError `invalid_parameter` when nothing is left
 */
export function label(field: string, text: string): string {
  const plain = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
  if (plain === '') throw invalid(fieldFault(field, 'visible_text'))
  return plain
}

/** 100: what fits into a line beside other columns, and more than a name needs. */
export const MAX_LABEL_CHARACTERS = 100
