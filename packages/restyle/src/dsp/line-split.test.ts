import { expect, test } from 'vitest'
import { estimateLine } from './line-split.ts'
import { rms, SAMPLE_RATE_HZ, type StereoAudio, silence } from './stereo.ts'

/** Harmonic tones of one second each. */
function tones(...hz: number[]): StereoAudio {
  const audio = silence(2 * SAMPLE_RATE_HZ)
  for (let i = 0; i < audio.left.length; i++) {
    for (const fundamental of hz) {
      for (let partial = 1; partial <= 4; partial++) {
        audio.left[i] += (0.1 / partial) * Math.sin((2 * Math.PI * fundamental * partial * i) / SAMPLE_RATE_HZ)
      }
    }
  }
  audio.right.set(audio.left)
  return audio
}

function lineOf(audio: StereoAudio, notes: readonly (number | null)[]): StereoAudio {
  const work = estimateLine(audio, { notes, stepSeconds: 1, tuningSemitones: 0 })
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

test('the harmonics of the line are taken, those of another note are left', () => {
  const [sung, played] = [tones(440), tones(349.23)]
  expect(rms(lineOf(sung, [69, 69])) / rms(sung)).toBeGreaterThan(0.97)
  expect(rms(lineOf(played, [69, 69])) / rms(played)).toBeLessThan(0.1)
})

test('a rest takes nothing', () => {
  const line = lineOf(tones(440), [null, null])
  expect(rms(line)).toBe(0)
})

test('the line may change from step to step', () => {
  const line = lineOf(tones(440), [69, 65])
  const half = SAMPLE_RATE_HZ
  const second = { left: line.left.subarray(1.3 * half), right: line.right.subarray(1.3 * half) }
  expect(rms(second)).toBeLessThan(0.02)
  expect(rms({ left: line.left.subarray(0, 0.7 * half), right: line.right.subarray(0, 0.7 * half) })).toBeGreaterThan(
    0.05,
  )
})
