import { alive, axe, expect, hold, Server, test } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";

const days = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("a visitor finds the open vacancies, the newest first, and reads one", async ({ page }) => {
  await page.goto("/vacancies");
  await expect(page).toHaveTitle(/^Vacancies – /);
  const links = page.locator("main li h2 a");
  const count = await links.count();
  expect(count).toBeGreaterThan(20);
  await expect(page.locator("main .lead")).toContainText(`${count} vacancies are open`);
  await alive(page);
  const title = await links.first().innerText();
  await links.first().click();
  await expect(page.locator("h1")).toHaveText(title);
  await expect(page.locator("h1")).toBeFocused();
  await expect(page.getByRole("heading", { level: 2, name: "Duties and responsibilities" })).toBeVisible();
});

test("the links for search engines are those of the page that is shown, however one came to it", async ({ page, server }) => {
  await page.goto("/fr/vacancies");
  await alive(page);
  const link = page.locator("main li h2 a").first();
  const path = (await link.getAttribute("href"))!.replace(/^\/fr/, "");
  await link.click();
  await expect(page.locator("h1")).toBeFocused();
  const leadTo = async (path: string) => {
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", `${server.address}/fr${path}`);
    for (const [tag, prefix] of [["en", ""], ["fr", "/fr"], ["es", "/es"], ["x-default", ""]]) {
      await expect(page.locator(`link[hreflang=${tag}]`)).toHaveAttribute("href", server.address + prefix + path);
    }
  };
  await leadTo(path);
  await page.goBack();
  await leadTo("/vacancies");
});

for (const [late, address] of [["its data", "**/api/fn/vacancy/**"], ["the code of its area", "**/*.wasm"]] as const) {
  test(`a page that takes its time is shown to be on its way: ${late}`, async ({ page }) => {
    await page.goto("/vacancies");
    await alive(page);
    const busy = page.locator("html[data-busy]");
    await expect(busy).toHaveCount(0);
    const go = await hold(page, address);
    await page.locator("main h2 a").first().click();
    await expect(busy).toHaveCount(1);
    await page.waitForTimeout(500);
    await expect(busy, "it stays until all has come").toHaveCount(1);
    go();
    await expect(page.getByRole("heading", { level: 2, name: "Duties and responsibilities" })).toBeVisible();
    await expect(busy).toHaveCount(0);
  });
}

test("titles in another language say which one they are in", async ({ page }) => {
  await page.goto("/fr/vacancies");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.locator("main li h2 a[lang=en]").first()).toBeVisible();
  await expect(page.locator("main li h2 a[lang=fr]")).toHaveCount(0);
  await page.locator("main li h2 a[lang=en]").first().click();
  await expect(page.locator("h1")).toHaveAttribute("lang", "en");
  await expect(page.getByText("Cet avis n’est publié qu’en anglais.")).toBeVisible();
});

test("the notice says the same with and without WebAssembly", async ({ page, browser, server }) => {
  await page.goto("/vacancies");
  const address = await page.locator("main li h2 a").nth(2).getAttribute("href");
  await page.goto(address!);
  await alive(page);
  const bare = await browser.newPage({ javaScriptEnabled: false, baseURL: server.address });
  await bare.goto(address!);
  // What only a browser that is alive can do is offered there alone.
  for (const one of [page, bare]) await one.locator(".notice-tools").evaluate((tools) => tools.remove());
  expect(await page.locator("main").innerText()).toBe(await bare.locator("main").innerText());
  await expect(bare.getByRole("link", { name: "Apply for this vacancy" }).first()).toBeVisible();
  await bare.close();
});

test("the deadline is shown in the vacancy's zone, and in the reader's where that differs", async ({ page, browser, server }) => {
  await page.goto("/vacancies/int-socpro-p4-2026-11");
  await alive(page);
  await expect(page.locator(".deadline")).toContainText("midnight (Geneva time)");
  await expect(page.locator(".deadline-own")).toHaveCount(0);
  const far = await browser.newPage({ timezoneId: "America/Lima", baseURL: server.address });
  await far.goto("/vacancies/int-socpro-p4-2026-11");
  await expect(far.locator(".deadline-own")).toHaveText(/^In your time zone: \d+ \w+ \d{4}, 1[78]:00$/);
  await far.close();
});

test("on paper stands the notice, without what can only be pressed", async ({ page }) => {
  await page.goto("/vacancies/int-socpro-p4-2026-11");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator(".deadline")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Recruitment process" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Apply for this vacancy" })).toHaveCount(0);
  await expect(page.getByRole("navigation").getByRole("link")).toHaveCount(0);
});

