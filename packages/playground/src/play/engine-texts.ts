import type { CatalogueModel } from '../catalogue/catalogue.ts'
import type { Language } from '../i18n/language.ts'

const TURKISH: Readonly<Record<string, string>> = {
  'dsp-restyle':
    'Kaynağı, istemdeki sözleri izleyen sinyal işlemeyle yeniden biçimler. Difüzyon modeli değildir; yalnız sözlerden bir şey üretmez.',
}

/** What an engine says of itself; one that is not known here speaks English. */
export const engineDescription = (language: Language, engine: NonNullable<CatalogueModel['engine']>): string =>
  (language === 'tr' && TURKISH[engine.name]) || engine.description
