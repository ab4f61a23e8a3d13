import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import configuration from "../playwright.config";
import { figure, firstNotice, median, test } from "./fixtures";

// Lighthouse's own phone: slow processor, slow 4G. The median of three rounds.
for (const name of ["/vacancies", "a notice"]) {
  test(`Lighthouse on ${name}`, async ({ server }) => {
    const path = name === "a notice" ? await firstNotice(server) : name;
    const { executablePath, args } = configuration.use?.launchOptions ?? {};
    const rounds: Record<string, number>[] = [];
    for (let round = 0; round < 3; round++) {
      const chrome = await launch({ chromePath: executablePath, chromeFlags: ["--headless=new", ...(args ?? [])] });
      try {
        const result = await lighthouse(server.address + path, { port: chrome.port, logLevel: "error" });
        const { categories = {}, audits = {} } = result?.lhr ?? {};
        rounds.push({
          performance: 100 * (categories.performance?.score ?? 0),
          accessibility: 100 * (categories.accessibility?.score ?? 0),
          "best practices": 100 * (categories["best-practices"]?.score ?? 0),
          SEO: 100 * (categories.seo?.score ?? 0),
          "LCP in ms": Math.round(audits["largest-contentful-paint"]?.numericValue ?? NaN),
          "blocking time in ms": Math.round(audits["total-blocking-time"]?.numericValue ?? NaN),
          "layout shift": audits["cumulative-layout-shift"]?.numericValue ?? NaN,
        });
      } finally {
        chrome.kill();
      }
    }
    const figures = Object.fromEntries(
      Object.keys(rounds[0]).map((name) => [name, median(rounds.map((round) => round[name]))]),
    );
    for (const category of ["performance", "accessibility", "best practices", "SEO"]) {
      figure(`Lighthouse, phone, ${name}: ${category}`, Math.round(figures[category]), "", { atLeast: 100 });
    }
    // The aim is the list's: where a first visit begins.
    figure(`Lighthouse, phone, ${name}: LCP`, figures["LCP in ms"], "ms", name === "/vacancies" ? { below: 1300 } : undefined);
    figure(`Lighthouse, phone, ${name}: blocking time`, figures["blocking time in ms"], "ms");
    figure(`Lighthouse, phone, ${name}: layout shift`, figures["layout shift"], "");
  });
}
