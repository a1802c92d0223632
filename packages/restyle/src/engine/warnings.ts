import { KEY_CONFIDENCE } from '../analysis/facts.ts'
import { type MasterReport, SILENT_LUFS } from '../dsp/master.ts'
import { fill } from '../errors.ts'
import type { Decisions } from './decisions.ts'

export const WARNINGS = {
  nothing_understood: 'No word of the prompt was understood: only length, level and the strength setting acted.',
  silent_source: 'The source is silent: there is nothing to restyle, and what was added stays at its own level.',
  no_tempo: 'The source has no clear tempo: {bpm} BPM applies to the added parts alone.',
  no_key: 'The source has no clear key: the requested key applies to the added parts alone.',
  no_beats: "The source's beats are not clear enough to play along with; left out: {layers}.",
  vocals_remain: 'Vocals are reduced, not removed: without a separation model they cannot be taken out of a mix.',
  drums_remain: "The source's drums are reduced, not removed: traces of them remain.",
  strength_zero: 'At strength 0 the source comes back as it is: the prompt was not applied.',
  full_strength:
    "Even at full strength the source's chords, tempo and key remain: this engine transforms, it does not compose anew.",
  nothing_left: 'Almost nothing is left of the clip: too little to be brought to −14 LUFS.',
  quiet: 'The result is quieter than −14 LUFS: it is too sparse to be brought there without squashing its peaks.',
} as const

/** What a person should know about this result, most important first. */
export function warningsFor(decisions: Decisions, master: MasterReport): string[] {
  return [
    ...promptWarnings(decisions),
    ...sourceWarnings(decisions),
    ...removalWarnings(decisions),
    ...strengthWarnings(decisions),
    ...loudnessWarnings(decisions, master),
  ]
}

function promptWarnings({ settings, intent: { reading, avoided } }: Decisions): string[] {
  const typed = settings.prompt.trim() !== '' || settings.negativePrompt.trim() !== ''
  const nothing = reading.understood.length === 0 && avoided.understood.length === 0
  if (!typed || !nothing || Object.keys(settings.planOverrides).length > 0) return []
  return [WARNINGS.nothing_understood]
}

function sourceWarnings({ facts, intent: { reading }, tempo, arrangement }: Decisions): string[] {
  if (facts.kind === 'silence') return [WARNINGS.silent_source]
  const warnings: string[] = []
  const { bpm, key } = reading.settings
  if (bpm !== undefined && !tempo.hasTempo) warnings.push(fill(WARNINGS.no_tempo, { bpm }))
  if (key !== undefined && facts.key.confidence <= KEY_CONFIDENCE) warnings.push(WARNINGS.no_key)
  const leftOut = [...arrangement.silenced]
  if (leftOut.length > 0) warnings.push(fill(WARNINGS.no_beats, { layers: leftOut.join(', ') }))
  return warnings
}

/** Reductions from which a person expects a removal. */
const REMOVAL_DB = { vox: -6, perc: -18 }

function removalWarnings({ plan, facts }: Decisions): string[] {
  if (facts.kind === 'silence') return []
  return [
    ...(plan.vox <= REMOVAL_DB.vox ? [WARNINGS.vocals_remain] : []),
    ...(plan.perc <= REMOVAL_DB.perc ? [WARNINGS.drums_remain] : []),
  ]
}

function strengthWarnings({ settings, intent: { reading } }: Decisions): string[] {
  if (settings.noiseLevel === 0 && reading.understood.length > 0) {
    return [WARNINGS.strength_zero]
  }
  return settings.noiseLevel < 0.95 ? [] : [WARNINGS.full_strength]
}

function loudnessWarnings({ facts }: Decisions, master: MasterReport): string[] {
  if (!master.loudnessCapped || facts.kind === 'silence') return []
  return [master.loudnessLufs > SILENT_LUFS ? WARNINGS.quiet : WARNINGS.nothing_left]
}
