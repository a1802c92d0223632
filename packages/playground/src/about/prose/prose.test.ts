import { expect, test } from 'vitest'
import { PROSE } from './all.ts'

test.each(Object.entries(PROSE))('%s says as much in Turkish as in English', (_, { en, tr }) => {
  const counts = ({ ...prose }: Readonly<Record<keyof typeof en, readonly string[]>>) =>
    Object.fromEntries(Object.entries(prose).map(([part, items]) => [part, items.length]))
  expect(counts(tr)).toEqual(counts(en))
  expect(en.steps).toHaveLength(8)
})
