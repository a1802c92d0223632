/**
 * Wordings whose parts mean something else on their own ("turn the bass down", "slow it down", "everything except the
 * vocals"), put into the plain words that the lexicon has.
 */
const OBJECT = String.raw`((?:(?:the|my|its|that|this|all|those|these)\s+)?\p{L}{2,20}(?:\s+\p{L}{2,20}){0,2}?)`
const ARTICLES = String.raw`(?:(?:the|its|my|overall|master|output)\s+)*`
const LOUDNESS = String.raw`(?:volume|gain|loudness|(?:overall|master|output|volume)\s+level)\b`
const LEVEL_VERBS = String.raw`(?:turn(?:\s+(?:up|down))?|lower|raise|increase|decrease|reduce|boost|crank(?:\s+up)?|cut|drop|bring(?:\s+(?:up|down))?)`
/** "lower" before one of these is about the pitch, not an order to reduce something. */
const PITCH_NOUNS = 'pitch|pitched|key|tuning|register|octave|note|notes|voice|one|ones'

const PHRASES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // The loudness of the result is fixed elsewhere; the word stays, to be reported as ignored.
  [
    new RegExp(
      String.raw`\b${LEVEL_VERBS}\s+${ARTICLES}${LOUDNESS}(?:\s+(?:up|down))?(?:\s+a\s+(?:bit|little|lot))?`,
      'gi',
    ),
    ' volume ',
  ],
  [/\b(?:turn|crank)\s+(?:it|this|that)\s+(?:up|down)\b/gi, ' volume '],
  [
    new RegExp(String.raw`\b(turn|bring|dial|pull|crank|roll)\s+${OBJECT}\s+(down|up(?!\s+front)|back|off)\b`, 'giu'),
    '$1 $3 $2',
  ],
  [new RegExp(String.raw`\b(take|cut|leave|filter|strip|bring)\s+${OBJECT}\s+(out|away)\b`, 'giu'), '$1 $3 $2'],
  [/\b(?:reduce|decrease|lower|drop)\s+(?:the\s+)?(?:tempo|speed|pace)\b/gi, ' slower '],
  [/\b(?:increase|raise|boost)\s+(?:the\s+)?(?:tempo|speed|pace)\b/gi, ' faster '],
  [/\b(?:raise|increase)\s+(?:the\s+|its\s+)?pitch\b/gi, ' higher pitch '],
  [/\b(?:reduce|decrease|drop|lower)\s+(?:the\s+|its\s+)?pitch\b/gi, ' lower pitch '],
  [new RegExp(String.raw`\b(?:lower|lowering)\s+(?:the|its|my)\s+(?!(?:${PITCH_NOUNS})\b)`, 'gi'), ' turn down '],
  [/\bpitch(?:ed|ing)?\s+(?:it|this|that|the\s+\p{L}{2,20})\s+(up|down)\b/giu, ' pitch $1 '],
  [/\b(?!care|royalty)(\p{L}{3,20})[-‐‑]free\b/giu, ' no $1 ; '],
  [/\beverything(?:\s+else)?\s+but\b/gi, ' everything except '],
  [/\bspeed (?:it |this |that |the \w{1,20} )?up\b|\bsped up\b/gi, ' faster '],
  [/\bslow(?:ed)? (?:it |this |that |the \w{1,20} )?down\b/gi, ' slower '],
  [/\bnot\s+(?:(?:nearly|quite|really)\s+)?(\p{L}{2,20})\s+enough\b/giu, ' more $1 '],
  // "make it minor", "turn this into major": at the end of a clause it is the mode, elsewhere an ordinary adjective.
  [/\b(minor|major)\b(?=\s*(?:$|[.,;:!?)\n]|(?:and|but|with)\b))/gi, '$1 key'],
]

/** The parts of a recording that "everything" stands for, and how people name them. */
const PARTS: readonly (readonly [part: string, names: RegExp])[] = [
  ['drums', /\b(?:drum|beat|percussi|kick|snare|rhythm)/i],
  ['bass', /\bbass/i],
  ['vocals', /\b(?:voc|voice|sing|speech|choir|acapella)/i],
]

const ALL_BUT =
  /\b(?:(?:remove|mute|cut|kill|strip|drop|delete|silence|eliminate|take\s+out|no|without)\s+)(?:everything(?:\s+else)?|anything|all(?:\s+else)?)\s+(?:(?:out|away|off)\s+)?(?:except(?:\s+for)?|but|other\s+than|apart\s+from|besides)\s+([^.,;:!?\n]{1,60})/gi
const ISOLATION =
  /\b(?:isolat(?:e|ing)|extract|(?:keep|leave|want|give\s+me)\s+(?:only|just)|solo\s+the)\s+([^.,;:!?\n]{1,60})/gi

/** The prompt in plain words. */
export function inPlainWords(prompt: string): string {
  let text = prompt.replace(ALL_BUT, onlyKept).replace(ISOLATION, onlyKept)
  for (const [pattern, replacement] of PHRASES) text = text.replace(pattern, replacement)
  return text
}

/** "the vocals": the vocals are kept and the other parts go; what is no part of a recording is left as it stands. */
function onlyKept(surface: string, kept: string): string {
  if (!PARTS.some(([, names]) => names.test(kept))) return surface
  const others = PARTS.flatMap(([part, names]) => (names.test(kept) ? [] : [`remove ${part} ;`]))
  return ` ; ${others.join(' ')} keep ${kept}`
}
