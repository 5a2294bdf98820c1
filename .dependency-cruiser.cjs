// Who may import whom. README "Who imports whom" has the same as a table; test/tooling/boundaries.test.ts plants an
// offence against every rule here.

/** Of our own folders, `folder` may import itself and what is listed. */
function onlyImports(folder, ...allowed) {
  return {
    name: `${folder.replaceAll('/', '-')}-imports`,
    comment: `${folder}/ may import itself${allowed.length > 0 ? ` and ${allowed.join(', ')}` : ''}, of what is ours.`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { path: '^(main|renderer|shared|test|scripts)/', pathNot: `^(${[folder, ...allowed].join('|')})/` },
  }
}

/** A package that one place alone may import; tests may import anything. */
function onlyIn(name, packages, places) {
  return {
    name,
    comment: `${packages.join(', ')}: only in ${places.join(', ')}.`,
    severity: 'error',
    from: { pathNot: `^(${[...places, 'test/'].join('|')})` },
    to: { path: `(^|node_modules/)(${packages.join('|')})(/|$)` },
  }
}

module.exports = {
  forbidden: [
    onlyImports('shared'),
    {
      name: 'shared-runs-anywhere',
      comment: 'shared/ uses no runtime: the schema library and the regular expressions that cannot hang are plain JavaScript.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/(zod|re2js)/'] },
    },
    {
      name: 'engine-is-pure',
      comment: 'No files, SQL, clock or Electron in the engine: what it needs from the mirror is an interface in engine/ports.ts.',
      severity: 'error',
      from: { path: '^main/engine/' },
      to: { pathNot: '^(main/engine|shared)/' },
    },
    onlyImports('main/packed', 'shared'),
    onlyImports('main/connectors', 'shared', 'main/packed'),
    onlyImports('main/mirror', 'shared', 'main/packed'),
    onlyImports('main/exporters', 'shared'),
    onlyImports('main/project', 'shared'),
    onlyImports('main/sample', 'shared', 'main/project'),
    onlyImports('main/protocol', 'shared', 'main/ipc'),
    onlyImports('main/jobs', 'shared', 'main/packed', 'main/engine', 'main/connectors', 'main/mirror', 'main/exporters', 'main/project'),
    onlyImports('main/bench', 'shared', 'main/packed', 'main/jobs', 'main/connectors', 'main/mirror', 'main/exporters', 'main/sample', 'main/project'),
    onlyImports('main/cli', 'shared', 'main/jobs', 'main/connectors', 'main/mirror', 'main/exporters', 'main/project', 'main/sample', 'main/bench'),
    {
      name: 'main-ipc-imports',
      comment: 'main/ipc/ validates and hands on: to shared/ and jobs/. Of the application around it, it is given values and knows their types.',
      severity: 'error',
      from: { path: '^main/ipc/' },
      to: { path: '^(main|renderer|test|scripts)/', pathNot: '^main/(ipc|jobs)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'main-ipc-knows-no-engine',
      comment: 'Not even types of what only the job and view processes load.',
      severity: 'error',
      from: { path: '^main/ipc/' },
      to: { path: '^main/[^/]+/', pathNot: '^main/(ipc|jobs)/' },
    },
    {
      name: 'preload-imports',
      comment: 'The preload has Electron, the names of the channels, and types from shared/ipc/.',
      severity: 'error',
      from: { path: '^main/preload\\.ts$' },
      to: { pathNot: ['^shared/ipc/', '^main/ipc/channels\\.ts$', '^electron$', '(^|/)node_modules/electron/'] },
    },
    { name: 'main-is-not-imported', comment: 'Entries are started, not imported.', severity: 'error', from: {}, to: { path: '^main/(main|preload)\\.ts$' } },

    { name: 'renderer-and-main-never-meet', comment: 'They know each other through shared/ipc/.', severity: 'error', from: { path: '^renderer/' }, to: { path: '^main/' } },
    { name: 'main-and-renderer-never-meet', comment: 'They know each other through shared/ipc/.', severity: 'error', from: { path: '^main/' }, to: { path: '^renderer/' } },
    { name: 'renderer-has-no-node', comment: 'The window is sandboxed.', severity: 'error', from: { path: '^renderer/', pathNot: '\\.mts$' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'renderer-ui-imports',
      comment: 'renderer/ui/ draws what it is given: of ours it knows shared/, the theme and the texts.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^(main|renderer|shared|test|scripts)/', pathNot: '^(renderer/(ui|texts)/|renderer/theme\\.|shared/)' },
    },
    {
      name: 'features-do-not-import-features',
      comment: 'What two features need moves to ui/, shared/, or up into a view that holds both.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'features-know-no-shell',
      comment: 'The shell holds the features, not the other way round.',
      severity: 'error',
      from: { path: '^renderer/features/' },
      to: { path: '^renderer/(shell/|app\\.tsx$|start\\.tsx$)' },
    },
    {
      name: 'bridge-only-through-requests',
      comment: 'Data comes through use-request.ts; only that and what holds the session asks the bridge itself.',
      severity: 'error',
      from: { path: '^renderer/(ui|features)/' },
      to: { path: '^renderer/bridge\\.ts$' },
    },

    onlyIn('sql-stays-in-the-mirror', ['better-sqlite3'], ['main/mirror/']),
    onlyIn('ldap-stays-in-its-connector', ['ldapts'], ['main/connectors/ldap/']),
    onlyIn('monaco-stays-in-the-expression-editor', ['monaco-editor'], ['renderer/features/expression-editor/']),
    onlyIn('electron-stays-at-the-edge', ['electron', 'electron-store'], [
      'main/[^/]+\\.ts$', 'main/jobs/electron-transport\\.ts$', 'main/ipc/register\\.ts$', 'main/protocol/app-protocol\\.ts$', 'scripts/electron-default-app/',
    ]),

    {
      name: 'no-barrels',
      comment: 'Import the file that has it. The language has a door, and its functions a list.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.tsx?$', pathNot: ['^node_modules/', '^shared/expression/index\\.ts$', '^shared/expression/functions/index\\.ts$'] },
    },
    { name: 'product-knows-no-tests', comment: 'Nothing in the product knows that it is tested.', severity: 'error', from: { path: '^(main|renderer|shared)/' }, to: { path: '^(test|scripts)/' } },
    { name: 'no-cycles', comment: 'Types count: two files that need each other are one, or need a third.', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-is-found', comment: 'An import that leads nowhere would escape every rule above.', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^monaco-editor/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)out/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'] },
    skipAnalysisNotInRules: false,
  },
}
