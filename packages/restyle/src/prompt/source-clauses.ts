/**
 * Parts of a prompt that describe the clip as it is, not as it should become: in "turn the bright piano into an 8-bit
 * tune" nobody asks for bright. Tag syntax ("Genre: techno | Mood: dark") is opened up as well.
 */
const TAGS =
  /\b(?:track ?type|format|vocal ?type|instruments?|genres?|sub-?genres?|moods?|style|tempo|key|bpm|tags?|description)\s*:/gi

/** At most this much text may stand between the verb and "into": a longer gap is another sentence. */
const OBJECT = String.raw`(?:(?:this|the|my|that|it|a|an)\b\s*)?[^.,;:!?]{0,60}?`

const TRANSFORMATIONS = [
  new RegExp(
    String.raw`\b(?:turn(?!\s+(?:up|down|off)\b)|transform|convert|change|morph|rework|restyle|reimagine|remix)(?:ing|s)?\s+${OBJECT}\s*\b(?:in)?to\s+(?:an?\s+|something\s+)?`,
    'gi',
  ),
  new RegExp(String.raw`\bmake\s+${OBJECT}\s*\binto\s+(?:an?\s+|something\s+)?`, 'gi'),
  new RegExp(
    String.raw`\bfrom\s+(?:this|the|my|that|an?)\s+(?!original\b|source\b|input\b)${OBJECT}\s+(?:in)?to\s+(?:an?\s+)?`,
    'gi',
  ),
  /\b(?:instead of|rather than|not like)\s+[^.,;:!?]{0,60}/gi,
]

/** The prompt without what it says about the source. */
export function withoutSourceClauses(prompt: string): string {
  let text = prompt.replaceAll('|', ' , ').replace(TAGS, ' , ')
  for (const pattern of TRANSFORMATIONS) text = text.replace(pattern, ' , ')
  return text
}
