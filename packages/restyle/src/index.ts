import * as m from '@retimbre/media'
export const x: typeof m = m
