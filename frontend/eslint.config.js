import { configs as lit } from "eslint-plugin-lit";
import accessible from "eslint-plugin-lit-a11y";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

// The same sizes as in scripts/checks/sizes.py.
const SIZES = {
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", 40],
  complexity: ["error", 10],
};

const HABITS = {
  // Templates are functions of a model here: what is in them is as plain as it gets.
  "lit/no-template-arrow": "off",
  "lit/no-template-map": "off",
  "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
};

const TESTS = {
  files: ["tests/**"],
  rules: {
    "max-lines": ["error", 500],
    // What describes a thing holds all that is said of it.
    "max-lines-per-function": "off",
    // What stands in for something slow has to look like it.
    "@typescript-eslint/require-await": "off",
  },
};

export default defineConfig(
  { ignores: ["*.config.*"] },
  typescript.configs.strictTypeChecked,
  lit["flat/all"],
  accessible.configs.recommended,
  { languageOptions: { parserOptions: { projectService: true } }, rules: { ...SIZES, ...HABITS } },
  TESTS,
);