test("a closed vacancy is gone, and similar open ones are named", async ({ page }) => {
  const answer = await page.goto("/vacancies/dc-amman-p-2026-01");
  expect(answer!.status()).toBe(410);
  await expect(page.locator("h1")).toHaveText("This vacancy has closed");
  await alive(page);
  await expect(page.getByRole("heading", { level: 2, name: "Similar vacancies that are open" })).toBeVisible();
  expect(await page.locator("main li h3 a").count()).toBeGreaterThan(1);
  expect((await page.goto("/vacancies/never-was"))!.status()).toBe(404);
});

for (const [language, prefix] of [["en", ""], ["fr", "/fr"], ["es", "/es"]]) {
  test(`axe finds nothing wrong: ${language}`, async ({ page }) => {
    for (const path of ["/vacancies", "/vacancies/int-normes-p3-2026-02", "/vacancies/dc-amman-p-2026-01"]) {
      await page.goto(prefix + path);
      await alive(page);
      await axe(page);
    }
  });
}

test("nothing is cut off at 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/vacancies", "/vacancies/int-normes-p3-2026-02", "/fr/vacancies/int-normes-p3-2026-02"]) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  }
});

test.describe("imports", () => {
  let own: Server;

  test.beforeAll(async () => {
    own = await Server.start({ ILO_JOBS_SAMPLE: "0" });
  });
  test.afterAll(() => own.remove());
  test.describe.configure({ mode: "serial" });

  test("without vacancies the list says so", async ({ page }) => {
    await page.goto(`${own.address}/vacancies`);
    await expect(page.getByText("No vacancies are open at the moment")).toBeVisible();
  });

  test("a notice that was imported is read in the browser, and leads to the application", async ({ page }) => {
    const vacancy = vacancyOf(noticeText, "RELMEETINGS/P/2025/01");
    const imported = await importInto(own, [vacancy]);
    expect(imported.code, imported.output).toBe(0);
    await expect(async () => {
      await page.goto(`${own.address}/vacancies`);
      await expect(page.locator("main li h2 a")).toHaveText(vacancy.texts.en.title, { timeout: 500 });
    }).toPass();
    await page.locator("main li h2 a").click();
    const facts = page.locator("main dl");
    await expect(facts).toContainText("RELMEETINGS/P/2025/01");
    await expect(facts).toContainText("Geneva, Switzerland");
    await expect(facts).toContainText("24 months");
    await expect(page.locator(".duties > li")).toHaveCount(vacancy.texts.en.duties.length);
    await expect(page.getByRole("heading", { level: 3, name: "Competencies" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 4, name: "Desirable" })).toHaveCount(1);
    await page.getByRole("link", { name: "Apply for this vacancy" }).first().click();
    await expect(page).toHaveURL(/\/account\/sign-in\?next=.*relmeetings-p-2025-01.*apply/);
  });

  test("a bad file is refused whole, with line and field", async ({ page }) => {
    const good = vacancyOf(noticeText, "GOOD/1");
    const bad = { ...vacancyOf(noticeText, "BAD/1"), grade: "P9" };
    const refused = await importInto(own, [good, bad]);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/nothing was imported/);
    expect(refused.output).toMatch(/line \d+: vacancies\[1\]\.grade: unknown variant `P9`/);
    expect((await page.goto(`${own.address}/vacancies/good-1`))!.status()).toBe(404);
  });

  test("a long list comes in pages", async ({ page }) => {
    const many = Array.from({ length: 60 }, (_, n) => vacancyOf(noticeText, `MANY/${String(n).padStart(2, "0")}`));
    const older = many.map((vacancy) => ({ ...vacancy, published_on: days(-2) }));
    expect((await importInto(own, older)).code).toBe(0);
    await expect(async () => {
      await page.goto(`${own.address}/vacancies`);
      await expect(page.locator("main li h2 a")).toHaveCount(50, { timeout: 500 });
    }).toPass();
    await alive(page);
    await page.getByRole("link", { name: "Page 2" }).click();
    await expect(page).toHaveURL(/\?page=2$/);
    await expect(page.locator("h1")).toHaveText("Vacancies, page 2 of 2");
    await expect(page.locator("main li h2 a")).toHaveCount(11);
    await expect(page.locator("nav [aria-current=page]", { hasText: "2" })).toBeVisible();
    expect((await page.goto(`${own.address}/vacancies?page=3`))!.status()).toBe(404);
    expect((await page.goto(`${own.address}/vacancies?page=x`))!.status()).toBe(404);
  });
});
