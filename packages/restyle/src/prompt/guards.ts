import type { LexiconTerm } from './lexicon.ts'

/** What "keep the …" protects in the source. */
export interface Guards {
  readonly voice: boolean
  readonly percussion: boolean
  readonly melody: boolean
  readonly tempo: boolean
  readonly pitch: boolean
  /** Kept, but nothing more precise is known: the source as a whole stays in front. */
  readonly source: boolean
}

export const NO_GUARDS: Guards = {
  voice: false,
  percussion: false,
  melody: false,
  tempo: false,
  pitch: false,
  source: false,
}

/** "keep the tempo": tempo and key are no lexicon terms, so they are read from the text. */
export function guardsInText(text: string): { guards: Partial<Guards>; surfaces: string[]; rest: string } {
  const guards: { tempo?: true; pitch?: true } = {}
  const surfaces: string[] = []
  const rest = text.replace(
    /\b(?:keep(?:ing)?|preserv(?:e|ing)|retain|maintain)\s+(?:(?:the|its|my|same|original|current)\s+)*(tempo|speed|pace|bpm|key|pitch|tuning)\b/gi,
    (surface: string, what: string) => {
      if (/key|pitch|tuning/i.test(what)) guards.pitch = true
      else guards.tempo = true
      surfaces.push(surface)
      return ' , '
    },
  )
  return { guards, surfaces, rest }
}

/** The guard that a kept term switches on. */
export function guardFor(term: LexiconTerm): keyof Guards {
  if (/^(?:vocals|speech|choir)$/.test(term.name)) return 'voice'
  if (/^(?:drums|percussion|percussive|rhythmic|groovy|kick|snare|hi-hat|swinging)$/.test(term.name))
    return 'percussion'
  if (/^(?:lead|arpeggio)$/.test(term.name)) return 'melody'
  return 'source'
}
