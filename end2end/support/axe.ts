import { expect, type Page } from "@playwright/test";
import axeCore, { type RunOptions } from "axe-core";

/** By every rule; the target size of WCAG 2.2 is off unless asked for. */
const ALL: RunOptions = { rules: { "target-size": { enabled: true } } };
/** By the rules that look at colours. */
const COLOURS: RunOptions = { runOnly: ["color-contrast", "link-in-text-block"] };

/** Expects that axe finds nothing wrong with the page, in light and in dark. */
export async function axe(page: Page) {
  // Evaluated, not added as a script: the page's content security policy would rightly refuse it.
  await page.evaluate(`if (!globalThis.axe) { ${axeCore.source} }`);
  await nothing(page, "light", ALL);
  // Colours that the system forces are not the page's; axe reads those that it would have.
  if (await page.evaluate(() => matchMedia("(forced-colors: active)").matches)) return;
  await nothing(page, "dark", COLOURS);
  await page.emulateMedia({ colorScheme: null });
}

async function nothing(page: Page, colorScheme: "light" | "dark", options: RunOptions) {
  await page.emulateMedia({ colorScheme });
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axeCore }).axe.run(options),
    options,
  );
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target}: ${node.html}`).join("\n")}`,
  );
  expect(found, `accessibility of ${page.url()}, ${colorScheme}`).toEqual([]);
}
