import type { ModelName } from '../catalogue/catalogue.ts'

export function PlayPage(_: { readonly model: ModelName }) {
  return null
}
