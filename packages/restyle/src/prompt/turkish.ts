/**
 * Turkish is agglutinative: "davulları" is davul + plural + accusative. Suffixes are taken off only when what is left
 * is a Turkish form of the lexicon of at least four letters (a few shorter ones apart), so that no English word loses
 * its ending here.
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
/** Shorter bases that are taken all the same: too common to leave out, and hardly an English word begins like them. */
const SHORT_BASES: ReadonlySet<string> = new Set(['bas', 'ses', 'tiz', 'pes', 'org'])
/** Plural, possessive and case: three suffixes are as many as a noun in a wish carries. */
const MAX_SUFFIXES = 3

/** Known forms that `word` may be an inflection of, longest first, with a softened final k or t restored. */
export function turkishBases(word: string, depth = 0): string[] {
  if (depth === MAX_SUFFIXES) return []
  const bases: string[] = []
  for (const suffix of SUFFIXES) {
    const base = word.slice(0, -suffix.length)
    if (!word.endsWith(suffix) || !isLongEnough(base)) continue
    bases.push(base)
    if (base.endsWith('ğ')) bases.push(`${base.slice(0, -1)}k`)
    if (base.endsWith('d')) bases.push(`${base.slice(0, -1)}t`)
    bases.push(...turkishBases(base, depth + 1))
  }
  return [...new Set(bases)].sort((one, other) => other.length - one.length)
}

const isLongEnough = (base: string): boolean => base.length >= MIN_BASE_LETTERS || SHORT_BASES.has(base)

/** "davulsuz" and "drumless" are "without drums": the word before the ending, or null. */
export function withoutPrivative(word: string): string | null {
  const base = /^(\p{L}{3,20})(?:s[ıiuü]z|less)$/u.exec(word)?.[1]
  return base !== undefined && isLongEnough(base) ? base : null
}

const PLAIN_LETTERS: Readonly<Record<string, string>> = { ç: 'c', ğ: 'g', ı: 'i', ö: 'o', ş: 's', ü: 'u' }

/** How the word looks on a keyboard without Turkish letters: "karanlık" as "karanlik". */
export const withoutTurkishLetters = (word: string): string =>
  word.replace(/[çğıöşü]/g, (letter) => PLAIN_LETTERS[letter])

/** These follow the words they act on: "davul yok" is "no drums". */
export const TURKISH_POSTFIX_MODIFIERS: ReadonlySet<string> = new Set(
  'olmadan olmasın olmayan olmaz istemiyorum istemem değil sil çıkar çıkart yok kaldır azalt kıs ekle artır arttır yükselt koru'.split(
    ' ',
  ),
)
