import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const hanOrCaps = '/[\\u4e00-\\u9fff]/';

/** Sources of time, chance and environment that the core may take only from its ports (architecture, decision 1). */
const PORTS_ONLY = [
  { object: 'Date', property: 'now', message: 'Take the time from the Clock port.' },
  { object: 'Math', property: 'random', message: 'Take chance from the Ids port.' },
  { object: 'performance', property: 'now', message: 'Take durations from the Clock port.' },
  { object: 'process', property: 'env', message: 'Take settings from the host.' },
];

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', '.profile', 'tests/architecture/planted', 'test-results'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Text reaches the page as text (R21).',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['electron/core/**/*.ts'],
    ignores: ['electron/core/kernel/system-*.ts', 'electron/core/launch/**', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...PORTS_ONLY],
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Use the Clock port.' },
        { name: 'setInterval', message: 'Use the Clock port.' },
        { name: 'performance', message: 'Use the Clock port.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Take the time from the Clock port.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/text/**', '**/*.test.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Text reaches the page as text (R21).',
        },
        { selector: `JSXText[value=${hanOrCaps}]`, message: 'Text is a key: put it into renderer/text.' },
        { selector: `Literal[value=${hanOrCaps}]`, message: 'Text is a key: put it into renderer/text.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    // What a command line prints is its product; a bench and a tool are command lines too.
    files: [
      'hub/main.ts',
      'hub/cli/**',
      'electron/hosts/**',
      'electron/core/launch/**',
      'electron/core/kernel/system-*.ts',
      'tools/**',
      'tests/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Dense arrays walked by index: the bounds hold by construction, and a test over the whole output proves it.
    files: ['tools/city/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['*.config.ts', '*.config.js', '**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
);
