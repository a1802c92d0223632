import {
  COUNT,
  countOf,
  type LiteralSettings,
  NUMBER,
  PERCENT,
  type SettingPattern,
  within,
} from './setting-pattern.ts'

const TEMPO = String.raw`(?:tempo|speed|pace|bpm)\b`
const OBJECT = String.raw`(?:(?:it|this|that|everything|the \p{L}+)\s+)?`
const DETERMINER = String.raw`(?:(?:the|its|my|original)\s+)*`
const SLOWER = /slow|reduce|decrease|lower|drop|cut|yava[şs]/i

/** "90 BPM", "20% slower", "twice as fast", "%20 daha hızlı". */
export const TEMPO_SETTINGS: readonly SettingPattern[] = [
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*(?:bpm|beats per minute)\b`, 'gi'),
    read: ([bpm]) => within(Number(bpm), 20, 400, (value) => ({ bpm: value })),
  },
  {
    pattern: new RegExp(String.raw`\b(?:bpm|tempo)\s*[:=]?\s*${NUMBER}\b(?!\s*%)`, 'gi'),
    read: ([bpm]) => within(Number(bpm), 20, 400, (value) => ({ bpm: value })),
  },
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*${PERCENT}\s*(?:more\s+)?(slower|faster)\b`, 'gi'),
    read: ([percent, way]) => relativeTempo(percent, way),
  },
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*${PERCENT}\s*(?:of\s+)?${DETERMINER}${TEMPO}`, 'gi'),
    read: ([percent]) => within(Number(percent) / 100, 0.25, 4, (tempoRatio) => ({ tempoRatio })),
  },
  {
    pattern: new RegExp(String.raw`\b(slower|faster)\s+by\s+${NUMBER}\s*${PERCENT}`, 'gi'),
    read: ([way, percent]) => relativeTempo(percent, way),
  },
  {
    pattern: new RegExp(
      String.raw`\b(slow|speed|sped)(?:ed|ing)?\s+${OBJECT}(?:(?:down|up)\s+)?${OBJECT}(?:by\s+)?${NUMBER}\s*${PERCENT}`,
      'giu',
    ),
    read: ([way, percent]) => relativeTempo(percent, way),
  },
  {
    pattern: new RegExp(
      String.raw`\b(reduce|decrease|lower|drop|cut|increase|raise|boost)\s+${DETERMINER}${TEMPO}\s+(?:by\s+)?${NUMBER}\s*${PERCENT}`,
      'gi',
    ),
    read: ([way, percent]) => relativeTempo(percent, way),
  },
  {
    pattern: new RegExp(
      String.raw`(?:%|\byüzde\b)\s*${NUMBER}\s*(?:daha\s+)?(yava[şs]|h[ıi]zl)(?:[ıi]|la[tş]?|and[ıi]r)?(?!\p{L})`,
      'giu',
    ),
    read: ([percent, way]) => relativeTempo(percent, way),
  },
  {
    pattern: new RegExp(String.raw`${NUMBER}\s*x\s*(?:the\s+)?(speed|tempo|faster|slower)\b`, 'gi'),
    read: ([times, way]) => multipliedTempo(Number(times), way),
  },
  {
    pattern: new RegExp(
      String.raw`${COUNT}\s+times\s+(?:as\s+|the\s+|its\s+)?(speed|tempo|faster|fast|slower|slow)(?!\p{L})`,
      'giu',
    ),
    read: ([times, way]) => multipliedTempo(countOf(times), way),
  },
  {
    pattern: /\b(twice|half)\s+as\s+(fast|quick|slow)\b/gi,
    read: ([share, way]) => multipliedTempo(/twice/i.test(share) ? 2 : 0.5, way),
  },
  {
    pattern: new RegExp(String.raw`\b(?:double|twice)\s+${DETERMINER}${TEMPO}`, 'gi'),
    read: () => ({ tempoRatio: 2 }),
  },
  {
    // "half speed" and "half time" without an article are words of the lexicon.
    pattern: new RegExp(String.raw`\b(?:half\s+(?:of\s+)?(?:the|its)|halve)\s+${DETERMINER}${TEMPO}`, 'gi'),
    read: () => ({ tempoRatio: 0.5 }),
  },
]

/** A tempo ratio between a tenth and ten times. */
function relativeTempo(percent: string, way: string): LiteralSettings | null {
  const change = Number(percent) / 100
  return within(SLOWER.test(way) ? 1 - change : 1 + change, 0.1, 10, (tempoRatio) => ({ tempoRatio }))
}

const multipliedTempo = (times: number, way: string): LiteralSettings | null =>
  within(times, 0.1, 10, (value) => ({ tempoRatio: SLOWER.test(way) ? 1 / value : value }))
