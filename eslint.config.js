import tseslint from 'typescript-eslint';
import compat from 'eslint-plugin-compat';
import prettier from 'eslint-config-prettier';
import hooks from 'eslint-plugin-react-hooks';

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'dist/**', '.data/**', 'coverage/**', '**/src/generated/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings are read in libs/platform/src/settings only.',
        },
      ],
    },
  },
  {
    files: [
      'libs/platform/src/settings/**/*.ts',
      'apps/cli/**/*.ts',
      'test/**/*.ts',
      'libs/testing/**/*.ts',
      '**/*.spec.ts',
      '**/*.int-spec.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['apps/console/**/*.tsx', 'apps/console/**/*.ts'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Text only: no raw HTML in the console.',
        },
        {
          selector:
            "NewExpression[callee.property.name='DisplayNames'] Property[key.name='type'][value.value!='language']",
          message: 'Names of countries are the conference’s: useCountries.',
        },
      ],
    },
  },
  {
    // No compiler looks at these: a name that is nowhere defined would be found when it is reached.
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly'])),
    },
    rules: { 'no-undef': 'error' },
  },
  {
    files: ['test/browser/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[property.name!='not'] > CallExpression[callee.name='expect'] > AwaitExpression > CallExpression[callee.property.name=/^(inputValue|count|innerText|allInnerTexts|allTextContents|textContent|isVisible|isChecked|isEnabled|isDisabled|getAttribute)$/]",
          message: 'The page may draw it a moment later: await expectSoon(() => …).',
        },
      ],
    },
  },
  {
    // What every browser of package.json (browserslist) has; the newer words of arrays and sets are held by `lib` of
    // apps/console/tsconfig.json.
    files: ['apps/console/src/**/*.tsx', 'apps/console/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.spec.tsx', 'apps/console/src/testing/**'],
    extends: [compat.configs['flat/recommended']],
  },
  {
    // Read by browsers of 2010, which no compiler stands before.
    files: ['apps/console/public/**/*.js'],
    languageOptions: { ecmaVersion: 5, sourceType: 'script' },
  },
  prettier,
);
