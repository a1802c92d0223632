import { expect, test } from 'vitest'
import { wantedConversion } from './wanted-conversion.ts'

test('the format that it was made in is the file itself, in so many words or in none', () => {
  expect(wantedConversion({}, 'mp3')).toBeUndefined()
  expect(wantedConversion({ format: 'mp3' }, 'mp3')).toBeUndefined()
  expect(wantedConversion({ bit_depth: '16' }, 'wav')).toBeUndefined()
  expect(wantedConversion({ format: 'flac', bit_depth: '16' }, 'flac')).toBeUndefined()
})

test('other formats and other bit depths are conversions', () => {
  expect(wantedConversion({ format: 'opus' }, 'mp3')).toEqual({ format: 'opus', sampleFormat: undefined })
  expect(wantedConversion({ format: 'flac' }, 'wav')).toEqual({ format: 'flac', sampleFormat: 's16' })
  expect(wantedConversion({ format: 'flac', bit_depth: '24' }, 'mp3')).toEqual({ format: 'flac', sampleFormat: 's24' })
  expect(wantedConversion({ bit_depth: '32' }, 'wav')).toEqual({ format: 'wav', sampleFormat: 'f32' })
})

test('a bit depth that the format does not have is refused, with those that it has', () => {
  expect(() => wantedConversion({ format: 'flac', bit_depth: '32' }, 'mp3')).toThrow('flac: it takes [16 24]')
  expect(() => wantedConversion({ format: 'ogg', bit_depth: '16' }, 'wav')).toThrow('ogg: only wav and flac have one')
})
