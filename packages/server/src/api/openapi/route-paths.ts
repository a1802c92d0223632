/** A route's path the way OpenAPI writes it: `/a/:id/*` becomes `/a/{id}/{path}`. */
export function pathTemplate(url: string): string {
  return url.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')
}

/** Names of the parameters in a path template, in their order. */
export function pathParameters(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

/** `post /api/v3/media/uploads` becomes `postMediaUploads`; older versions of the API end in their number. */
export function operationId(method: string, template: string): string {
  const [, version = '3', path = ''] = /^(?:\/api\/v(\d))?(.*)$/.exec(template) ?? []
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return method.toLowerCase() + name + (version === '3' ? '' : `V${version}`)
}
