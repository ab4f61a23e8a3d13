import { defineConfig } from "@playwright/test";

/** Of what Chromium brings along, what no test is about. The last such list counts: it repeats Playwright's own. */
const WITHOUT = [
  // Each window would load two pages more, for suggestions below an address bar that nobody sees: more work than the page itself.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AutoDeElevate",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "BoundaryEventDispatchTracksNodeRemoval",
  "DestroyProfileOnBrowserClose",
  "DialMediaRouteProvider",
  "GlobalMediaControls",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "OptimizationHints",
  "PaintHolding",
  "RenderDocument",
  "ThirdPartyStoragePartitioning",
  "Translate",
];

export default defineConfig({
  testDir: "tests",
  outputDir: "results/files",
  // `tools/test` takes the counts from the report.
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A journey of a dozen pages, on a machine that does other things too.
  timeout: 90_000,
  // What passes at the second try only is counted in the closing line (tools/test).
  retries: 1,
  expect: { timeout: 10_000 },
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    // Recording takes a third of the time: what fails is recorded when it is tried again.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", // which Chromium cannot have when root starts it
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        `--disable-features=${WITHOUT}`,
      ],
    },
  },
});
