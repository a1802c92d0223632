import { fieldText } from '../../../play/form/field-texts.ts'
import { keyTitle } from '../../../understood/key-texts.ts'

/** Of items in a list it matters which. */
const OF_ITEMS: Readonly<Record<string, (place: number) => string>> = {
  regions: (place) => `${place}. bölüm`,
  'regions.start_seconds': (place) => `${place}. bölümün başı`,
  'regions.end_seconds': (place) => `${place}. bölümün sonu`,
  loras: (place) => `${place}. LoRA`,
  'loras.path': (place) => `${place}. LoRA`,
  'loras.scale': (place) => `${place}. LoRA’nın gücü`,
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  name: 'Ad',
  bit_depth: 'Bit derinliği',
  start_time: 'Başlangıç',
  end_time: 'Bitiş',
  webhook_url: 'Webhook adresi',
  start_seconds: 'Bölüm başı',
  enable_base64_output: 'base64 çıktı',
}

/** @param path as the server writes it: `duration`, `plan.wet`, `regions[0].end_seconds`; one that is not known stays */
export function inputName(path: string): string {
  const [, list, index, rest = ''] = /^(\w+)\[(\d+)\](\.\w+)?$/.exec(path) ?? []
  if (list !== undefined) return OF_ITEMS[list + rest]?.(Number(index) + 1) ?? path
  const [, key] = /^plan\.(\w+)$/.exec(path) ?? []
  if (key !== undefined) return keyTitle({ key, title: path }, 'tr')
  return ELSEWHERE[path] ?? fieldText('tr', { name: path, title: path, help: '' }).title
}
