import tseslint from "typescript-eslint";

/** The lint rules carry the style: what they cannot say, a test or a type does. */
export default tseslint.config(
  { ignores: ["node_modules/", "**/*.js", "**/*.mjs", ".cache/", "test/records/"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "@typescript-eslint/strict-boolean-expressions": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/max-params": ["error", { max: 3 }],
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_$", varsIgnorePattern: "^_$" }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "no-restricted-syntax": ["error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "CallExpression[callee.object.object.name='aws'][callee.property.name=/^get/]",
          message: "Components look nothing up: pass the answer in as an argument." },
        { selector: "CallExpression[callee.property.name='apply'] NewExpression[callee.object.type='MemberExpression']",
          message: "No resource is created inside apply: whatever decides the shape is a plain value." },
      ],
    },
  },
  { // Only tests and the tools that speak to untyped ends may cast; mocha's describe blocks are long by nature.
    files: ["test/**/*.ts"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/consistent-type-assertions": "off" },
  },
);
