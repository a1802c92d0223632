/** Does a prompt move the sound its way? Against the empty prompt, guidance 1, strength 0.9. Source: specification, 4.2. */
import { expect, test } from 'vitest'
import { chromaFrames, totalChroma } from '../analysis/chroma.ts'
import { onsetEnvelope, pickOnsets } from '../analysis/onsets.ts'
import type { StereoAudio } from '../dsp/stereo.ts'
import { toDb } from '../dsp/units.ts'
import type { RestyleOptions } from '../engine/options.ts'
import { clap, speech } from './clips.test.fixture.ts'
import * as measures from './measures.ts'
import { rendered } from './render.test.fixture.ts'
import { song } from './song.test.fixture.ts'

const SECONDS = 6
const clip = song(SECONDS)
const restyled = (prompt: string, options: Partial<RestyleOptions> = {}, source: StereoAudio = clip.mix) =>
  rendered(source, { prompt, durationSeconds: SECONDS, seed: 1, ...options })
const soundOf = (prompt: string, options: Partial<RestyleOptions> = {}) =>
  measures.measureSound(restyled(prompt, options).audio)
const untouched = soundOf('')

test.each([
  ['dark', 0, 0.75],
  ['bright', 1.2, 4],
  ['underwater', 0, 0.25],
])('"%s" moves the spectral centroid to between %d and %d times', (prompt, least, most) => {
  const ratio = soundOf(prompt).centroidHz / untouched.centroidHz
  expect(ratio).toBeGreaterThanOrEqual(least)
  expect(ratio).toBeLessThanOrEqual(most)
})

test('"wide" widens by 6 dB and "mono" narrows to −30 dB', () => {
  expect(soundOf('wide').sideDb).toBeGreaterThanOrEqual(untouched.sideDb + 6)
  expect(soundOf('mono').sideDb).toBeLessThanOrEqual(-30)
})

test('"8-bit" is noisier in its spectrum and loses no treble', () => {
  const sound = soundOf('8-bit')
  const treble = (spectrumDb: ArrayLike<number>): number => measures.bandShareDb(spectrumDb, 5000, 30_000)
  expect(sound.flatness).toBeGreaterThan(untouched.flatness)
  expect(treble(sound.spectrumDb)).toBeGreaterThanOrEqual(treble(untouched.spectrumDb) - 1)
})

test.each<[string, StereoAudio]>([
  ['music', clip.mix],
  ['speech', speech(SECONDS)],
])('a telephone has nothing below 150 Hz and above 5 kHz (%s)', (_what, source) => {
  const { spectrumDb } = measures.measureSound(restyled('an old telephone call, no reverb', {}, source).audio)
  expect(measures.bandShareDb(spectrumDb, 0, 150)).toBeLessThanOrEqual(-40)
  expect(measures.bandShareDb(spectrumDb, 5000, 30_000)).toBeLessThanOrEqual(-35)
})

test('rooms ring as long as planned, in the order of their size', () => {
  const prompts = ['small room', 'roomy', 'reverberant', 'concert hall', 'vast endless space']
  const times = prompts.map((prompt) => {
    const { audio, report } = rendered(clap(6), { prompt, durationSeconds: 6, seed: 1, initNoiseLevel: 0.8 })
    const measured = measures.decayTime(audio, 0.49)
    const planned = report.done.reverbSeconds ?? Number.NaN
    expect(Math.abs(measured / planned - 1), `${prompt}: ${measured} s for ${planned} s`).toBeLessThanOrEqual(0.2)
    return measured
  })
  expect(times).toEqual([...times].sort((one, other) => one - other))
})

test('"spacious" rings over a second, "dry" and "close and intimate" not at all', () => {
  const t60 = (prompt: string): number =>
    measures.decayTime(rendered(clap(4), { prompt, durationSeconds: 4, seed: 1, initNoiseLevel: 0.8 }).audio, 0.49)
  expect(t60('spacious')).toBeGreaterThanOrEqual(1)
  expect(t60('dry')).toBeLessThanOrEqual(0.1)
  expect(t60('close and intimate')).toBeLessThanOrEqual(0.1)
})

