import type { Page } from "@playwright/test";
import { alive, axe, expect, test } from "../fixtures";

const prefixes = { en: "", fr: "/fr", es: "/es" };
const open = ["/", "/vacancies", "/vacancies?page=2", "/accessibility", "/privacy", "/terms", "/account/new", "/account/sign-in", "/account/forgotten"];

for (const [language, prefix] of Object.entries(prefixes)) {
  test(`pages for everybody are accessible: ${language}`, async ({ page }) => {
    test.setTimeout(120_000);
    for (const path of [...open, await notice(page)]) {
      await page.goto(path === "/" ? prefix || "/" : prefix + path);
      await alive(page);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await axe(page);
    }
  });

  test(`a page that is not there says so: ${language}`, async ({ page }) => {
    const answer = await page.goto(`${prefix}/nothing-here`);
    expect(answer?.status()).toBe(404);
    await axe(page);
  });
}

test("every page names its languages and its own address", async ({ page, server }) => {
  for (const path of ["/vacancies?page=2", await notice(page)]) {
    await page.goto(`/fr${path}`);
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", `${server.address}/fr${path}`);
    await expect(page.locator("link[hreflang=es]")).toHaveAttribute("href", `${server.address}/es${path}`);
    await expect(page.locator("link[hreflang=x-default]")).toHaveAttribute("href", server.address + path);
    await expect(page.locator("meta[name=description]")).toHaveCount(1);
  }
});

test("the language switch leads to the same page", async ({ page }) => {
  await page.goto("/vacancies?page=2");
  await page.getByRole("link", { name: "Español" }).click();
  await expect(page).toHaveURL(/\/es\/vacancies\?page=2$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});

test("a new page takes the focus to its heading", async ({ page }) => {
  await page.goto("/");
  await alive(page);
  await page.getByRole("contentinfo").getByRole("link", { name: "Terms of use" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Terms of use" })).toBeFocused();
  await expect(page).toHaveTitle(/^Terms of use/);
});

test("the first stop of the keyboard skips to the content", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

for (const path of ["/", "/vacancies", "/gallery"]) {
  test(`nothing scrolls sideways on a screen 320 pixels wide, nor with text spaced out: ${path}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await alive(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // WCAG 1.4.12. The page's policy forbids style elements, not a sheet that the test constructs.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
      );
      document.adoptedStyleSheets = [sheet];
    });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
}

/** By how many pixels the page is wider than the screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** The address of a notice that is open. */
async function notice(page: Page): Promise<string> {
  await page.goto("/vacancies");
  const address = await page.locator("main h2 a").first().getAttribute("href");
  expect(address).toBeTruthy();
  return address as string;
}
