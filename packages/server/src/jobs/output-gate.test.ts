import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { expect, test } from 'vitest'
import type { RenderTask } from '../engines/port.ts'
import { gateOutput } from './output-gate.ts'

const tone = (seconds: number, amplitude: number): StereoAudio => {
  const left = Float32Array.from(
    { length: Math.round(seconds * SAMPLE_RATE_HZ) },
    (_, index) => amplitude * Math.sin(index / 10),
  )
  return { left, right: left.slice() }
}

/** Uniform noise; the same every time. */
const noise = (seconds: number, amplitude: number): StereoAudio => {
  let state = 1
  const channel = (): Float32Array =>
    Float32Array.from({ length: Math.round(seconds * SAMPLE_RATE_HZ) }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      return (amplitude * state) / 2 ** 31
    })
  return { left: channel(), right: channel() }
}

const asked = (task: RenderTask = { kind: 'words', durationSeconds: 1 }, prompt = 'a warm song') => ({
  ...{ task, prompt, model: 'stability-ai/stable-audio-3/music' },
})
const from = (source: StereoAudio): RenderTask => ({
  ...{ kind: 'audio-to-audio', durationSeconds: 1, initNoiseLevel: 0.5, source },
})

test('sound of the right length passes untouched', () => {
  const audio = tone(1, 0.5)
  expect(gateOutput(audio, asked())).toEqual({ audio, warnings: [] })
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('one sample of %d is refused', (value) => {
  const audio = tone(1, 0.5)
  audio.right[20_000] = value
  expect(() => gateOutput(audio, asked())).toThrow(/not numbers/)
})

test('a result that is a tenth of a second short is refused, and one that is a frame short is not', () => {
  expect(() => gateOutput(tone(0.9, 0.5), asked())).toThrow(/length/)
  expect(gateOutput(tone(0.99, 0.5), asked()).warnings).toEqual([])
})

test('an edited clip must be as long as the clip and what was added to it', () => {
  const source = tone(1, 0.5)
  const inpainted = asked({
    kind: 'inpainting',
    regions: [{ startSeconds: 0, endSeconds: 0.5 }],
    paste: 'audio',
    source,
  })
  const outpainted = asked({ kind: 'outpainting', beforeSeconds: 0.5, afterSeconds: 1, paste: 'audio', source })
  expect(gateOutput(tone(1, 0.5), inpainted).warnings).toEqual([])
  expect(() => gateOutput(tone(1.1, 0.5), inpainted)).toThrow(/length/)
  expect(gateOutput(tone(2.5, 0.5), outpainted).warnings).toEqual([])
  expect(() => gateOutput(tone(1, 0.5), outpainted)).toThrow(/length/)
})

test('channels of different lengths are refused', () => {
  const { left } = tone(1, 0.5)
  expect(() => gateOutput({ left, right: left.slice(1) }, asked())).toThrow(/length/)
})

test('silence is refused unless the source was silent', () => {
  const silence = tone(1, 0)
  expect(() => gateOutput(silence, asked())).toThrow(/silent/)
  expect(() => gateOutput(silence, asked(from(tone(1, 0.1))))).toThrow(/silent/)
  expect(gateOutput(silence, asked(from(tone(1, 0)))).warnings).toEqual([])
})

test('static is refused unless the words ask for noise or the source was as much', () => {
  const hiss = noise(1, 0.9)
  expect(() => gateOutput(hiss, asked())).toThrow(/white noise/)
  expect(() => gateOutput(hiss, asked(from(tone(1, 0.5))))).toThrow(/white noise/)
  expect(gateOutput(hiss, asked(undefined, 'White noise for sleeping')).warnings).toEqual([])
  expect(gateOutput(hiss, asked(undefined, 'bir bebek için beyaz gürültü')).warnings).toEqual([])
  expect(gateOutput(hiss, asked(from(noise(1, 0.5)))).warnings).toEqual([])
})

/** One clip after another. */
function sequence(...clips: readonly StereoAudio[]): StereoAudio {
  const joined = (channels: readonly Float32Array[]) => Float32Array.from(channels.flatMap((channel) => [...channel]))
  return { left: joined(clips.map(({ left }) => left)), right: joined(clips.map(({ right }) => right)) }
}

const inpainting = (source: StereoAudio, ...stretches: readonly (readonly [number, number])[]): RenderTask => ({
  ...{ kind: 'inpainting', paste: 'audio', source },
  regions: stretches.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds })),
})

