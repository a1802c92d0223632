import { expect, test } from 'vitest'
import { matchedVolumes } from './loudness-match.ts'

test('the louder clip is turned down to the quieter one', () => {
  expect(matchedVolumes({ before: -20, after: -14 })).toEqual({ before: 1, after: expect.closeTo(0.501, 3) })
  expect(matchedVolumes({ before: -14, after: -14 })).toEqual({ before: 1, after: 1 })
})

test('silence and clips that nobody measured are left alone', () => {
  expect(matchedVolumes({ before: null, after: -14 })).toEqual({ before: 1, after: 1 })
  expect(matchedVolumes({ before: undefined, after: undefined })).toEqual({ before: 1, after: 1 })
})
