import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    // no test says how long anything takes: these only end what hangs, also on a busy machine
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/from-sources.ts"],
  },
});
