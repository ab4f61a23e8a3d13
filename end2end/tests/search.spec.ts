import type { Page } from "@playwright/test";
import { alive, axe, expect, test } from "../fixtures";
import { Keyboard } from "../support/hands";
import { signUp } from "../support/person";

const words = (page: Page) => page.getByRole("searchbox");
const links = (page: Page) => page.locator(".find-found li h2 a");
const said = (page: Page) => page.locator("main [role=status]");
/** How many a choice says that it finds. */
const count = async (page: Page, choice: string) => {
  const label = page.locator(`label[for="${await page.getByRole("checkbox", { name: choice }).getAttribute("id")}"]`);
  return Number((await label.innerText()).match(/\((\d+)\)$/)![1]);
};
const open = async (page: Page, filter: string) => {
  const summary = page.locator(".find-facet > summary", { hasText: new RegExp(filter) });
  if ((await summary.locator("..").getAttribute("open")) === null) await summary.click();
};

test("what is typed is looked for at once; the focus stays, the count is told, and the way back leads to all", async ({ page }) => {
  await page.goto("/vacancies");
  await alive(page);
  const all = await links(page).count();
  await new Keyboard(page).fill(words(page), "estadística zzzz");
  await expect(said(page)).toHaveText("No open vacancy fits all of this");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("statisticians");
  await expect(said(page)).toHaveText("2 vacancies found.");
  await expect(links(page).first(), "the title before the duties").toHaveText(/Statistician/);
  await expect(page).toHaveURL(/\/vacancies\?q=statisticians$/);
  await expect(words(page)).toBeFocused();
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", "noindex");
  await page.goBack();
  await expect(said(page)).toHaveText(`${all} vacancies are open, the newest first.`);
  await expect(words(page)).toHaveValue("");
  await expect(page.locator("meta[name=robots]")).toHaveCount(0);
});

test("by keyboard alone filters are chosen, find what they say, and are taken back", async ({ page }) => {
  await page.goto("/vacancies");
  await alive(page);
  const hands = new Keyboard(page);
  const local = page.getByRole("checkbox", { name: /^Local/ });
  const promised = await count(page, "Local");
  await hands.tick(local);
  await expect(said(page)).toHaveText(`${promised} vacancies found.`);
  await expect(local).toBeFocused();
  await expect(page).toHaveURL(/\?category=local$/);
  await hands.press(page.locator(".find-facet > summary", { hasText: "Region" }));
  const inAfrica = await count(page, "Africa");
  await hands.tick(page.getByRole("checkbox", { name: /^Africa/ }));
  await expect(said(page)).toHaveText(`${inAfrica} ${inAfrica === 1 ? "vacancy" : "vacancies"} found.`);
  await hands.follow(page.getByRole("link", { name: "Remove: Local" }));
  await expect(page).toHaveURL(/\?region=africa$/);
  await expect(local).not.toBeChecked();
  // The link is gone: the focus is not left nowhere until the page has been looked at for long.
  await expect(page.locator("h1")).toBeFocused({ timeout: 700 });
  await page.goBack();
  await expect(local).toBeChecked();
  await page.goBack();
  await expect(page.getByRole("checkbox", { name: /^Africa/ })).not.toBeChecked();
  await expect(said(page)).toHaveText(`${promised} vacancies found.`);
});

test("the order is chosen, and stays in the address", async ({ page }) => {
  await page.goto("/vacancies");
  await alive(page);
  await page.getByLabel("Sort by").selectOption({ label: "Closing date" });
  await expect(page).toHaveURL(/\?sort=closing$/);
  // The address changes first, and then the list.
  await expect(async () => {
    const days = await page.locator(".vacancy-deadline").allInnerTexts();
    const left = days.map((text) => (/last day/.test(text) ? 0 : Number(text.match(/(\d+) days? left/)![1])));
    expect(left.length).toBeGreaterThan(10);
    expect(left).toEqual([...left].sort((a, b) => a - b));
  }).toPass({ timeout: 10_000 });
  await page.reload();
  await expect(page.getByLabel("Sort by")).toHaveValue("closing");
});

for (const [prefix, typed, title, button, local] of [
  ["", "wages specialists", "Wages Specialist", "Search", "Local"],
  ["/fr", "juristes", "Juriste (application des normes)", "Chercher", "Local"],
  ["/es", "oficiales nacional", /Oficial nacional/, "Buscar", "Local"],
] as const) {
  test(`with and without WebAssembly the same is found: ${prefix || "/en"}`, async ({ page, browser, server }) => {
    const bare = await browser.newPage({ javaScriptEnabled: false, baseURL: server.address });
    await bare.goto(`${prefix}/vacancies`);
    await words(bare).fill(typed);
    await bare.getByRole("button", { name: button, exact: true }).click();
    await expect(links(bare).first()).toHaveText(title);
    await page.goto(`${prefix}/vacancies`);
    await alive(page);
    await words(page).fill(typed);
    await expect(links(page).first()).toHaveText(title);
    await expect(page).toHaveURL(/\?q=/);
    await expect(links(page)).toHaveCount(await links(bare).count());
    expect(await said(page).innerText()).toBe(await said(bare).innerText());
    // A choice beside the words, by the button of the filters.
    await bare.goto(`${prefix}/vacancies`);
    await bare.getByRole("checkbox", { name: new RegExp(`^${local}`) }).check();
    await bare.locator(".find-facets > button").click();
    await expect(bare).toHaveURL(/category=local/);
    await expect(bare.getByRole("checkbox", { name: new RegExp(`^${local}`) })).toBeChecked();
    // The order stands outside of the form, with a button of its own.
    await bare.locator(".find-order select").selectOption("closing");
    await bare.locator(".find-order button").click();
    await expect(bare).toHaveURL(/category=local.*sort=closing/);
    await expect(page.locator(".find-order button")).toBeHidden();
    await bare.close();
  });
}

