import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Style } from '../prompt/plan-keys.ts'
import { arrange } from './arrangement.ts'
import { BASS_LINES, HELD_BASS_LINE } from './bass-lines.ts'
import { ARPEGGIO, BELL_COMPING, HELD_COMPING, KEYS_COMPING, PLUCK_COMPING } from './comping.ts'
import { FILLS, GROOVES } from './grooves.ts'
import { requestFor } from './layers.test.fixture.ts'
import { harmonyNamed } from './voicing.ts'

interface Entry {
  readonly t: string
  readonly style?: Style
}

const lexicon: { terms: Entry[]; macros: Entry[] } = JSON.parse(
  readFileSync(new URL('../../data/lexicon.json', import.meta.url), 'utf8'),
)
const styled = [...lexicon.terms, ...lexicon.macros].filter((entry) => entry.style !== undefined)

test('every name that a style of the lexicon uses is played, and nothing else in its place', () => {
  expect(styled.length).toBeGreaterThan(40)
  for (const { t, style = {} } of styled) {
    const played = arrange(requestFor({ seconds: 2, style }))
    const asked = {
      ...(style.kit === undefined ? {} : { kit: String(style.kit) }),
      ...(style.groove === undefined ? {} : { groove: style.groove }),
      ...(style.bassP === undefined ? {} : { bass: String(style.bassP) }),
      ...(style.keysP === undefined ? {} : { keys: style.keysP }),
      ...(style.padP === undefined ? {} : { pad: style.padP }),
      ...(style.pluckP === undefined ? {} : { pluck: style.pluckP }),
      ...(style.bellP === undefined ? {} : { bell: style.bellP }),
      ...(style.harm === undefined ? {} : { harmony: harmonyNamed(style.harm) }),
    }
    expect(played, t).toMatchObject(asked)
    expect(played.harmony, t).toBeDefined()
  }
})

test('every groove has sixteen steps in every voice, and a bass line', () => {
  for (const [name, { steps }] of Object.entries(GROOVES)) {
    for (const [voice, pattern] of Object.entries(steps)) expect(pattern, `${name} ${voice}`).toMatch(/^[1-9.]{16}$/)
    expect(BASS_LINES[name as keyof typeof GROOVES], name).toMatch(/^[rtfo.]{16}$/)
  }
  expect(HELD_BASS_LINE).toMatch(/^[r.]{16}$/)
})

test('comping patterns have sixteen steps of held lengths', () => {
  const patterns = [
    ...Object.values(KEYS_COMPING),
    ...Object.values(PLUCK_COMPING),
    ...Object.values(BELL_COMPING),
    ...Object.values(ARPEGGIO),
    HELD_COMPING,
  ]
  for (const pattern of patterns) expect(pattern).toMatch(/^[Lms.]{16}$/)
})

test('fills are one beat long and every family has small and big ones', () => {
  for (const { small, big } of Object.values(FILLS)) {
    expect(Math.min(small.length, big.length)).toBeGreaterThan(0)
    for (const { steps } of [...small, ...big]) {
      for (const pattern of Object.values(steps)) expect(pattern).toMatch(/^[1-9.]{4}$/)
    }
  }
})
