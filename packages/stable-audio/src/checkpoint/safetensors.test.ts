import { statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import { openSafetensors, type SafetensorsFile } from './safetensors.ts'
import { type TensorToWrite, writeSafetensors } from './safetensors-writer.ts'
import type { StorageType } from './tensor-source.ts'

const written = (key: string, shape: readonly number[], values: number[], storage: StorageType = 'f32') =>
  ({ key, shape, storage, values: () => [Float32Array.from(values)] }) satisfies TensorToWrite

async function fileOf(tensors: readonly TensorToWrite[], metadata?: Record<string, string>): Promise<string> {
  const path = join(temporaryFolder(), 'model.safetensors')
  await writeSafetensors(path, tensors, { metadata })
  return path
}

function opened(path: string): SafetensorsFile {
  const file = openSafetensors(path)
  onTestFinished(() => file.close())
  return file
}

/** A file with this header and this many bytes of data. */
function rawFile(headerLength: bigint, header: string, dataBytes = 0): string {
  const path = join(temporaryFolder(), 'model.safetensors')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(headerLength)
  writeFileSync(path, Buffer.concat([length, Buffer.from(header), Buffer.alloc(dataBytes)]))
  return path
}

test('what is written is read back, in every storage, with the metadata', async () => {
  const values = [1, -2, 0.5, 2 ** -24, 65_504, 0]
  const path = await fileOf(
    [
      written('full', [2, 3], values),
      written('half', [2, 3], values, 'f16'),
      written('brain', [3, 2], [1, -2, 0.5, 2 ** -126, 2 ** 127, 0], 'bf16'),
      written('empty', [1, 0, 1], []),
      written('scalar', [], [7]),
    ],
    { format: 'pt' },
  )
  const file = opened(path)
  expect([...file.tensors.keys()]).toEqual(['full', 'half', 'brain', 'empty', 'scalar'])
  expect([...file.readFloat32('full')]).toEqual(values)
  expect([...file.readFloat32('half')]).toEqual(values)
  expect([...file.readFloat32('brain')]).toEqual([1, -2, 0.5, 2 ** -126, 2 ** 127, 0])
  expect([...file.readFloat32('empty')]).toEqual([])
  expect([...file.readFloat32('scalar')]).toEqual([7])
  expect(file.metadata.get('format')).toBe('pt')
  expect(file.sizeBytes).toBe(statSync(path).size)
  expect((file.tensors.get('full')?.byteOffset ?? 1) % 8).toBe(0)
})

test('rows are read alone, from every storage', async () => {
  const rows = 9
  const values = Array.from({ length: rows * 4 }, (_, index) => index - 7)
  const storages = ['f32', 'f16', 'bf16'] as const
  const file = opened(await fileOf(storages.map((storage) => written(storage, [rows, 2, 2], values, storage))))
  fc.assert(
    fc.property(fc.constantFrom(...storages), fc.nat(rows), fc.nat(rows), (key, first, second) => {
      const range = [Math.min(first, second), Math.max(first, second)] as const
      expect([...file.readFloat32(key, range)]).toEqual(values.slice(range[0] * 4, range[1] * 4))
    }),
  )
})

test.each([[[-1, 1]], [[2, 1]], [[0, 4]], [[0.5, 1]]])('rows %j of three are refused', async (rows) => {
  const file = opened(await fileOf([written('a', [3], [1, 2, 3])]))
  expect(() => file.readFloat32('a', rows as [number, number])).toThrow(/out of range/)
})

test('a tensor longer than one piece of a read is whole', async () => {
  const length = 9 * 2 ** 20 + 3
  const ramp = Float32Array.from({ length }, (_, index) => index % 251)
  const tensors = (['f32', 'bf16'] as const).map((storage) => ({
    ...{ key: storage, shape: [length], storage },
    values: () => [ramp.subarray(0, 1000), ramp.subarray(1000)],
  }))
  const file = opened(await fileOf(tensors))
  expect(Buffer.from(file.readFloat32('f32').buffer).equals(Buffer.from(ramp.buffer))).toBe(true)
  expect(Buffer.from(file.readFloat32('bf16').buffer).equals(Buffer.from(ramp.buffer))).toBe(true)
})

test('a file behind symbolic links is told by its own path', async () => {
  const path = await fileOf([written('a', [1], [1])])
  const link = join(temporaryFolder(), 'link.safetensors')
  symlinkSync(path, link)
  expect(opened(link).get('a').path).toBe(path)
})

test('the hash follows the header alone', async () => {
  const hash = async (tensor: TensorToWrite) => opened(await fileOf([tensor])).headerHash
  const first = await hash(written('a', [2], [1, 2]))
  expect(await hash(written('a', [2], [3, 4]))).toBe(first)
  expect(await hash(written('b', [2], [1, 2]))).not.toBe(first)
  expect(first).toMatch(/^[0-9a-f]{64}$/)
})

test('a tensor of whole numbers is listed, and reading it says what it is', () => {
  const header = JSON.stringify({ steps: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } })
  const file = opened(rawFile(BigInt(header.length), header, 8))
  expect(file.has('steps')).toBe(true)
  expect(file.others.get('steps')).toEqual({ name: 'steps', dtype: 'I64', shape: [1] })
  expect(() => file.readFloat32('steps')).toThrow(/checkpoint cannot be run: the tensor steps in .* is I64/)
})

