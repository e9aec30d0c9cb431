/** The import rules of docs: who may import whom. One of three nets; the others are a tsconfig per layer and tests/architecture. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-circular', 'Rooms and files form a tree.', {}, { circular: true }),
    forbid('not-to-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    forbid(
      'kit-is-the-floor',
      'shared/kit imports nothing of ours.',
      { path: '^shared/kit' },
      { path: '^(shared/(domain|protocol)|electron|hub|renderer|tools|tests)/' },
    ),
    forbid(
      'domain-on-kit',
      'shared/domain imports shared/kit only.',
      { path: '^shared/domain' },
      { path: '^(shared/protocol|electron|hub|renderer|tools|tests)/' },
    ),
    forbid(
      'protocol-on-domain',
      'shared/protocol imports shared only.',
      { path: '^shared/protocol' },
      { path: '^(electron|hub|renderer|tools|tests)/' },
    ),
    forbid(
      'core-to-shared',
      'The core imports shared only.',
      { path: '^electron/core' },
      { path: '^(electron/(hosts|preload)|renderer|hub|tools|tests)/' },
    ),
    forbid(
      'core-without-screen',
      'The core knows neither Electron nor the screen.',
      { path: '^electron/core' },
      { path: 'node_modules/(electron|react|react-dom|leaflet|@mantine)/' },
    ),
    forbid(
      'hosts-not-each-other',
      'A host never imports the other.',
      { path: '^electron/hosts/desktop' },
      { path: '^electron/hosts/loopback' },
    ),
    forbid(
      'hosts-not-each-other-2',
      'A host never imports the other.',
      { path: '^electron/hosts/loopback' },
      { path: '^electron/hosts/desktop' },
    ),
    forbid(
      'hosts-to-core-and-shared',
      'Hosts import core and shared.',
      { path: '^electron/hosts' },
      { path: '^(renderer|hub|tools|tests)/' },
    ),
    forbid(
      'electron-only-on-desktop',
      'Only hosts/desktop and preload import electron.',
      { pathNot: '^electron/(hosts/desktop|preload)/' },
      { path: '(^|node_modules/)electron(/|$)', pathNot: '^electron/' },
    ),
    forbid(
      'hub-to-shared',
      'The hub imports shared only.',
      { path: '^hub' },
      { path: '^(electron|renderer|tools|tests)/' },
    ),
    forbid(
      'renderer-to-shared',
      'The renderer imports shared only.',
      { path: '^renderer' },
      { path: '^(electron|hub|tools|tests)/' },
    ),
    forbid(
      'renderer-without-node',
      'The renderer has no Node.',
      { path: '^renderer', pathNot: '\\.test\\.tsx?$' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'views-meet-in-the-shell',
      'A view never imports another view.',
      { path: '^renderer/views/([^/]+)/' },
      { path: '^renderer/views/', pathNot: '^renderer/views/$1/' },
    ),
    forbid(
      'widgets-below-views',
      'Widgets, state and link know no view and no shell.',
      { path: '^renderer/(widgets|state|link|text|styles)' },
      { path: '^renderer/(views|shell)/' },
    ),
    forbid(
      'store-is-below',
      'The store imports none of the rooms above it.',
      { path: '^electron/core/store' },
      {
        path: '^electron/core/(feeds|sync|people|history|queries|api|warning|planner|recovery|accountability|records|export|launch)/',
      },
    ),
    forbid('nothing-to-tests', 'Nothing imports tests.', { pathNot: '^tests/' }, { path: '^tests/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tests/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^out/|^tests/architecture/planted/)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
