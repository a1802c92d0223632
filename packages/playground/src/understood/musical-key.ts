import type { Language } from '../i18n/language.ts'

const TURKISH_NOTES: Readonly<Record<string, string>> = {
  C: 'Do',
  D: 'Re',
  E: 'Mi',
  F: 'Fa',
  G: 'Sol',
  A: 'La',
  B: 'Si',
}

/** "Eb minor" as people write it: E♭ minor, Mi bemol minör. What is no such name stays as it is. */
export function musicalKey(name: string, language: Language): string {
  const [, note = '', sign = '', mode = ''] = /^([A-G])([#b]?) (major|minor)$/.exec(name) ?? []
  if (note === '') return name
  if (language === 'en') return `${note}${sign.replace('#', '♯').replace('b', '♭')} ${mode}`
  const accidental = sign === '#' ? ' diyez' : sign === 'b' ? ' bemol' : ''
  return `${TURKISH_NOTES[note]}${accidental} ${mode === 'minor' ? 'minör' : 'majör'}`
}
