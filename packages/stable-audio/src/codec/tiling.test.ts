import { expect, test } from 'vitest'
import { referencePasses, streamSteps, windowSteps } from './tiling.ts'

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

for (const context of [1, 2]) {
  test(`windows with ${context} of context cover what is wanted, each with its context, in one length`, () => {
    for (const frames of [2, 4, 6, 66, 68, 70, 132, 134, 200]) {
      for (const wanted of range(1, frames + 1)) {
        const steps = windowSteps({ frames, wanted, chunk: 2, context, longest: 68 })
        expect(steps.flatMap(({ keep }) => range(...keep))).toEqual(range(0, wanted))
        expect(new Set(steps.map(({ length }) => length)).size).toBe(1)
        const sound = steps.every(({ from, length, keep }) => {
          const [before, after] = [keep[0] - from, from + length - keep[1]]
          const inside = from % 2 === 0 && length % 2 === 0 && length <= 68 && from + length <= frames
          return inside && (before >= context || from === 0) && (after >= context || from + length === frames)
        })
        expect(sound).toBe(true)
      }
    }
  })
}

test('windows are as equal as they can be', () => {
  const steps = windowSteps({ frames: 388, wanted: 326, chunk: 2, context: 2, longest: 68 })
  expect(steps.map(({ from, length }) => [from, length])).toEqual([
    [0, 58],
    [54, 58],
    [108, 58],
    [162, 58],
    [216, 58],
    [270, 58],
  ])
})

test('a stream gives what is wanted, the delay of its blocks later', () => {
  for (const wanted of range(1, 60)) {
    const steps = streamSteps({ wanted, delay: 12, longest: 12 })
    expect(steps.flatMap(({ keep: [from, to] }) => (from < to ? range(from, to) : []))).toEqual(range(0, wanted))
    for (const [index, { from, length, resultFrom }] of steps.entries()) {
      expect([from, length % 4, resultFrom]).toEqual([index * length, 0, from - 12])
    }
  }
})

test('the last step of a stream is as full as blocks of four allow', () => {
  expect(streamSteps({ wanted: 4, delay: 12, longest: 12 }).map(({ length }) => length)).toEqual([8, 8])
  expect(streamSteps({ wanted: 28, delay: 12, longest: 12 }).map(({ length }) => length)).toEqual([12, 12, 12, 12])
})

test("the reference's windows are 128 latents long, 96 apart, and later ones write over earlier ones", () => {
  expect(referencePasses(127, 127)).toEqual([{ from: 0, frames: 127, keep: [0, 127] }])
  expect(referencePasses(128, 128)).toEqual([{ from: 0, frames: 128, keep: [0, 128] }])
  expect(referencePasses(300, 300)).toEqual([
    { from: 0, frames: 128, keep: [0, 112] },
    { from: 96, frames: 128, keep: [112, 208] },
    { from: 172, frames: 128, keep: [188, 300] },
  ])
})

test('windows of the reference that nobody wants are not run', () => {
  expect(referencePasses(300, 150).map(({ from, keep }) => [from, keep])).toEqual([
    [0, [0, 112]],
    [96, [112, 150]],
  ])
})
