import { fill, type Values } from './sentence.ts'

const LIMIT = 'the checkpoint "{name}" makes results of up to {seconds} seconds'

/** What can be wrong with one input: the rest of a sentence that its name begins. */
export const FIELD_FAULTS = {
  required: 'is required',
  unknown_key: 'is not known: "{field}" takes the keys that the model\'s schema names',

  // Another type, or out of its range.
  choice: 'must be one of [{names}]',
  number: 'must be a number',
  number_at_least: 'must be a number of at least {minimum}',
  number_at_most: 'must be a number of at most {maximum}',
  number_between: 'must be a number between {minimum} and {maximum}',
  integer: 'must be an integer',
  integer_at_least: 'must be an integer of at least {minimum}',
  integer_at_most: 'must be an integer of at most {maximum}',
  integer_between: 'must be an integer between {minimum} and {maximum}',
  switch: 'must be true or false',
  object: 'must be an object',
  list: 'must be a list',
  list_at_most: 'must be a list of at most {most} items',
  text: 'must be text',
  text_at_most: 'must be text of at most {most} characters',
  visible_text: 'must hold letters that can be seen',
  time: 'must be a time, such as 2026-07-01T12:00:00Z or 1782907200000',
  event_id: 'must be the id of an event of this server',
  dollars: 'must be in dollars, with six decimals at most',
  zero: 'must not be 0',
  bit_depth: 'does not fit {format}: it takes [{names}]',
  no_bit_depth: 'does not fit {format}: only wav and flac have one',

  // A clip.
  address: 'must be an http or https URL, or a data: URL with audio in base64',
  unknown_file: 'names a file that is not on this server: never uploaded, or removed since',
  inline_type: 'must be in base64 and of an audio type when it is a data: URL',
  inline_digits: 'is not valid base64',
  inline_empty: 'holds no audio',
  inline_too_large: 'must be at most {limit} when it is a data: URL; upload it instead',

  // What is installed here.
  twice: 'is given twice',
  no_loras: 'must be a LoRA that is installed here: there is none',
  loras: 'must be a LoRA that is installed here: one of [{names}]',
  no_checkpoints: 'must be a checkpoint that is installed here for this model: there is none; {install}',
  checkpoints: 'must be a checkpoint that is installed here for this model: one of [{names}]',
  checkpoints_or: 'must be a checkpoint that is installed here for this model: one of [{names}]; {install}',
  too_long: `must be at most {seconds}: ${LIMIT}`,

  // Beside another input.
  greater: 'must be greater than "{field}"',
  greater_than_its: 'must be greater than its "{field}"',
  not_before: 'must not be before "{field}"',
  not_with_webhook: 'cannot be combined with a webhook',
} as const satisfies Record<string, string>

/** What can be wrong with two inputs that are right by themselves, after their names. */
export const PAIR_FAULTS = {
  both_zero: 'must not both be 0',
  sum: 'must add up to at most {most}',
  days_apart: 'must be at most {most} days apart',
  no_room: `leave no room for the clip: ${LIMIT}`,
} as const satisfies Record<string, string>

/** What can be wrong with a request beside its inputs. */
export const REQUEST_FAULTS = {
  idempotency_key: 'header "Idempotency-Key" must be 1 to 255 visible ASCII characters',
  reference: 'the Idempotency-Key must have at most {most} characters',
  clip_gone: 'the clip of this prediction is not on this server any more: submit its inputs with a new one',
  region_beyond: `the stretch to be made anew begins beyond the longest clip: ${LIMIT}`,
} as const satisfies Record<string, string>

export type FieldFault = keyof typeof FIELD_FAULTS
type PairFault = keyof typeof PAIR_FAULTS

/** @param field as the caller wrote it, e.g. `regions[0].end_seconds` */
export const fieldFault = <Fault extends FieldFault>(
  field: string,
  fault: Fault,
  ...values: Values<(typeof FIELD_FAULTS)[Fault]>
): string => `field "${field}" ${fill(FIELD_FAULTS[fault], ...values)}`

export const pairFault = <Fault extends PairFault>(
  one: string,
  other: string,
  fault: Fault,
  ...values: Values<(typeof PAIR_FAULTS)[Fault]>
): string => `fields "${one}" and "${other}" ${fill(PAIR_FAULTS[fault], ...values)}`
