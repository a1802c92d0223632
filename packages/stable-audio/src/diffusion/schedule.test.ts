import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SCHEDULES } from '../request.ts'
import { MODULES, relativeError } from '../testing/golden.test.fixture.ts'
import { expectParity } from '../testing/parity.test.fixture.ts'
import { type DistributionShift, PUBLISHED_SHIFT } from './distribution-shift.ts'
import { noiseLevels } from './schedule.ts'

const REFERENCE = Object.entries(MODULES.cases.schedules as Record<string, number[]>)

const SHIFTS: Record<string, DistributionShift> = {
  logsnr_default: PUBLISHED_SHIFT,
  logsnr_rate1: { type: 'logsnr', rate: 1 },
  full_default: { type: 'full', minLength: 256, maxLength: 4096, baseShift: 0.5, maxShift: 1.15, useSine: false },
  flux_alpha_1_to_4: { type: 'flux', minLength: 256, maxLength: 4096, alphaMin: 1, alphaMax: 4 },
}

/** `full_default|steps=8|len=323|sigma_max=1`, and sometimes `|upstream` or `|monotone-fix` behind it. */
function levelsOfCase(name: string): Float32Array {
  const [shift = '', ...settings] = name.split('|')
  const setting = (key: string) => Number(settings.find((text) => text.startsWith(`${key}=`))?.slice(key.length + 1))
  return noiseLevels({
    steps: setting('steps'),
    from: setting('sigma_max'),
    schedule: settings.includes('monotone-fix') ? 'monotone' : 'upstream',
    shift: SHIFTS[shift],
    effectiveFrames: setting('len') || undefined,
  })
}

test.for(REFERENCE.filter(([name]) => name.startsWith('logsnr')))(
  '%s is the reference bit for bit',
  ([name, wanted], context) => {
    const levels = levelsOfCase(name)
    expectParity(context, { module: 'schedules', case: name, error: relativeError(levels, wanted), limit: 1e-12 })
    expect([...levels]).toEqual(wanted)
  },
)

test.for(REFERENCE.filter(([name]) => !name.startsWith('logsnr')))(
  '%s is the reference to 5e-7',
  ([name, wanted], context) => {
    const levels = levelsOfCase(name)
    expect(levels).toHaveLength(wanted.length)
    expectParity(context, { module: 'schedules', case: name, error: relativeError(levels, wanted), limit: 5e-7 })
  },
)

test('the two schedules are one where there is no clip to start from', () => {
  const [monotone, upstream] = SCHEDULES.map((schedule) => noiseLevels({ steps: 50, from: 1, schedule }))
  expect(monotone).toEqual(upstream)
})

test('a monotone schedule falls at every step from the first level to 0, whatever bends it', () => {
  const shifts = [...Object.values(SHIFTS), { type: 'none' } as const]
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.constantFrom(...shifts),
      fc.integer({ min: 11, max: 4096 }),
      (steps, from, shift, effectiveFrames) => {
        const levels = noiseLevels({ steps, from, schedule: 'monotone', shift, effectiveFrames })
        expect(levels).toHaveLength(steps + 1)
        expect(levels[0]).toBe(Math.fround(from))
        expect(levels.at(-1)).toBe(0)
        expect(levels.every((level, index) => index === 0 || level < levels[index - 1])).toBe(true)
      },
    ),
  )
})

test("the published code's schedule rises once when it starts from a clip", () => {
  const levels = noiseLevels({ steps: 8, from: 0.7, schedule: 'upstream' })
  expect(levels[1]).toBeGreaterThan(levels[0])
  expect(levels.slice(2).every((level, index) => level < levels[index + 1])).toBe(true)
})

test('the sine form of the full shift keeps both ends and lifts the middle', () => {
  const full = { type: 'full', minLength: 256, maxLength: 4096, baseShift: 0.5, maxShift: 1.15 } as const
  const options = { steps: 4, from: 1, schedule: 'monotone', effectiveFrames: 323 } as const
  const plain = noiseLevels({ ...options, shift: { ...full, useSine: false } })
  const sine = noiseLevels({ ...options, shift: { ...full, useSine: true } })
  expect([sine[0], sine[4]]).toEqual([1, 0])
  expect(sine[2]).toBeCloseTo(Math.sin((Math.PI / 2) * plain[2]), 6)
})

test.each([0, 1.5, -1, Number.NaN])('%s steps are refused', (steps) => {
  expect(() => noiseLevels({ steps, from: 1, schedule: 'monotone' })).toThrow('whole number of 1 or more')
})

test.each([0, -0.1, 1.01, Number.NaN])('a first level of %s is refused', (from) => {
  expect(() => noiseLevels({ steps: 8, from, schedule: 'monotone' })).toThrow('above 0, at most 1')
})
