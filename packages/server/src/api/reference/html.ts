/** A piece of HTML that is safe to put between tags. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | undefined | readonly (Html | string)[]

/** Text in the places becomes text, whatever stands in it; HTML stays HTML, lists are put together. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: pieces.map((piece, index) => piece + (index < parts.length ? written(parts[index]) : '')).join('') }
}

function written(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(written).join('')
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** The little Markdown that descriptions use: paragraphs, lists and `code`. */
export function prose(text: string | undefined): Html {
  const blocks = (text ?? '').split(/\n{2,}/).filter((block) => block.trim() !== '')
  return html`${blocks.map((block) => (/^- /.test(block) ? list(block) : html`<p>${inline(block)}</p>`))}`
}

function list(block: string): Html {
  const items = block.split(/\n(?=- )/).map((line) => html`<li>${inline(line.slice(2))}</li>`)
  return html`<ul>${items}</ul>`
}

/** `code` inside a sentence. */
export function inline(text: string): Html {
  const pieces = text
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`))
  return html`${pieces}`
}