test("where nothing is found it says what to ask less, and how many that finds", async ({ page }) => {
  await page.goto("/vacancies?q=auditors&region=americas");
  await expect(said(page)).toHaveText("No open vacancy fits all of this");
  const loosen = page.locator(".find-looser a");
  const names = await loosen.allInnerTexts();
  expect(names.every((name) => /^Without .+: \d+ vacanc(y|ies)$/.test(name)), names.join("; ")).toBe(true);
  await loosen.filter({ hasText: "auditors" }).click();
  await expect(page).toHaveURL(/\?region=americas$/);
  const promised = Number(names.find((name) => name.includes("auditors"))!.match(/(\d+) vac/)![1]);
  await expect(links(page)).toHaveCount(promised);
  await expect(page.getByRole("link", { name: "Create an alert from this search" })).toHaveAttribute("href", "/alerts/new?region=americas");
  await expect(page.getByRole("link", { name: "Feed of this search" })).toHaveAttribute("href", "/feeds/vacancies.atom?region=americas");
});

test("at 360 pixels the filters fold away, and nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const prefix of ["", "/fr", "/es"]) {
    await page.goto(`${prefix}/vacancies`);
    await alive(page);
    const filter = page.locator("input[value=local]");
    await expect(filter).toBeHidden();
    await page.locator(".find-filters > summary").click();
    await filter.check();
    await expect(page).toHaveURL(/category=local/);
    await expect(filter).toBeVisible();
    await open(page, "Country|Pays|País");
    expect(await page.evaluate(() => document.documentElement.scrollWidth), prefix).toBeLessThanOrEqual(360);
    await axe(page);
  }
});

for (const prefix of ["", "/fr", "/es"]) {
  test(`axe finds nothing wrong: ${prefix || "/en"}`, async ({ page }) => {
    for (const path of ["/vacancies?q=a&grade=P4&grade=P5", "/vacancies?q=zzzz&country=CH", "/vacancies/categories/local"]) {
      await page.goto(prefix + path);
      await alive(page);
      await axe(page);
    }
  });
}

test("a category says what it means, and leads to its vacancies, its feed and an alert", async ({ page }) => {
  await page.goto("/vacancies");
  await alive(page);
  await page.locator(".categories").getByRole("link", { name: "Internships" }).click();
  await expect(page.locator("h1")).toHaveText("Internships");
  await expect(page.locator("h1")).toBeFocused();
  await expect(page.locator("main .lead")).toContainText("recent graduates");
  await expect(page.getByRole("link", { name: "Create an alert" })).toHaveAttribute("href", "/alerts/new?category=internships");
  await expect(page.getByRole("link", { name: /Atom/ })).toHaveAttribute("href", "/feeds/vacancies.atom?category=internships");
  await page.getByRole("link", { name: "Search within" }).click();
  await expect(page.getByRole("checkbox", { name: /^Internships/ })).toBeChecked();
  expect((await page.goto("/vacancies/categories/volunteers"))!.status()).toBe(404);
});

test("a visitor who saves is led to sign in, and back", async ({ page }) => {
  await page.goto("/vacancies?q=auditor");
  await page.getByRole("button", { name: "Save: Auditor" }).click();
  await expect(page).toHaveURL(/\/account\/sign-in\?next=\/vacancies%3Fq%3Dauditor%23int-iao-p3-2026-03&for=save$/);
  await expect(page.getByText("press “Save” again")).toBeVisible();
  await page.goto("/vacancies/saved");
  await expect(page).toHaveURL(/\/account\/sign-in\?next=\/vacancies\/saved$/);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled });

    test("a candidate saves from the list and from the notice, and finds it again", async ({ page, browser, context, server, mailbox }) => {
      await signUp(browser, context, server, mailbox);
      await page.goto("/vacancies?q=auditor");
      await page.getByRole("button", { name: "Save: Auditor" }).click();
      await expect(page).toHaveURL(/\?q=auditor#int-iao-p3-2026-03$/);
      await expect(page.getByRole("button", { name: "Remove from saved: Auditor" })).toBeVisible();
      await page.goto("/vacancies/int-normes-p3-2026-02");
      await page.getByRole("button", { name: /^Save/ }).click();
      await expect(page.getByRole("button", { name: /^Remove from saved/ })).toBeVisible();
      await page.goto("/vacancies/saved");
      await expect(page.locator("h1")).toHaveText("Saved vacancies");
      await expect(page.locator("main li h3 a")).toHaveCount(2);
      if (javaScriptEnabled) {
        await alive(page);
        await axe(page);
      }
      await page.getByRole("button", { name: "Remove from saved: Auditor" }).click();
      await expect(page.locator("main li h3 a")).toHaveCount(1);
      await page.getByRole("button", { name: /^Remove from saved/ }).click();
      await expect(page.getByText("You have saved no vacancy yet.")).toBeVisible();
    });
  });
}
