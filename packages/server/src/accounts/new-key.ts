import { type RandomBytes, randomToken } from '../ids.ts'

/** `wsk_` and 43 characters: the shape that clients of the hosted service recognise. */
export function newKey(random: RandomBytes): string {
  return `wsk_${randomToken(random, 32)}`
}

// 8: `wsk_` and four characters tell a person's keys apart, and leave 39 to guess.
const PREFIX_CHARACTERS = 8

// 4: a key that somebody thought up may be short, and every character shown is one less to guess.
const CHOSEN_PREFIX_CHARACTERS = 4

/** The beginning of a key, which may be shown. */
export function keyPrefix(key: string, chosen = false): string {
  return key.slice(0, chosen ? CHOSEN_PREFIX_CHARACTERS : PREFIX_CHARACTERS)
}
