import { defineConfig } from "vitest/config";

// One file without a date or a path in it: whoever builds it gets the same one.
export default defineConfig({
  build: {
    outDir: "../custom_components/home_gym/frontend",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/home-gym.ts", formats: ["es"], fileName: "home-gym" },
    reportCompressedSize: true,
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
