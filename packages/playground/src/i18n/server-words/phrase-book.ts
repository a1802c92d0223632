/**
 * Finds the template that a sentence was made of, and says it in another language. The English of a template is its key,
 * `{names}` stand for what changes and keep their names.
 */

/** English template → the same in another language. */
export type PhraseBook = Readonly<Record<string, string>>

/** @returns the sentence in the language of the book; `undefined` when it is of none of its templates */
export type Translate = (sentence: string) => string | undefined

export interface PhraseBookOptions {
  /** Names whose values are words of the book themselves, one or several with commas between. */
  readonly spoken: ReadonlySet<string>
  /** How any other value is written: a number, the name of a model or of an input. */
  readonly written: (name: string, value: string) => string
  /** Of the language, for capitals. */
  readonly language: string
}

interface Phrase {
  readonly pattern: RegExp
  readonly template: string
  /** Characters that are there whatever the values: the more, the less it fits by chance. */
  readonly literals: number
}

export function openPhraseBook(book: PhraseBook, { spoken, written, language }: PhraseBookOptions): Translate {
  const phrases = Object.entries(book)
    .map(([english, template]) => phraseOf(english, template))
    .sort((one, other) => other.literals - one.literals)

  const inBook = (sentence: string): string | undefined => {
    for (const { pattern, template } of phrases) {
      const found = pattern.exec(sentence)
      if (found) return filled(template, found.groups ?? {})
    }
    return undefined
  }
  const filled = (template: string, values: Readonly<Record<string, string>>): string =>
    template.replace(BLANK, (blank, name: string) => said(name, values[name] ?? blank))

  const said = (name: string, value: string): string => {
    const words = spoken.has(name) ? inBook(value) : undefined
    if (words !== undefined || !spoken.has(name)) return words ?? written(name, value)
    return value
      .split(', ')
      .map((part) => inBook(part) ?? written(name, part))
      .join(', ')
  }
  return (sentence) => {
    const found = inBook(sentence)
    if (found !== undefined || !/^\p{Lu}/u.test(sentence)) return found
    // The end of one sentence may be said as a sentence of its own.
    const end = inBook(sentence.charAt(0).toLowerCase() + sentence.slice(1))
    return end && end.charAt(0).toLocaleUpperCase(language) + end.slice(1)
  }
}

const BLANK = /\{(\w+)\}/g

function phraseOf(english: string, template: string): Phrase {
  const seen = new Set<string>()
  const source = english
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = part.match(/^\{(\w+)\}$/)?.[1]
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      // A value that stands twice is the same twice.
      if (seen.has(name)) return `\\k<${name}>`
      seen.add(name)
      return `(?<${name}>.+?)`
    })
    .join('')
  return { pattern: new RegExp(`^${source}$`, 's'), template, literals: english.replace(BLANK, '').length }
}
