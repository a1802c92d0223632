/** What a worker says it is doing, in the reader's language. */

import type { Language } from '../../i18n/language.ts'

const TURKISH: Readonly<Record<string, string>> = {
  waiting: 'bekliyor',
  starting: 'başlıyor',
  'reading the source': 'kaynak okunuyor',
  'saving the result': 'sonuç kaydediliyor',
  'preparing int8 weights, which is done once': 'int8 ağırlıklar hazırlanıyor (yalnızca bir kez)',
  'reading the words': 'sözler okunuyor',
  'listening to the source': 'kaynak dinleniyor',
  'making the sound': 'ses üretiliyor',
  'reading the prompt': 'istem okunuyor',
  listening: 'dinleniyor',
  separating: 'katmanlara ayrılıyor',
  'stretching and diffusing': 'esnetiliyor ve yayılıyor',
  'reworking the source': 'kaynak yeniden işleniyor',
  arranging: 'düzenleniyor',
  'placing in space': 'mekâna yerleştiriliyor',
  'shaping the tone': 'ton biçimleniyor',
  mastering: 'son dokunuşlar yapılıyor',
  'second try': 'ikinci deneme',
  'started again': 'yeniden başladı',
}

const TURKISH_COUNTED: readonly (readonly [RegExp, string])[] = [
  [/^step (\d+) of (\d+)$/, 'adım $1 / $2'],
  [/^(\d+) of (\d+)$/, '$1 / $2'],
  [/^loading (\S+)$/, '$1 yükleniyor'],
]

/** A stage may stand behind others: `2 of 4: second try: mastering`. An unknown one is shown as it came. */
export function stageText(language: Language, stage: string): string {
  const text = language === 'tr' ? stage.split(': ').map(turkish).join(': ') : stage
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

function turkish(part: string): string {
  const [pattern, counted] = TURKISH_COUNTED.find(([each]) => each.test(part)) ?? []
  if (pattern && counted !== undefined) return part.replace(pattern, counted)
  return TURKISH[part] ?? part
}
