import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page, Request } from "@playwright/test";
import { alive, expect, hold, type Server, test } from "../fixtures";

type Assets = {
  css: string;
  js: string;
  wasm: string;
  texts: Record<string, string>;
  folder: string;
  split: string;
  manifest: Record<string, string[]>;
};

const assetsOf = (server: Server): Assets =>
  JSON.parse(readFileSync(join(server.environment.ILO_JOBS_SITE, "assets.json"), "utf8"));

test("whatever the bundle names travels compressed, and is kept for a year", async ({ server, request }) => {
  const { css, js, wasm, texts, folder, split, manifest } = assetsOf(server);
  const lazy = new Set(Object.values(manifest).flat());
  const files = [css, js, wasm, `${folder}/${split}`, ...[...lazy].map((name) => `${folder}/${name}.wasm`)];
  files.push(...Object.values(texts));
  for (const file of files) {
    const answer = await request.get(file, { headers: { "accept-encoding": "br, gzip" } });
    expect(answer.status(), file).toBe(200);
    const headers = answer.headers();
    // A file of a few bytes may be larger when compressed.
    if ((await answer.body()).length > 200) expect(headers["content-encoding"], file).toBe("br");
    expect(headers["cache-control"], file).toContain("immutable");
    expect(headers["cache-control"], file).toContain("max-age=31536000");
    if (file.endsWith(".wasm")) expect(headers["content-type"], file).toBe("application/wasm");
  }
});

test("a first visit to the vacancies loads no lazy module, and other public pages none of a person's", async ({ page, server }) => {
  const loaded: URL[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url())));
  const paths = (part: string) => loaded.map((url) => url.pathname).filter((path) => path.includes(part));
  await page.goto("/vacancies");
  await alive(page);
  expect(paths("/texts-")).toHaveLength(1);
  expect(paths("/split_")).toEqual([]);
  expect(paths("/chunk_")).toEqual([]);
  for (const path of ["/", "/vacancies/int-normes-p3-2026-02", "/terms"]) {
    await page.goto(path);
    await alive(page);
  }
  expect(new Set(paths("/split_").map((path) => path.match(/split_([a-z_]+)_\d/)![1]))).toEqual(new Set(["reading"]));
  // Everything comes from the server itself: no font, script or picture of anybody else.
  expect(new Set(loaded.map((url) => url.origin))).toEqual(new Set([server.address]));
});

/** The files of an area: its own module, and those that it shares with others. */
function filesOf(server: Server, area: string): string[] {
  const { folder, manifest } = assetsOf(server);
  const key = Object.keys(manifest).find((key) => key.startsWith(`${area}_`));
  if (!key) throw new Error(`no area ${area} in ${Object.keys(manifest)}`);
  return manifest[key].map((name) => `${folder}/${name}.wasm`);
}

/** The paths that a page asks for from now on. */
function askedBy(page: Page, which = (_: Request) => true): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (which(request)) asked.push(new URL(request.url()).pathname);
  });
  return asked;
}

/** The documents that a page asks for, likewise. */
function documents(page: Page): string[] {
  return askedBy(page, (request) => request.isNavigationRequest() && request.frame() === page.mainFrame());
}

test("a page names what its area needs, which waits for the document's script and is downloaded once", async ({ page, browser, server }) => {
  const files = [...filesOf(server, "reading"), assetsOf(server).texts["en-pages"]];
  const plain = await browser.newPage({ baseURL: server.address, javaScriptEnabled: false });
  const askedPlain = askedBy(plain);
  await plain.goto("/terms");
  for (const file of files) await expect(plain.locator(`link[href="${file}"][media="not all"]`)).toHaveCount(1);
  expect(askedPlain.filter((path) => path.startsWith("/pkg/") && !path.endsWith(".css"))).toEqual([]);
  await plain.close();

  const asked = askedBy(page);
  await page.goto("/terms");
  await alive(page);
  for (const file of files) expect(asked.filter((path) => path === file), file).toHaveLength(1);
  await expect(page.locator("link[media='not all']")).toHaveCount(0);
});

test("the head describes the page that is shown, and no page before it", async ({ page }) => {
  const said = page.locator("meta[name=description]");
  const notice = async () => {
    await expect(page.getByRole("heading", { level: 2, name: "Duties and responsibilities" })).toBeVisible();
    await expect(said).toHaveCount(1);
    return said.getAttribute("content");
  };
  await page.goto("/vacancies/int-normes-p3-2026-02");
  await alive(page);
  const first = await notice();
  const [similar, title] = await page.locator("aside[aria-labelledby=similar] a").first().evaluate((link: HTMLAnchorElement) => [link.pathname, link.textContent!]);
  await page.locator(`aside[aria-labelledby=similar] a[href="${similar}"]`).click();
  await expect(page.locator("h1")).toHaveText(title);
  await expect.poll(notice).not.toBe(first);
  await page.getByRole("navigation").getByRole("link", { name: "Vacancies", exact: true }).first().click();
  await expect(page.locator("h1")).toHaveText("Vacancies");
  await expect(said).toHaveCount(1);
});

