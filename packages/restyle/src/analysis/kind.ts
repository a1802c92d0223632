import type { SourceKind } from './facts.ts'
import { THIRD_OCTAVES_HZ } from './spectrum.ts'

export interface KindEvidence {
  readonly levelDb: number
  readonly tempoConfidence: number
  readonly chromaPeakShare: number
  readonly pauseRatio: number
  readonly spectrumDb: Float64Array
}

/** RMS: 10 dB above the dither of a 16-bit file. A clip that was only recorded far too quietly is not silent. */
const SILENCE_DB = -85

/**
 * Speech pauses, lies between 150 Hz and 5 kHz, and is neither rhythmic nor in a key; a texture has neither rhythm nor
 * pitch; everything else is music. Thresholds from synthetic speech, loops and textures: a guess on real recordings.
 */
export function sourceKind(evidence: KindEvidence): SourceKind {
  if (evidence.levelDb < SILENCE_DB) return 'silence'
  const { tempoConfidence, chromaPeakShare } = evidence
  const voiceLike = evidence.pauseRatio > 0.08 && voiceBandShare(evidence.spectrumDb) > 0.85
  if (voiceLike && tempoConfidence < 0.55 && chromaPeakShare < 0.66) return 'speech'
  return tempoConfidence < 0.15 && chromaPeakShare < 0.55 ? 'texture' : 'music'
}

function voiceBandShare(spectrumDb: Float64Array): number {
  let voice = 0
  let all = 0
  for (let band = 0; band < spectrumDb.length; band++) {
    const power = 10 ** (spectrumDb[band] / 10)
    all += power
    if (THIRD_OCTAVES_HZ[band] > 150 && THIRD_OCTAVES_HZ[band] < 5000) voice += power
  }
  return voice / (all + 1e-20)
}
