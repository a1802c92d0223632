/**
 * Sentences for people are templates in a few tables. Their English, with its `{names}`, is what a translation goes by, so
 * a test asks for one of each.
 */

type Blank<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Blank<Rest>
  : never

/** What a template needs to become a sentence; nothing where it has no `{names}`. One that was put together has no type. */
export type Values<Template extends string> = string extends Template
  ? never
  : [Blank<Template>] extends [never]
    ? []
    : [values: Readonly<Record<Blank<Template>, string | number>>]

export function fill<const Template extends string>(template: Template, ...values: Values<Template>): string {
  const known: Readonly<Record<string, string | number>> = values[0] ?? {}
  return template.replace(/\{(\w+)\}/g, (blank, name: string) => String(known[name] ?? blank))
}
