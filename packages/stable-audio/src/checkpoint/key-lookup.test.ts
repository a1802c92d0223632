import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import { lookUpLikeLoader } from './key-lookup.ts'
import { openSafetensors, type SafetensorsFile } from './safetensors.ts'
import { writeSafetensors } from './safetensors-writer.ts'

/** A file whose n-th tensor holds n, counted from 1. */
async function fileWith(...keys: string[]): Promise<SafetensorsFile> {
  const path = join(temporaryFolder(), 'model.safetensors')
  const tensors = keys.map((key, index) => ({
    ...{ key, shape: [1], storage: 'f32' as const },
    values: () => [Float32Array.of(index + 1)],
  }))
  await writeSafetensors(path, tensors)
  const file = openSafetensors(path)
  onTestFinished(() => file.close())
  return file
}

test('the exact key is taken before any that is longer', async () => {
  const source = lookUpLikeLoader(await fileWith('model.wrapper.bias', 'model.bias'))
  expect([...source.readFloat32('model.bias')]).toEqual([2])
  expect([...source.readFloat32('model.wrapper.bias')]).toEqual([1])
})

test.each(['wrapper.model.layers.0.bias', 'model.wrapper.layers.0.bias', 'model.layers.0.bias.wrapper'])(
  'a component too many is overlooked wherever it stands: %s',
  async (key) => {
    const source = lookUpLikeLoader(await fileWith(key))
    expect(source.has('model.layers.0.bias')).toBe(true)
    expect(source.get('model.layers.0.bias').name).toBe(key)
    expect([...source.readFloat32('model.layers.0.bias', [0, 1])]).toEqual([1])
  },
)

test('two components too many, or one too few, are another key', async () => {
  const source = lookUpLikeLoader(await fileWith('a.b.model.bias', 'weight'))
  expect(source.has('model.bias')).toBe(false)
  expect(source.has('model.weight')).toBe(false)
  expect(() => source.get('model.weight')).toThrow(expect.objectContaining({ code: 'tensor_missing' }))
})

test('among several longer keys the choice does not depend on the order of the file', async () => {
  const keys = ['model.b.bias', 'model.a.bias']
  const forwards = lookUpLikeLoader(await fileWith(...keys))
  const backwards = lookUpLikeLoader(await fileWith(...keys.toReversed()))
  expect(forwards.get('model.bias').name).toBe('model.a.bias')
  expect(backwards.get('model.bias').name).toBe('model.a.bias')
})

test('a key that the model knows never stands in for a missing one', async () => {
  const file = await fileWith('layer.norm.bias')
  expect(lookUpLikeLoader(file).has('layer.bias')).toBe(true)
  expect(lookUpLikeLoader(file, new Set(['layer.norm.bias', 'layer.bias'])).has('layer.bias')).toBe(false)
})

test('a longer key serves the first key of the model that it becomes, and no other', async () => {
  const source = lookUpLikeLoader(await fileWith('a.b.c'), new Set(['a.b', 'b.c']))
  expect(source.get('b.c').name).toBe('a.b.c')
  expect(source.has('a.b')).toBe(false)
})

test('a key of more components than any model has stands for itself alone', async () => {
  const long = Array.from({ length: 17 }, (_, index) => `a${index}`)
  const source = lookUpLikeLoader(await fileWith(long.join('.'), long.slice(0, 16).join('.')))
  expect(source.has(long.join('.'))).toBe(true)
  expect(source.has(long.slice(1).join('.'))).toBe(false)
  expect(source.has(long.slice(1, 16).join('.'))).toBe(true)
})