test.each(['slower', 'much faster', '90 BPM', '130 BPM'])('"%s" is heard at the planned tempo', (prompt) => {
  const { audio, report } = rendered(song(8).mix, { prompt, durationSeconds: 8, seed: 1 })
  expect(Math.abs(measures.trackedTempo(audio) / report.done.tempoBpm - 1)).toBeLessThanOrEqual(0.01)
  expect(report.done.tempoRatio).not.toBe(1)
})

test.each([
  ['pitch down 3 semitones', -3],
  ['in D minor', 5],
  ['octave up', 0],
])('"%s" turns the pitch classes by %d', (prompt, semitones) => {
  const chroma = (audio: StereoAudio): Float64Array => totalChroma(chromaFrames(audio))
  expect(measures.chromaRotation(chroma(clip.mix), chroma(restyled(prompt).audio))).toBe(semitones)
})

test.each([
  ['harshness', 2000, 5000, -4],
  ['bass', 0, 150, -3],
])('the negative prompt "%s" takes %d to %d Hz down by at least %d dB', (negativePrompt, from, to, changeDb) => {
  const prompt = 'bright energetic rock'
  const without = measures.bandShareDb(soundOf(prompt).spectrumDb, from, to)
  const avoided = measures.bandShareDb(soundOf(prompt, { negativePrompt }).spectrumDb, from, to)
  expect(avoided - without).toBeLessThanOrEqual(changeDb)
})

const onsets = (audio: StereoAudio): number[] => pickOnsets(onsetEnvelope(audio), audio)

/** Level of a stem in a result, over that of the bass and keys, dB. */
function stemDb(audio: StereoAudio, stem: 'drums' | 'voice'): number {
  const inResult = Math.abs(measures.projection(audio, clip[stem]) / measures.projection(audio, clip.tonal))
  return toDb(inResult)
}

test('"no drums" takes at least 6 dB of the source\'s drums, and says that it only reduces them', () => {
  const { audio, report } = restyled('no drums')
  expect(stemDb(audio, 'drums') - stemDb(restyled('').audio, 'drums')).toBeLessThanOrEqual(-6)
  expect(report.warnings.join()).toContain('drums are reduced, not removed')
})

test('"no vocals" takes at least 6 dB of a sung line, and says that it only reduces it', () => {
  const { audio, report } = restyled('no vocals')
  expect(stemDb(audio, 'voice') - stemDb(restyled('').audio, 'voice')).toBeLessThanOrEqual(-6)
  expect(report.warnings.join()).toContain('reduced, not removed')
})

test('formants move without the pitch', () => {
  const voice = speech(4)
  const centroid = (formant: number): number =>
    measures.measureSound(rendered(voice, { prompt: '', durationSeconds: 4, plan: { formant } }).audio).centroidHz
  expect(centroid(5)).toBeGreaterThan(1.1 * centroid(-5))
})

test('swing moves the off-beats of the source itself, not only of what is added', () => {
  // Hats on every half beat: with swing the second one comes later in the beat.
  const offBeat = (prompt: string): number => {
    const { audio, report } = rendered(song(8).mix, { prompt, durationSeconds: 8, seed: 1, plan: { Ldrum: 0 } })
    expect(report.done.layers).not.toContain('drums')
    const beat = 60 / report.done.tempoBpm
    const phases = onsets(audio).map((seconds) => (seconds / beat) % 1)
    const middle = phases.filter((phase) => phase > 0.35 && phase < 0.75).sort((one, other) => one - other)
    return middle[middle.length >> 1]
  }
  expect(Math.abs(offBeat('') - 0.5)).toBeLessThan(0.03)
  expect(offBeat('swinging')).toBeGreaterThan(0.55)
})
