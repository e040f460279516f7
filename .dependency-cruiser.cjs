/**
 * Imports point one way: domain ← profiles ← commands, views ← store, delivery, teams, mail ← main.
 * Each layer lists all it may import, itself apart; everything else is forbidden, Node's own modules included.
 * `types` may be imported as types only.
 */
const layers = {
  domain: { may: ['luxon', 'date-holidays', 'fastest-levenshtein'] },
  profiles: { may: ['src/domain', 'profiles', 'zod', 'node:fs', 'node:path'] },
  views: { may: ['src/domain', 'src/profiles', 'cards', 'adaptivecards-templating'], types: ['src/commands'] },
  commands: {
    may: ['src/domain', 'src/profiles', 'src/views', 'zod', 'luxon', 'fastest-levenshtein'].concat([
      'csv-parse',
      'csv-stringify',
    ]),
  },
  store: { may: ['src/domain', 'src/commands', '@azure/data-tables', '@azure/identity', 'zod', 'node:crypto'] },
  files: {
    may: ['src/domain', 'src/commands', '@azure/storage-blob', '@azure/identity', 'file-type', 'node:crypto'].concat([
      'node:dns',
      'node:http',
      'node:https',
      'node:net',
    ]),
    types: ['src/store'],
  },
  delivery: { may: ['src/domain', 'src/views', 'src/commands', 'src/store', 'node:crypto'] },
  pictures: {
    may: ['@resvg/resvg-wasm', 'fast-png', 'dejavu-fonts-ttf', 'node:fs', 'node:module'],
    types: ['src/commands'],
  },
  mail: { may: ['src/commands', 'nodemailer', 'zod'], types: ['pino'] },
  teams: {
    may: ['src/domain', 'src/commands', 'botbuilder[^/]*', 'botframework-[^/]*', 'restify', 'zod'],
    types: ['pino'],
  },
};

/** Where a module of the lists above lies once resolved; types come from `@types` for packages that have none. */
const whereabouts = (name) => {
  if (name.startsWith('node:')) return `^(node:)?${name.slice('node:'.length)}(/|$)`;
  return /^(src|profiles|cards)(\/|$)/.test(name) ? `^${name}/` : `(^|/)node_modules/(@types/)?${name}/`;
};

const layerRules = Object.entries(layers).flatMap(([layer, { may, types = [] }]) => [
  {
    name: `layer-${layer}`,
    comment: `src/${layer} may import only ${[...may, ...types].join(', ')}`,
    severity: 'error',
    from: { path: `^src/${layer}/` },
    to: { pathNot: [`src/${layer}`, ...may, ...types].map(whereabouts), couldNotResolve: false },
  },
  ...types.map((name) => ({
    name: `layer-${layer}-types`,
    comment: `src/${layer} may import only types from ${name}`,
    severity: 'error',
    from: { path: `^src/${layer}/` },
    to: { path: whereabouts(name), dependencyTypesNot: ['type-only'] },
  })),
]);

/** Packages that one folder alone may know, so that replacing them is that folder's matter. */
const only = (folder, packages, butAlso = []) => ({
  name: `only-${folder.replace('/', '-')}`,
  comment: `only ${folder} may import ${packages.join(', ')}`,
  severity: 'error',
  from: { pathNot: [folder, ...butAlso].map((path) => `^${path}/`) },
  to: { path: packages.map(whereabouts) },
});

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layer-unknown',
      comment: 'a folder of src needs its line among the layers',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(layers).join('|')})/` },
      to: {},
    },
    only('src/teams', ['botbuilder[^/]*', 'botframework-[^/]*', 'restify']),
    only('src/store', ['@azure/data-tables'], ['test']),
    only('src/mail', ['nodemailer']),
    only('src/pictures', ['@resvg/resvg-wasm', 'fast-png', 'dejavu-fonts-ttf'], ['test']),
    only('src/files', ['@azure/storage-blob', 'file-type'], ['test']),
    {
      name: 'src-stands-alone',
      comment: 'the bot knows nothing of local Teams, the tests or the scripts',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(local|test|scripts)/' },
    },
    {
      name: 'local-is-teams',
      comment: 'local Teams knows the bot as Teams does: over HTTP. It may start it, not import it',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(src|test)/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)local/web/vendor/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'require', 'default'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
