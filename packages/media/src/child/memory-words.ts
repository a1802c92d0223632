// glibc, V8, C++ and the dynamic loader each say it in their own words.
const OUT_OF_MEMORY =
  /out of memory|\bOOM\b|bad_alloc|cannot allocate|failed to map|cannot map|cannot create shared object/i

/** True when an error text is about memory that the system did not give. */
export function saysOutOfMemory(text: string): boolean {
  return OUT_OF_MEMORY.test(text)
}
