import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * What is built, by mode. The preload is a build of its own: built together with main it would require a shared
 * chunk, and a sandboxed preload cannot require files. The entries of `main` share chunks that lie beside them, so
 * `path.join(__dirname, 'read-worker.cjs')` is right from every one of them.
 */
const entries: Record<string, Record<string, string>> = {
  main: {
    'main/main': 'main/main.ts',
    'main/cli': 'main/cli/cli.ts',
    'main/run-command-line': 'main/cli/run-command-line.ts',
    'main/job-process': 'main/jobs/job-process.ts',
    'main/view-process': 'main/jobs/view-process.ts',
    'main/read-worker': 'main/jobs/read-worker.ts',
    'main/lens-worker': 'main/jobs/lens-worker.ts',
    'main/people-worker': 'main/jobs/people-worker.ts',
    'main/write-worker': 'main/jobs/write-worker.ts',
    'main/compare-worker': 'main/jobs/compare-worker.ts',
    'main/column-worker': 'main/jobs/column-worker.ts',
    'main/sample-process': 'main/sample-process.ts',
    'main/bench-worker': 'main/bench/bench-worker.ts',
  },
  preload: { 'preload/index': 'main/preload.ts' },
}

export default defineConfig(({ mode }) => ({
  root,
  publicDir: false,
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    outDir: 'out',
    emptyOutDir: false,
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries[mode] ?? {}).filter(([, file]) => existsSync(`${root}${file}`))),
      external: ['electron', 'better-sqlite3', ...builtinModules, /^node:/],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'main/[name]-[hash].cjs' },
    },
  },
}))
