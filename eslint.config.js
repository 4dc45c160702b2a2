import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const browser = [
  'window',
  'document',
  'location',
  'navigator',
  'localStorage',
  'matchMedia',
  'addEventListener',
  'MutationObserver',
  'requestAnimationFrame',
  'setInterval',
  'clearInterval',
]
const node = [
  'process',
  'console',
  'Buffer',
  'URL',
  'fetch',
  'setTimeout',
  'clearTimeout',
  'performance',
  'Blob',
]
const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

// What the page's promise rests on: no code from text, no markup from text, no worker outside the page's policy.
const safety = [
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]',
    message: 'Text from a file could become markup: set textContent or use a template.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe)$/]',
    message: 'Text from a file could become markup: set textContent or use a template.',
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
    message: 'Text from a file could become markup: set textContent or use a template.',
  },
]
const blobWorkers = {
  selector: 'NewExpression[callee.name=/^(Shared)?Worker$/]',
  message:
    "A worker from a URL does not inherit the page's content-security policy and could reach the network: import it with `?worker&inline`, which starts it from a Blob.",
}
const deterministic = [
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Two runs must give the same: use a generator with a seed.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Everything is computed as of a date: take it from the frame, not from the clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: 'Everything is computed as of a date: take it from the frame, not from the clock.',
  },
]
const restrict = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules.flat()] })

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-cli',
      'test-results',
      'playwright-report',
      'out',
      'test/bench/data',
      'public/samples',
      'test/fixtures',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ['src/**/*.{ts,vue}', 'test/**/*.ts', '*.ts'],
    rules: {
      // The compiler knows the globals of each file.
      'no-undef': 'off',
      // Slots are named as the panels they stand beside.
      'vue/valid-v-slot': ['error', { allowModifiers: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'vue/no-v-html': 'error',
      'vue/no-v-text-v-html-on-component': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  { files: ['src/**'], rules: restrict(safety, blobWorkers) },
  { files: ['src/engine/browser.ts'], rules: restrict(safety) },
  {
    files: ['src/{stats,analysis,tables,charts,ingest}/**'],
    rules: restrict(safety, blobWorkers, deterministic),
  },
  { files: ['**/*.{mjs,js}'], languageOptions: { globals: readonly([...new Set([...node, ...browser])]) } },
  prettier,
)
