import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repository } from '../support/folders'
import { gate, plantedProject, type Planted } from '../support/planted'

/** For each rule of .dependency-cruiser.cjs a file that breaks it. */
const offences: Readonly<Record<string, { readonly file: string; readonly text: string }>> = {
  'shared-imports': { file: 'shared/a.ts', text: "import '../main/log-file'\n" },
  'shared-runs-anywhere': { file: 'shared/b.ts', text: "import 'node:fs'\n" },
  'engine-is-pure': { file: 'main/engine/a.ts', text: "import 'node:fs'\n" },
  'main-packed-imports': { file: 'main/packed/a.ts', text: "import '../mirror/rows'\n" },
  'main-connectors-imports': { file: 'main/connectors/a.ts', text: "import '../mirror/rows'\n" },
  'main-mirror-imports': { file: 'main/mirror/a.ts', text: "import '../engine/scope'\n" },
  'main-exporters-imports': { file: 'main/exporters/a.ts', text: "import '../mirror/rows'\n" },
  'main-project-imports': { file: 'main/project/a.ts', text: "import '../mirror/rows'\n" },
  'main-sample-imports': { file: 'main/sample/a.ts', text: "import '../mirror/rows'\n" },
  'main-protocol-imports': { file: 'main/protocol/a.ts', text: "import '../mirror/rows'\n" },
  'main-jobs-imports': { file: 'main/jobs/a.ts', text: "import '../ipc/channels'\n" },
  'main-bench-imports': { file: 'main/bench/a.ts', text: "import '../engine/scope'\n" },
  'main-cli-imports': { file: 'main/cli/a.ts', text: "import { scope } from '../engine/scope'\n\nexport const own = scope\n" },
  'main-ipc-imports': { file: 'main/ipc/a.ts', text: "import '../log-file'\n" },
  'main-ipc-knows-no-engine': { file: 'main/ipc/b.ts', text: "import type { Row } from '../mirror/rows'\n\nexport type Own = Row\n" },
  'preload-imports': { file: 'main/preload.ts', text: "import './log-file'\n" },
  'main-is-not-imported': { file: 'main/opening.ts', text: "import './preload'\n" },
  'renderer-and-main-never-meet': { file: 'renderer/a.ts', text: "import '../main/log-file'\n" },
  'main-and-renderer-never-meet': { file: 'main/a.ts', text: "import '../renderer/bridge'\n" },
  'renderer-has-no-node': { file: 'renderer/b.ts', text: "import 'node:path'\n" },
  'renderer-ui-imports': { file: 'renderer/ui/a.ts', text: "import '../features/plan/plan-view'\n" },
  'features-do-not-import-features': { file: 'renderer/features/log/a.ts', text: "import '../plan/plan-view'\n" },
  'features-know-no-shell': { file: 'renderer/features/plan/b.ts', text: "import '../../shell/bar'\n" },
  'bridge-only-through-requests': { file: 'renderer/features/plan/c.ts', text: "import '../../bridge'\n" },
  'sql-stays-in-the-mirror': { file: 'main/connectors/b.ts', text: "import 'better-sqlite3'\n" },
  'ldap-stays-in-its-connector': { file: 'main/connectors/delimited/a.ts', text: "import 'ldapts'\n" },
  'monaco-stays-in-the-expression-editor': { file: 'renderer/features/plan/d.ts', text: "import 'monaco-editor'\n" },
  'electron-stays-at-the-edge': { file: 'main/jobs/b.ts', text: "import 'electron'\n" },
  'no-barrels': { file: 'renderer/c.ts', text: "import './ui/index'\n" },
  'product-knows-no-tests': { file: 'shared/c.ts', text: "import '../test/objects'\n" },
  'no-cycles': { file: 'shared/d.ts', text: "import type { E } from './e'\n\nexport type D = E | 1\n" },
  'everything-is-found': { file: 'shared/f.ts', text: "import './nowhere'\n" },
}

/** What the offences import. */
const bystanders = {
  'shared/e.ts': "import type { D } from './d'\n\nexport type E = D | 2\n",
  'main/mirror/rows.ts': 'export type Row = string\n',
  'main/engine/scope.ts': 'export const scope = 1\n',
  'main/ipc/channels.ts': 'export const channel = 1\n',
  'main/log-file.ts': 'export const log = 1\n',
  'renderer/bridge.ts': 'export const bridge = 1\n',
  'renderer/ui/index.ts': 'export const ui = 1\n',
  'renderer/shell/bar.ts': 'export const bar = 1\n',
  'renderer/features/plan/plan-view.ts': 'export const view = 1\n',
  'test/objects.ts': 'export const object = 1\n',
}

let planted: Planted | undefined
let broken: readonly string[] = []

beforeAll(async () => {
  planted = plantedProject({ ...bystanders, ...Object.fromEntries(Object.values(offences).map(({ file, text }) => [file, text])) })
  const check = await gate('boundaries')
  const { passed, text } = await check(planted.folder)
  expect(passed).toBe(false)
  broken = [...text.matchAll(/error ([\w-]+): (\S+)/g)].map(([, rule, file]) => `${rule} by ${file}`)
})
afterAll(() => planted?.remove())

test.each(Object.entries(offences))('the rule %s is seen to refuse', (rule, { file }) => {
  expect(broken).toContain(`${rule} by ${file}`)
})

test('there is an offence for every rule', async () => {
  const { default: config } = (await import(pathToFileURL(path.join(repository, '.dependency-cruiser.cjs')).href)) as { default: { forbidden: { name: string }[] } }
  expect(Object.keys(offences).sort()).toEqual(config.forbidden.map(({ name }) => name).sort())
})

test('a look at no files is not a pass', async () => {
  const empty = plantedProject({})
  try {
    empty.write('.dependency-cruiser.cjs', "module.exports = { forbidden: [], options: { exclude: { path: '.' } } }\n")
    empty.write('shared/a.ts', 'export const a = 1\n')
    const check = await gate('boundaries')
    expect(await check(empty.folder)).toMatchObject({ passed: false })
  } finally {
    empty.remove()
  }
})
