/** Suffix and what may stand in its place; longer suffixes first. */
const SUFFIXES: readonly (readonly [suffix: string, replacements: readonly string[]])[] = [
  ['iness', ['y']],
  ['ness', ['']],
  ['ally', ['al', '']],
  ['ily', ['y']],
  ['ly', ['']],
  ['iest', ['y']],
  ['ier', ['y']],
  ['est', ['', 'e']],
  ['er', ['', 'e']],
  ['ies', ['y']],
  ['es', ['', 'e']],
  ['s', ['']],
  ['ing', ['', 'e', 'y']],
  ['ened', ['']],
  ['ed', ['', 'e']],
  ['en', ['', 'e']],
  ['y', ['', 'e']],
  ['ish', ['', 'e']],
  ['like', ['']],
  ['ic', ['', 'y']],
  ['ful', ['']],
  ['ous', ['e', 'y', '']],
]

/** "dust" means dusty and "gold" golden, where the lexicon knows only the longer word. */
const EXTENSIONS = ['y', 'ic', 'ing', 'ed', 'al', 'en']

/** Words whose stem, or whose neighbour by one slip, means something else: "trapped" is not trap music. */
const LITERAL_WORDS = new Set(
  `trapped trapping chords chord playing played singed hatted housed housing rocking rocked rocks rocky poped popped
  popping bassed arrives waved lighter lightly lighting lighten metals worker instrument instruments hardly lately
  scared organic isolate isolating base basin`.split(/\s+/),
)

/** True for a word that may only be understood exactly as written. */
export const isLiteralWord = (word: string): boolean => LITERAL_WORDS.has(word)

/** Known forms a word may be an inflection of, likeliest first; none shorter than three letters. */
export function stemCandidates(word: string): string[] {
  const candidates: string[] = []
  const offer = (stem: string): void => {
    if (stem.length >= 3) candidates.push(stem)
  }
  for (const [suffix, replacements] of SUFFIXES) {
    if (!word.endsWith(suffix)) continue
    const base = word.slice(0, -suffix.length)
    for (const replacement of replacements) offer(base + replacement)
    if (/(.)\1$/.test(base)) offer(base.slice(0, -1))
  }
  for (const extension of EXTENSIONS) offer(word + extension)
  return candidates
}
