import { configDefaults, defineConfig } from 'vitest/config'

/** Tests of one kind each; `npm test` runs them all, `npm run check` those that need no server and no window. */
const integration = 'test/**/*.integration.test.ts'
const tooling = 'test/tooling/**/*.test.ts'
/** The window in real Electron; the other window tests need a browser alone. */
const electron = ['editor-sample', 'packaged', 'story', 'time', 'what-if', 'window'].map((name) => `test/e2e/${name}.e2e.ts`)

export default defineConfig({
  test: {
    pool: 'forks',
    // The window on a busy machine: a second, which is the default, is not enough for a table to follow.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.{ts,tsx}'], exclude: [...configDefaults.exclude, integration, tooling], testTimeout: 60_000 },
      },
      // Plants an offence before each gate of `npm run check`; the gates take seconds, not milliseconds.
      { extends: true, test: { name: 'tooling', include: [tooling], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
      { extends: true, test: { name: 'integration', include: [integration], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false } },
      // Each file has a browser of its own, without a display; Electron's windows would take the focus from each other.
      { extends: true, test: { name: 'browser', include: ['test/e2e/**/*.e2e.ts'], exclude: [...configDefaults.exclude, ...electron], testTimeout: 90_000, hookTimeout: 90_000, maxWorkers: 2 } },
      { extends: true, test: { name: 'e2e', include: electron, testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false } },
    ],
  },
})
