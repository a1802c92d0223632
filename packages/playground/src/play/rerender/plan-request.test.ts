import { expect, test } from 'vitest'
import { planRequest } from './plan-request.ts'

const INPUT = { audio: 'http://a/b.mp3', prompt: 'warm', batch_size: 4, seed: 7, plan: { wet: 0.2 } }

test('an edited plan is rendered from the same clip and words, with the seed of the result that was heard', () => {
  expect(planRequest(INPUT, 9, { wet: 0.4 })).toEqual({ ...INPUT, batch_size: 1, seed: 9, plan: { wet: 0.4 } })
})

test('taking the edits back leaves the words alone', () => {
  expect(planRequest(INPUT, 9, undefined)).not.toHaveProperty('plan')
})
