/**
 * Milliseconds of processor time a second of stereo audio, best of five runs after one to warm up.
 * Run: npx tsx --conditions=source packages/restyle/bench/spectral.ts
 */
import { analyse } from '../src/analysis/analyse.ts'
import { chromaFrames } from '../src/analysis/chroma.ts'
import { onsetEnvelope } from '../src/analysis/onsets.ts'
import { longTermSpectrum } from '../src/analysis/spectrum.ts'
import { chordSequence, DRUM_PATTERNS, drumLoop, noise, triad } from '../src/analysis/synthetic.test.fixture.ts'
import { realFft } from '../src/dsp/fft.ts'
import { separatePercussive } from '../src/dsp/hpss.ts'
import { PairFft } from '../src/dsp/pair-fft.ts'
import { mapPercussion } from '../src/dsp/percussive-time-map.ts'
import { type SpectralSettings, spectralStage } from '../src/dsp/spectral-stage.ts'
import { add } from '../src/dsp/stereo.ts'
import { estimateVoice } from '../src/dsp/voice-split.ts'
import { finish } from '../src/progress.ts'

const SECONDS = 20
const RUNS = 5

function song() {
  const chords = [triad(9, true), triad(5, false), triad(0, false), triad(7, false)]
  const audio = chordSequence([...chords, ...chords], SECONDS / 8)
  add(audio, drumLoop(DRUM_PATTERNS.rock, 96, SECONDS), 0.5)
  add(audio, noise(SECONDS), 0.01)
  return audio
}

function best(work: () => unknown): number {
  work()
  let shortest = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS; run++) {
    const start = cpuMilliseconds()
    work()
    shortest = Math.min(shortest, cpuMilliseconds() - start)
  }
  return shortest
}

/** Processor time of this process: on a busy machine it says more than the clock does. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function report(name: string, work: () => unknown): void {
  console.log(`${name.padEnd(36)} ${(best(work) / SECONDS).toFixed(2)} ms/s`)
}

function reportFft(size: number): void {
  const signal = noise(size / 44100).left
  const re = new Float32Array(size / 2 + 1)
  const im = new Float32Array(size / 2 + 1)
  const pair = new PairFft(size)
  const repeat = (work: () => void) => () => {
    for (let i = 0; i < 2_000_000 / size; i++) work()
  }
  const each = (milliseconds: number) => ((milliseconds / Math.ceil(2_000_000 / size)) * 1000).toFixed(1)
  const real = best(repeat(() => realFft(size).forward(signal, re, im)))
  const two = best(
    repeat(() => {
      pair.data.fill(0.1)
      pair.forward()
    }),
  )
  console.log(`FFT of ${size}`.padEnd(36), `real ${each(real)} us, pair ${each(two)} us`)
}

for (const size of [1024, 2048, 4096, 8192, 16384]) reportFft(size)
const audio = song()
report('analyse', () => analyse(audio))
report('  onset envelope', () => onsetEnvelope(audio))
report('  chroma', () => chromaFrames(audio))
report('  long-term spectrum', () => longTermSpectrum(audio))
report('separate percussive, 2048', () => finish(separatePercussive(audio)))
report('voice estimate', () => finish(estimateVoice(audio)))

const outputLength = SECONDS * 44100
const stage = (name: string, settings: Partial<SpectralSettings>) =>
  report(`spectral stage, ${name}`, () => finish(spectralStage(audio, { outputLength, ...settings })))
stage('stretch 0.8', { stretch: 0.8 })
stage('stretch 1.25', { stretch: 1.25 })
stage('pitch +3', { pitchSemitones: 3 })
stage('pitch +3, formants held', { pitchSemitones: 3, keepFormants: true })
stage('diffusion 0.5', { diffusion: 0.5 })
stage('smear 0.7', { smear: 0.7 })
stage('stretch 1.25, smear 0.7', { stretch: 1.25, smear: 0.7 })
stage('denoise and dereverb', { denoise: 0.5, dereverb: 0.5 })
stage('formants +3', { formantSemitones: 3 })
const onsetsSeconds = analyse(audio).onsetsSeconds
report('percussive time map, 1.25', () => mapPercussion(audio, { onsetsSeconds, outputLength, stretch: 1.25 }))
