import { rms, SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { toDb } from '../dsp/units.ts'
import { finish } from '../progress.ts'
import { beatPeriodSeconds, trackBeats } from './beats.ts'
import { estimateChords } from './chords.ts'
import { chromaFrames, totalChroma } from './chroma.ts'
import { downbeatPhase } from './downbeat.ts'
import type { SourceFacts } from './facts.ts'
import { estimateKey } from './key.ts'
import { sourceKind } from './kind.ts'
import { onsetEnvelope, pickOnsets } from './onsets.ts'
import { pauseRatio } from './pauses.ts'
import { longTermSpectrum } from './spectrum.ts'
import { estimateTempo } from './tempo.ts'

/** Below this the tempo is noise, and a beat grid would be invented. */
const BEATS_FROM_CONFIDENCE = 0.12
/** Spacing of the chord grid when there are no beats. */
const CHORD_GRID_SECONDS = 0.5

/** Listens to a clip: about 4.4 ms a second of audio on a busy machine (bench/spectral.ts). Safe for silence and for clips of a few samples. */
export const analyse = (audio: StereoAudio): SourceFacts => finish(analyseInSteps(audio))

/** The same for whoever has to stay responsive: yields the fraction done between its parts. */
export function* analyseInSteps(audio: StereoAudio): Generator<number, SourceFacts> {
  const durationSeconds = audio.left.length / SAMPLE_RATE_HZ
  const envelope = onsetEnvelope(audio)
  yield 0.35
  const tempo = estimateTempo(envelope)
  const beats = tempo.confidence > BEATS_FROM_CONFIDENCE ? trackBeats(envelope, tempo.bpm, audio) : []
  yield 0.45
  const frames = chromaFrames(audio)
  yield 0.8
  const chroma = totalChroma(frames)
  const key = estimateKey(chroma)
  const grid = beats.length > 4 ? beats : evenGrid(durationSeconds)
  const beatChords = estimateChords(frames, grid, durationSeconds, key)
  const spectrum = longTermSpectrum(audio)
  const evidence = {
    levelDb: toDb(rms(audio)),
    tempoConfidence: tempo.confidence,
    chromaPeakShare: peakShare(chroma),
    pauseRatio: pauseRatio(audio),
    spectrumDb: spectrum.spectrumDb,
  }
  return {
    ...evidence,
    kind: sourceKind(evidence),
    durationSeconds,
    tempoBpm: refinedBpm(tempo.bpm, beats),
    beatsSeconds: beats,
    downbeatPhase: downbeatPhase(beats, beatChords, envelope),
    key,
    tuningSemitones: frames.tuningSemitones,
    chroma,
    beatChords,
    onsetsSeconds: pickOnsets(envelope, audio),
    centroidHz: spectrum.centroidHz,
    flatness: spectrum.flatness,
  }
}

function evenGrid(durationSeconds: number): number[] {
  const spans = Math.max(1, Math.floor(durationSeconds / CHORD_GRID_SECONDS))
  return Array.from({ length: spans }, (_, i) => i * CHORD_GRID_SECONDS)
}

/** The tempo of the tracked beats, unless they contradict the estimate that led to them. */
function refinedBpm(bpm: number, beats: readonly number[]): number {
  const period = beatPeriodSeconds(beats)
  if (period === undefined) return bpm
  return Math.abs(60 / period / bpm - 1) < 0.06 ? 60 / period : bpm
}

/** Share of the four strongest pitch classes. */
function peakShare(chroma: Float64Array): number {
  const total = chroma.reduce((sum, value) => sum + value, 0)
  if (total <= 0) return 4 / 12
  const strongest = [...chroma].sort((a, b) => b - a)
  return (strongest[0] + strongest[1] + strongest[2] + strongest[3]) / total
}
