/** What holds for every render: determinism, the source at strength 0, and clips at the edge. Source: specification, 1.1 and 4.1. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { filterStereo } from '../dsp/biquad.ts'
import { type StereoAudio, scale, silence } from '../dsp/stereo.ts'
import { cutSections } from '../dsp/tone.ts'
import { fromDb } from '../dsp/units.ts'
import { ENGINE_VERSION } from '../engine/identity.ts'
import { restyle } from '../engine.ts'
import { fingerprint } from './bits.test.fixture.ts'
import { clap, nothing, speech, texture, thud } from './clips.test.fixture.ts'
import * as measures from './measures.ts'
import { rendered } from './render.test.fixture.ts'
import { song } from './song.test.fixture.ts'

const SECONDS = 5
const { mix } = song(SECONDS)

test('strength 0 gives the source back, whatever the prompt', () => {
  const options = { durationSeconds: SECONDS, initNoiseLevel: 0 }
  const { audio, report } = rendered(mix, {
    ...options,
    prompt: 'dark techno, 90 BPM, in D minor, low-pass at 500 Hz, high-pass at 300 Hz, no drums, pitch up 3 semitones',
    negativePrompt: 'bright',
  })
  expect(measures.residualDb(audio, mix)).toBeLessThanOrEqual(-20)
  expect(report.plan).toEqual({})
  expect(report.warnings.join()).toContain('strength 0')
  expect(fingerprint(rendered(mix, { ...options, prompt: '' }).audio)).toBe(fingerprint(audio))
})

test('the source is not changed', () => {
  const source = song(2).mix
  const before = fingerprint(source)
  rendered(source, { prompt: 'reversed granular glitch, slower', durationSeconds: 2 })
  expect(fingerprint(source)).toBe(before)
})

const everything = 'dreamy lo-fi hip hop, glitchy granular, metallic, rain, choir, lead melody, slower, wide'

test('the same seed gives the same bits, in another process too; another seed gives others', () => {
  const options = { prompt: everything, durationSeconds: 2, seed: 7 }
  const here = fingerprint(rendered(song(2).mix, options).audio)
  rendered(song(3).mix, { prompt: 'techno, bells', durationSeconds: 3, seed: 1 })
  expect(fingerprint(rendered(song(2).mix, options).audio)).toBe(here)
  expect(fingerprint(rendered(song(2).mix, { ...options, seed: 8 }).audio)).not.toBe(here)
  const child = fileURLToPath(new URL('./fingerprint.test.fixture.ts', import.meta.url))
  const there = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', child, JSON.stringify(options)],
    { encoding: 'utf8' },
  )
  expect(there.trim()).toBe(here)
})

test('seeds differ much less than prompts do', () => {
  const spectrum = (prompt: string, seed: number): Float64Array =>
    measures.measureSound(rendered(mix, { prompt, durationSeconds: SECONDS, seed }).audio).spectrumDb
  const one = spectrum('dreamy pads', 1)
  expect(measures.spectralDistanceDb(one, spectrum('dreamy pads', 2))).toBeLessThan(
    0.5 * measures.spectralDistanceDb(one, spectrum('bright techno', 1)),
  )
})

test('silence with a prompt for layers becomes layers; with a prompt for beds it stays quiet', () => {
  const layered = rendered(nothing(4), { prompt: 'dark ambient', durationSeconds: 4 })
  expect(layered.report.done.layers.length).toBeGreaterThan(0)
  expect(measures.measureFormat(layered.audio).loudnessLufs).toBeGreaterThan(-16)
  const bed = rendered(nothing(4), { prompt: 'telephone, hissy', durationSeconds: 4 })
  expect(measures.measureFormat(bed.audio).loudnessLufs).toBeLessThan(-35)
  expect(bed.report).toMatchObject({ loudnessCapped: true, source: { kind: 'silence' } })
  expect(bed.report.warnings.join()).toContain('silent')
})

test.each([
  [-63, 'dark techno', 0.9],
  [-80, 'dark', 0],
])(
  'a source with its peaks at %d dB full scale is not dropped for "%s" at strength %d',
  (peakDb, prompt, initNoiseLevel) => {
    const { mix: quiet } = song(3)
    const peak = [...quiet.left, ...quiet.right].reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    scale(quiet, fromDb(peakDb) / peak)
    const { audio } = rendered(quiet, { prompt, durationSeconds: 3, initNoiseLevel, plan: { Ldrum: 0, Lbass: 0 } })
    const loud = rendered(song(3).mix, {
      prompt,
      durationSeconds: 3,
      initNoiseLevel,
      plan: { Ldrum: 0, Lbass: 0 },
    }).audio
    expect(
      measures.spectralDistanceDb(measures.measureSound(audio).spectrumDb, measures.measureSound(loud).spectrumDb),
    ).toBeLessThan(0.5)
  },
)

test('a result that is filtered away is not passed off as −14 LUFS, and is said to be next to nothing', () => {
  const { audio, report } = rendered(mix, {
    prompt: 'high-pass at 8000 Hz, low-pass at 100 Hz',
    durationSeconds: SECONDS,
    initNoiseLevel: 1,
  })
  expect(measures.measureFormat(audio).loudnessLufs).toBeLessThan(-70)
  expect(report.loudnessCapped).toBe(true)
  expect(report.warnings.join()).toContain('Almost nothing is left of the clip')
})

test('nothing in, nothing asked: digital silence out', () => {
  const { audio } = rendered(nothing(1), { prompt: '', durationSeconds: 1 })
  expect(audio.left.every((value) => value === 0)).toBe(true)
})

/** The first 0.3 s of something. */
const scrap = (audio: StereoAudio): StereoAudio => ({
  left: audio.left.slice(0, 13_230),
  right: audio.right.slice(0, 13_230),
})

