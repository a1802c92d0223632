import { expect, test } from 'vitest'
import { readIntent } from './intent.ts'
import { type RestyleOptions, renderSettings } from './options.ts'

const read = (prompt: string, plan: NonNullable<RestyleOptions['plan']>) =>
  readIntent(renderSettings({ prompt, plan })).reading

test('what is set by hand goes before numbers, genres and "keep the …" of the prompt', () => {
  expect(read('techno at 92 BPM, keep the tempo', { tempo: 0.05 })).toMatchObject({
    settings: {},
    guards: { tempo: false },
  })
  expect(read('techno', { tempo: 0.05 }).style.bpm).toBeUndefined()
  expect(read('in D minor, pitch up 2 semitones', { pitch: 3 }).settings).toEqual({})
  expect(read('low-pass at 2 kHz', { hc: 1 }).settings).toEqual({})
})

test('a key that was not set by hand leaves what the prompt says', () => {
  expect(read('techno at 92 BPM, keep the pitch', { wet: 0.4 })).toMatchObject({
    settings: { bpm: 92 },
    guards: { pitch: true },
  })
  expect(read('techno', { wet: 0.4 }).style.bpm).toBeDefined()
})
