import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

// Figures, one at a time, so that they do not disturb each other. `make bench` prints them.
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../results/performance",
  reporter: [["dot"], ["./table.ts"]],
  workers: 1,
  fullyParallel: false,
  timeout: 300_000,
  use: { ...tests.use, trace: "off" },
});