test.each<[string, StereoAudio, string, number]>([
  ['a clip of 0.3 s', scrap(mix), 'dark ambient, slower, in D minor', 3],
  ['a single sample', { left: Float32Array.of(0.5), right: Float32Array.of(0.5) }, 'lo-fi hip hop', 1],
  ['a thud', thud(), 'metallic distant explosion, huge', 6],
  ['a texture', texture(4), 'granular glassy shimmer, reversed', 7],
  ['speech', speech(5), 'robotic voice, lo-fi hip hop, keep the vocals', 7],
  ['a clap', clap(2), 'frozen slow motion, 60 BPM', 5],
  ['an odd length', mix, 'swinging jazz, half time, octave up', 3.3333],
  ['digital full scale with broken samples', broken(), 'warm tape, vocoder', 2],
])('%s restyles', (_what, source, prompt, durationSeconds) => {
  const { report } = rendered(source, { prompt, durationSeconds, seed: 3 })
  expect(report.understood.length).toBeGreaterThan(0)
})

function broken(): StereoAudio {
  const audio = silence(44_100)
  audio.left.fill(Number.POSITIVE_INFINITY, 0, 100)
  audio.left.fill(Number.NaN, 200, 300)
  for (let i = 0; i < audio.left.length; i++) audio.right[i] = i % 100 < 50 ? 1 : -1
  return audio
}

test('a mono clip can be made wide, and two equal channels stay equal when nothing asks for width', () => {
  const left = speech(4).left
  const mono = { left, right: left.slice() }
  const plain = rendered(mono, { prompt: 'dark', durationSeconds: 4, initNoiseLevel: 0.4 })
  expect(measures.measureSound(plain.audio).sideDb).toBeLessThan(-40)
  const wide = rendered(mono, { prompt: 'wide', durationSeconds: 4 })
  expect(measures.measureSound(wide.audio).sideDb).toBeGreaterThan(-20)
})

test.each(['extremely wide spacious ambient', 'chorus, wide choir'])(
  '"%s" keeps its bass in the middle and its side under its mid',
  (prompt) => {
    const { audio } = rendered(mix, { prompt, durationSeconds: SECONDS, seed: 2 })
    expect(measures.measureSound(audio).sideDb).toBeLessThanOrEqual(-4)
    filterStereo(audio, [...cutSections(0, 150), ...cutSections(0, 150)])
    expect(measures.measureSound(audio).sideDb).toBeLessThanOrEqual(-9)
  },
)

test('a long reverb over drones does not run away', () => {
  const prompt = 'distant voice in a huge cathedral with ethereal shimmering choir'
  const { audio } = rendered(mix, { prompt, durationSeconds: 20, seed: 1 })
  expect(Math.abs(measures.levelDriftDb(audio) - measures.levelDriftDb(mix))).toBeLessThanOrEqual(6)
})

test('120 s of a short clip come out whole, with progress that never falls and ends in the last stage', () => {
  const render = restyle(mix, { prompt: 'telephone', durationSeconds: 120 })
  let fraction = 0
  let stage = ''
  let step = render.next()
  for (; !step.done; step = render.next()) {
    expect(step.value.fraction).toBeGreaterThanOrEqual(fraction)
    ;({ fraction, stage } = step.value)
  }
  expect(stage).toBe('mastering')
  expect(fraction).toBeLessThanOrEqual(1)
  expect(step.value.audio.left).toHaveLength(120 * 44_100)
  expect(step.value.report.done.loopSegments).toBeGreaterThan(10)
})

test('the report says what was understood, avoided, ignored and done', () => {
  const { report } = rendered(mix, {
    prompt: 'very dark wardrobe with strings, 90 BPM',
    negativePrompt: 'harshness',
    durationSeconds: SECONDS,
  })
  expect(report).toMatchObject({
    engine: 'dsp-restyle',
    version: ENGINE_VERSION,
    avoided: [{ term: 'harsh' }],
    ignored: ['wardrobe'],
    done: { layers: ['strings'] },
  })
  expect(report.understood.map(({ term }) => term)).toEqual(['dark', 'strings', '90 bpm'])
  expect(report.plan.Lstr).toBeGreaterThan(0.3)
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('a prompt that means nothing to the engine is said to', () => {
  const { report } = rendered(mix, { prompt: 'zzz qqq', durationSeconds: 1 })
  expect(report.warnings[0]).toContain('No word of the prompt was understood')
})

test('a plan by hand replaces what the prompt says', () => {
  const { report } = rendered(mix, { prompt: 'strings', durationSeconds: 2, plan: { Lstr: 0, wet: 0.5 } })
  expect(report.done.layers).toEqual([])
  expect(report.done.reverbSeconds).not.toBeNull()
})

test('a source without samples, or with uneven channels, is refused', () => {
  const refused = (source: StereoAudio) => () => rendered(source, { prompt: 'dark' })
  const code = expect.objectContaining({ code: 'source_invalid' })
  expect(refused({ left: new Float32Array(0), right: new Float32Array(0) })).toThrow(code)
  expect(refused({ left: new Float32Array(10), right: new Float32Array(9) })).toThrow(code)
})
