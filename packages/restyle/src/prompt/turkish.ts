/**
 * Turkish is agglutinative: "davulları" is davul + plural + accusative. Suffixes are taken off only when what is left
 * is a Turkish form of the lexicon of at least four letters, so no English word can lose its ending here.
 */
const SUFFIXES = [
  ...each(['l?r'], 'ae'),
  ...each(['?', 'y?', 's?', '?n', 'n?n', '?m', '?m?z', 'l?'], 'ıiuü'),
  ...each(['y?', 'd?', 't?', 'd?n', 't?n', 'l?', 'yl?', 'n?', '?'], 'ae'),
]

function each(patterns: readonly string[], vowels: string): string[] {
  return patterns.flatMap((pattern) => [...vowels].map((vowel) => pattern.replaceAll('?', vowel)))
}

const MIN_BASE_LETTERS = 4
/** Plural, possessive and case: three suffixes are as many as a noun in a wish carries. */
const MAX_SUFFIXES = 3

/** Known forms that `word` may be an inflection of, longest first, with a softened final k or t restored. */
export function turkishBases(word: string, depth = 0): string[] {
  if (depth === MAX_SUFFIXES) return []
  const bases: string[] = []
  for (const suffix of SUFFIXES) {
    const base = word.slice(0, -suffix.length)
    if (!word.endsWith(suffix) || base.length < MIN_BASE_LETTERS) continue
    bases.push(base)
    if (base.endsWith('ğ')) bases.push(`${base.slice(0, -1)}k`)
    if (base.endsWith('d')) bases.push(`${base.slice(0, -1)}t`)
    bases.push(...turkishBases(base, depth + 1))
  }
  return [...new Set(bases)].sort((one, other) => other.length - one.length)
}

const PLAIN_LETTERS: Readonly<Record<string, string>> = { ç: 'c', ğ: 'g', ı: 'i', ö: 'o', ş: 's', ü: 'u' }

/** How the word looks on a keyboard without Turkish letters: "karanlık" as "karanlik". */
export const withoutTurkishLetters = (word: string): string =>
  word.replace(/[çğıöşü]/g, (letter) => PLAIN_LETTERS[letter])

/** These follow the words they act on: "davul yok" is "no drums". */
export const TURKISH_POSTFIX_MODIFIERS: ReadonlySet<string> = new Set(
  'olmadan yok kaldır azalt ekle artır koru'.split(' '),
)