test.each<[string, (seconds: number) => StereoAudio]>([
  ['silent', (seconds) => tone(seconds, 0)],
  ['white noise', (seconds) => noise(seconds, 0.9)],
])('the kept part of an edit does not hide that a stretch that was made is %s', (reason, broken) => {
  const [song, words] = [tone(3, 0.5), new RegExp(`a stretch of it is ${reason}`)]
  const inpainted = sequence(tone(1, 0.5), broken(1), tone(1, 0.5))
  expect(() => gateOutput(inpainted, asked(inpainting(song, [1, 2])))).toThrow(words)
  // Two regions that meet are one stretch, long enough to be judged.
  expect(() => gateOutput(inpainted, asked(inpainting(song, [1.4, 2], [1, 1.4])))).toThrow(words)
  expect(gateOutput(inpainted, asked(inpainting(song, [0, 1]))).warnings).toEqual([])
  const outpainting: RenderTask = {
    ...{ kind: 'outpainting', beforeSeconds: 1, afterSeconds: 1, paste: 'audio', source: song },
  }
  expect(() => gateOutput(sequence(broken(1), song, tone(1, 0.5)), asked(outpainting))).toThrow(words)
  expect(() => gateOutput(sequence(tone(1, 0.5), song, broken(1)), asked(outpainting))).toThrow(words)
})

test('what the source was in the same place, or beside it, excuses a stretch, and only that one', () => {
  const source = sequence(tone(1, 0), tone(1, 0.5))
  const silentAtFirst = asked(inpainting(source, [0, 1]))
  expect(gateOutput(source, silentAtFirst).warnings).toEqual([])
  expect(() => gateOutput(sequence(tone(1, 0.5), tone(1, 0)), asked(inpainting(source, [1, 2])))).toThrow(/silent/)
  const outpainting: RenderTask = {
    ...{ kind: 'outpainting', beforeSeconds: 1, afterSeconds: 1, paste: 'audio', source },
  }
  expect(gateOutput(sequence(tone(1, 0), source, tone(1, 0.5)), asked(outpainting)).warnings).toEqual([])
  expect(() => gateOutput(sequence(tone(1, 0.5), source, tone(1, 0)), asked(outpainting))).toThrow(/silent/)
})

test('a stretch of less than half a second may be a pause or a hit, but must be finite', () => {
  const source = tone(2, 0.5)
  const pause = sequence(tone(1, 0.5), tone(0.4, 0), tone(0.6, 0.5))
  const request = asked(inpainting(source, [1, 1.4]))
  expect(gateOutput(pause, request).warnings).toEqual([])
  pause.left[50_000] = Number.NaN
  expect(() => gateOutput(pause, request)).toThrow(/not numbers/)
})

test('of a sound effect that is noise the listener is told, and it is kept', () => {
  const effect = {
    ...asked(undefined, 'a machine nobody has a word for'),
    model: 'stability-ai/stable-audio-3/text-to-audio',
  }
  expect(gateOutput(noise(1, 0.9), effect).warnings).toEqual([expect.stringContaining('white noise')])
  expect(gateOutput(noise(1, 0.9), { ...effect, prompt: 'a shower' }).warnings).toEqual([])
})

test('what is above full scale is turned down to it, and says so', () => {
  const { audio, warnings } = gateOutput(tone(1, 2), asked())
  expect(Math.max(...audio.left)).toBeLessThanOrEqual(1)
  expect(Math.max(...audio.left)).toBeGreaterThan(0.999)
  expect(warnings).toEqual(['The result was 6.0 dB too loud and was turned down by as much.'])
})
