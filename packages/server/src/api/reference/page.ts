import type { OpenApiDocument } from '../openapi/document-types.ts'
import { type Html, html, inline, prose } from './html.ts'
import { operationView, type PlacedOperation } from './operation-view.ts'
import { fieldsOf } from './schema-view.ts'
import { STYLE } from './style.ts'

/** The document as a page for people: no script, nothing from elsewhere; browsers search it as they search any page. */
export function referencePage(document: OpenApiDocument): string {
  const chapters = chaptersOf(document)
  const { title, version, summary, description } = document.info
  const schemas = Object.entries(document.components.schemas)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${String(title)} API</title>
<link rel="icon" href="data:,">
<style>${{ html: STYLE }}</style>
</head>
<body>
<header>
<h1><a href="/">${String(title)}</a> API</h1>
<p>${String(summary)}</p>
<p><small>Version ${String(version)} · <a href="/openapi.json">openapi.json</a></small></p>
</header>
<nav aria-label="Contents">
${chapters.map(contents)}
<h2><a href="#schemas">Schemas</a></h2>
<ul>${schemas.map(([name]) => html`<li><a href="#schema-${name}">${name}</a></li>`)}</ul>
</nav>
<main>
<section id="introduction"><h2>How it works</h2>${prose(String(description))}</section>
${chapters.map((chapter) => chapterView(document, chapter))}
<section id="schemas"><h2>Schemas</h2>
${schemas.map(([name, schema]) => html`<article id="schema-${name}"><h3>${name}</h3>${fieldsOf(document, schema)}</article>`)}
</section>
</main>
</body>
</html>
`.html
}

interface Chapter {
  readonly name: string
  readonly description: string
  readonly operations: readonly PlacedOperation[]
}

function chaptersOf({ tags, paths, webhooks }: OpenApiDocument): readonly Chapter[] {
  const all = [...Object.entries(paths), ...Object.entries(webhooks)].flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  )
  const old = (one: PlacedOperation) => (one.operation.deprecated ? 1 : 0)
  return tags
    .map(({ name, description }) => {
      const operations = all.filter(({ operation }) => operation.tags.includes(name))
      return { name, description, operations: operations.toSorted((one, other) => old(one) - old(other)) }
    })
    .filter(({ operations }) => operations.length > 0)
}

function contents({ name, operations }: Chapter): Html {
  const items = operations
    .filter(({ method, operation }) => method !== 'head' && !operation.deprecated)
    .map(({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`)
  return html`<h2><a href="#${anchorOf(name)}">${name}</a></h2><ul>${items}</ul>`
}

/** Older spellings are folded away: whoever looks for one by name finds it all the same. */
function chapterView(document: OpenApiDocument, { name, description, operations }: Chapter): Html {
  const [present, old] = [false, true].map((wanted) =>
    operations.filter(({ operation }) => (operation.deprecated ?? false) === wanted),
  )
  const folded = old?.length
    ? html`<details class="old"><summary>Older spellings (${old.length})</summary>${old.map((one) => operationView(document, one))}</details>`
    : undefined
  return html`<section id="${anchorOf(name)}"><h2>${name}</h2><p>${inline(description)}</p>
${(present ?? []).map((one) => operationView(document, one))}${folded}</section>
`
}

function anchorOf(name: string): string {
  return `chapter-${name.toLowerCase().replace(/\W+/g, '-')}`
}
