import { expect, type Page } from "@playwright/test";
import axeCore from "axe-core";

/** Expects that axe finds nothing wrong with the page, by any of its rules. */
export async function axe(page: Page) {
  // Evaluated, not added as a script: the page's content security policy would rightly refuse it.
  await page.evaluate(`if (!globalThis.axe) { ${axeCore.source} }`);
  const { violations } = await page.evaluate(() =>
    // The target size of WCAG 2.2 is off unless asked for.
    (globalThis as unknown as { axe: typeof axeCore }).axe.run({ rules: { "target-size": { enabled: true } } }),
  );
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target}: ${node.html}`).join("\n")}`,
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