test('a tensor that is not there is named', async () => {
  const file = opened(await fileOf([written('a', [1], [1])]))
  expect(file.has('b')).toBe(false)
  expect(() => file.get('b')).toThrow(expect.objectContaining({ code: 'tensor_missing' }))
})

test('a file that is not there, or is a folder, is not found', () => {
  const notFound = expect.objectContaining({ code: 'checkpoint_not_found' })
  expect(() => openSafetensors(join(temporaryFolder(), 'model.safetensors'))).toThrow(notFound)
  expect(() => openSafetensors(temporaryFolder())).toThrow(notFound)
})

test.each([
  ['nothing in it', () => rawFile(0n, ''), /header is not JSON/],
  ['a header over 100 MB', () => rawFile(100_000_001n, '{}'), /claims 100000001 bytes, more than 100 MB/],
  ['a header length beyond all numbers', () => rawFile(2n ** 64n - 1n, '{}'), /more than 100 MB/],
  ['a header past its end', () => rawFile(3n, '{}'), /claims 3 bytes, more than the file has/],
])('a file with %s is damaged', (_, make, why) => {
  expect(() => openSafetensors(make())).toThrow(why)
})

test('a file of seven bytes is damaged', () => {
  const path = join(temporaryFolder(), 'short.safetensors')
  writeFileSync(path, Buffer.alloc(7))
  expect(() => openSafetensors(path)).toThrow(/7 bytes, too few for a header/)
})

test('a download that broke off says by how much, and one that is cut while open says that', async () => {
  const path = await fileOf([written('a', [4], [1, 2, 3, 4])])
  const file = opened(path)
  truncateSync(path, statSync(path).size - 6)
  expect(() => openSafetensors(path)).toThrow(/"a" ends 6 bytes past the end of the file/)
  expect(() => file.readFloat32('a')).toThrow(/become shorter/)
})

test('a closed file refuses to be read and may be closed again', async () => {
  const file = openSafetensors(await fileOf([written('a', [1], [1])]))
  file.close()
  file.close()
  expect(() => file.readFloat32('a')).toThrow(/has been closed/)
})

test('values that do not fill their shape are refused by the writer', async () => {
  await expect(fileOf([written('a', [3], [1, 2])])).rejects.toMatchObject({ code: 'tensor_misshapen' })
})

test('writing tells how far it is and stops when it is told to', async () => {
  const path = join(temporaryFolder(), 'model.safetensors')
  const controller = new AbortController()
  const progress: [number, number][] = []
  const pieces = () => [new Float32Array(2), new Float32Array(2), new Float32Array(2)]
  const writing = writeSafetensors(path, [{ key: 'a', shape: [6], storage: 'f16', values: pieces }], {
    signal: controller.signal,
    progress(writtenBytes, totalBytes) {
      progress.push([writtenBytes, totalBytes])
      if (writtenBytes === 8) controller.abort()
    },
  })
  await expect(writing).rejects.toThrow(/abort/)
  expect(progress).toEqual([
    [4, 12],
    [8, 12],
  ])
})
