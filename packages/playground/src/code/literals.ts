/** A JSON value as people write it in another language, such that nobody's prompt can end the literal it stands in. */

export interface Notation {
  readonly quote: '"' | "'"
  readonly true: string
  readonly false: string
  readonly null: string
  /** @param name  of a property, as it stands before the colon */
  key(name: string, quoted: string): string
  readonly indent: string
  /** Inside of the braces of one line. */
  readonly padding: '' | ' '
  /** After the last item of several lines. */
  readonly lastComma: '' | ','
}

export const JSON_NOTATION: Notation = {
  quote: '"',
  true: 'true',
  false: 'false',
  null: 'null',
  key: (_, quoted) => quoted,
  indent: '  ',
  padding: '',
  lastComma: '',
}

export const JAVASCRIPT: Notation = {
  ...JSON_NOTATION,
  quote: "'",
  // A plain "__proto__:" would set the prototype in place of a property.
  key: (name, quoted) => (name === '__proto__' ? `[${quoted}]` : /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted),
  padding: ' ',
  lastComma: ',',
}

export const PYTHON: Notation = {
  ...JSON_NOTATION,
  true: 'True',
  false: 'False',
  null: 'None',
  indent: '    ',
  lastComma: ',',
}

/** What fits in one line stays in one. */
const LINE_COLUMNS = 72

/** @param indent  of the line that the literal begins in */
export function literal(value: unknown, notation: Notation, indent = ''): string {
  const inner = indent + notation.indent
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, notation, inner))
    return bracketed(['[', '', ']'], items, notation, indent)
  }
  if (typeof value === 'object' && value !== null) {
    const given = Object.entries(value).filter(([, item]) => item !== undefined)
    const items = given.map(([name, item]) => `${keyOf(name, notation)}: ${literal(item, notation, inner)}`)
    return bracketed(['{', notation.padding, '}'], items, notation, indent)
  }
  if (typeof value === 'string') return quoted(value, notation.quote)
  if (typeof value === 'boolean') return notation[`${value}`]
  return typeof value === 'number' && Number.isFinite(value) ? JSON.stringify(value) : notation.null
}

const keyOf = (name: string, notation: Notation): string => notation.key(name, quoted(name, notation.quote))

type Brackets = readonly [open: string, padding: string, close: string]

function bracketed([open, padding, close]: Brackets, items: readonly string[], notation: Notation, indent: string) {
  if (items.length === 0) return open + close
  const line = items.join(', ')
  // The outermost is always one item a line, for it is what people change.
  if (indent !== '' && line.length <= LINE_COLUMNS && !line.includes('\n'))
    return open + padding + line + padding + close
  const lines = items.map((item) => indent + notation.indent + item).join(',\n')
  return `${open}\n${lines}${notation.lastComma}\n${indent}${close}`
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

// What a terminal would act on, an editor would hide or a line would break at: controls, the separators of lines, marks of
// direction and width, and halves of pairs.
const UNSHOWN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\\]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Escapes alone that JSON, JavaScript and Python read in the same way. */
function quoted(text: string, quote: '"' | "'"): string {
  const escaped = text.replace(
    UNSHOWN,
    (sign) => SHORT[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote
}

/** One word of a POSIX shell. Between single quotes it reads nothing; a single quote itself goes outside of them. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
