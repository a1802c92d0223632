/**
 * What a process of ours may see of the server's environment: where Node finds its temporary folder and its system, the
 * certificates that sources are fetched with, and the machine's devices. Everything else, above all every key, stays
 * with the server; what a child must know it is told in a message.
 */
const INHERITED_VARIABLES = [
  ...['TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['CUDA_VISIBLE_DEVICES', 'OMP_NUM_THREADS', 'TZ'],
]

export function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(INHERITED_VARIABLES.filter((name) => name in parent).map((name) => [name, parent[name]]))
}
