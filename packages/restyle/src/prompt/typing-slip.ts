/** Words shorter than this have too many neighbours that are words of their own. */
export const MIN_SLIP_LETTERS = 6

/**
 * True when `typed` is `intended` with one letter dropped, one letter doubled or two neighbours swapped, after the
 * same first letter. A substituted letter is never a slip: it would make "chords" into "chorus".
 */
export function isTypingSlip(typed: string, intended: string): boolean {
  if (typed[0] !== intended[0] || typed.length < MIN_SLIP_LETTERS) return false
  let same = 0
  while (same < typed.length && same < intended.length && typed[same] === intended[same]) same++
  switch (typed.length - intended.length) {
    case -1:
      return typed.slice(same) === intended.slice(same + 1)
    case 1:
      return typed[same] === typed[same - 1] && typed.slice(same + 1) === intended.slice(same)
    case 0:
      return (
        typed[same] === intended[same + 1] &&
        typed[same + 1] === intended[same] &&
        typed.slice(same + 2) === intended.slice(same + 2)
      )
    default:
      return false
  }
}
