import { expect, test } from 'vitest'
import { stageText } from './stage-texts.ts'

test.each([
  ['step 3 of 8', 'Step 3 of 8', 'Adım 3 / 8'],
  ['waiting', 'Waiting', 'Bekliyor'],
  ['2 of 4: second try: mastering', '2 of 4: second try: mastering', '2 / 4: ikinci deneme: son dokunuşlar yapılıyor'],
  ['loading small-music', 'Loading small-music', 'Small-music yükleniyor'],
  ['something new', 'Something new', 'Something new'],
])('%s', (stage, en, tr) => {
  expect(stageText('en', stage)).toBe(en)
  expect(stageText('tr', stage)).toBe(tr)
})