test("a link that is followed before the page is alive is the browser's", async ({ page, server }) => {
  const asked = documents(page);
  const [last] = filesOf(server, "reading").slice(-1);
  const texts = page.waitForResponse(`**${assetsOf(server).texts.en}`);
  const go = await hold(page, `**${last}`);
  await page.goto("/vacancies/int-normes-p3-2026-02");
  // The router is there a moment after these; the page waits for its area.
  await texts;
  await page.waitForTimeout(1000);
  await page.getByRole("navigation").getByRole("link", { name: "Vacancies", exact: true }).first().click();
  await expect.poll(() => asked).toEqual(["/vacancies/int-normes-p3-2026-02", "/vacancies"]);
  go();
  await alive(page);
  await expect(page.locator("h1")).toHaveText("Vacancies");
});

test.describe("an area whose code does not come", () => {
  const NOTICE = "/vacancies/int-normes-p3-2026-02";

  for (const which of ["its own module", "a module that it shares"]) {
    test(`the browser loads the whole page that was asked for: without ${which}`, async ({ page, server, complaints }) => {
      const files = filesOf(server, "reading");
      const missing = which === "its own module" ? files[files.length - 1] : files[0];
      const asked = documents(page);
      await page.goto("/vacancies");
      await alive(page);
      // Missing once: the whole page that is loaded then comes alive again.
      let aborted = 0;
      await page.route(`**${missing}`, (route) => (aborted++ === 0 ? route.abort() : route.continue()));
      await page.locator(`main a[href="${NOTICE}"]`).click();
      await expect(page).toHaveURL(NOTICE);
      await expect(page.getByRole("heading", { level: 2, name: "Duties and responsibilities" })).toBeVisible();
      await expect.poll(() => asked).toEqual(["/vacancies", NOTICE]);
      await alive(page);
      expect(aborted).toBeGreaterThan(1);
      // The way back works as well.
      await page.goBack();
      await expect(page.locator("h1")).toHaveText("Vacancies");
      await expect(page).toHaveURL("/vacancies");
      expect(complaints.length).toBeGreaterThan(0);
      complaints.length = 0;
    });
  }

  test("for good: the page that was asked for is loaded once, and can be read", async ({ page, server, complaints }) => {
    const asked = documents(page);
    await page.goto("/vacancies");
    await alive(page);
    const [missing] = filesOf(server, "reading").slice(-1);
    await page.route(`**${missing}`, (route) => route.abort());
    await page.locator(`main a[href="${NOTICE}"]`).click();
    await expect.poll(() => asked).toEqual(["/vacancies", NOTICE]);
    await expect(page.getByRole("heading", { level: 2, name: "Duties and responsibilities" })).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual(["/vacancies", NOTICE]);
    expect(complaints.length).toBeGreaterThan(0);
    complaints.length = 0;
  });

  test("from the beginning: the links of the page lead on", async ({ page, server, complaints }) => {
    const [missing] = filesOf(server, "reading").slice(-1);
    await page.route(`**${missing}`, (route) => route.abort());
    await page.goto(NOTICE);
    await expect.poll(() => complaints.length, "what failed is said in the console").toBeGreaterThan(0);
    complaints.length = 0;
    await page.getByRole("navigation").getByRole("link", { name: "Vacancies", exact: true }).first().click();
    await expect(page).toHaveURL("/vacancies");
    await expect(page.locator("h1")).toHaveText("Vacancies");
    complaints.length = 0;
  });

  test("from the beginning: the page does not load itself in a circle, and its form works as a plain one", async ({ page, server, complaints }) => {
    const asked = documents(page);
    const [missing] = filesOf(server, "account_area").slice(-1);
    await page.route(`**${missing}`, (route) => route.abort());
    const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith(missing));
    await page.goto("/account/sign-in");
    await failed;
    await expect.poll(() => complaints.length, "what failed is said in the console").toBeGreaterThan(0);
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual(["/account/sign-in"]);
    await expect(page.locator("html")).not.toHaveAttribute("data-alive");
    await page.getByLabel("E-mail address").fill("nobody@example.org");
    await page.locator("#password").fill("seven lanterns over the quay");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("We could not sign you in.");
    await expect(page.getByLabel("E-mail address")).toHaveValue("nobody@example.org");
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual(["/account/sign-in", "/account/sign-in", "/account/sign-in"]); // opened, posted, led back
    complaints.length = 0;
  });
});
