import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { alive, axe, expect, Listener, Reader, Server } from "../fixtures";
import { Keyboard } from "../support/hands";
import { degree, post } from "../support/person";
import { button, rows, summary, test as signedIn } from "../support/signed-in";

const INSTITUTIONS = [
  {
    IAUCode: "IAU-1",
    CountryCode: "CH",
    OrgName: "Eidgenössische Technische Hochschule Zürich",
    InstNameEnglish: "Swiss Federal Institute of Technology in Zurich",
    InstAcronym: "ETH",
    FormerNames: ["Eidgenössische Polytechnische Schule"],
  },
  { IAUCode: "IAU-2", CountryCode: "CH", OrgName: "Université de Genève", InstNameEnglish: "University of Geneva" },
  { IAUCode: "IAU-3", CountryCode: "KE", OrgName: "University of Nairobi", FormerNames: ["Royal Technical College"] },
];

// A server of their own: what it lists is accredited, and known by other names.
const test = signedIn.extend<object, { server: Server }>({
  server: [
    async ({ mailbox }, use) => {
      const server = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url, ILO_JOBS_MAIL_FROM: "jobs@example.org" });
      const file = join(server.data, "institutions.json");
      await writeFile(file, JSON.stringify(INSTITUTIONS));
      const { code, output } = await server.run("import", "institutions", file, "--apply");
      expect(code, output).toBe(0);
      // It looks for what others have imported once a second.
      const found = async () => (await fetch(`${server.address}/api/fn/lookup/institutions?country=CH&typed=polytechnische`)).text();
      await expect.poll(found).toContain("Technische Hochschule");
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

const ENTRY = "/profile/education/e2e-degree";
const box = (page: Page) => page.locator("#institution");
const options = (page: Page) => page.locator("#institution-list").getByRole("option");
const unlisted = (page: Page) => page.getByLabel("*Other: the institution is not in the list");
const place = (page: Page) => page.getByLabel("Town and website, if it is not in the list");
const NOT_LISTED = "This institution is not in our list. Please enter its town, and its website if it has one.";

/** Fills in what an education needs besides its institution. */
async function rest(page: Page) {
  await page.locator("#level").selectOption(degree.level);
  await page.locator("#degree").fill(degree.degree);
  for (const name of ["from_month", "from_year", "to_month", "to_year"] as const) await page.locator(`#${name}`).fill(degree[name]);
  await page.getByRole("group", { name: /^State/ }).getByLabel("Obtained").check();
}

const ETH = "Eidgenössische Technische Hochschule Zürich";
const FOUND: [how: string, country: string, typed: string, option: string, also?: string][] = [
  ["by its beginning", "Switzerland", "eidg", ETH],
  ["by an abbreviation", "Switzerland", "eth", ETH, "ETH"],
  ["by its former name", "Switzerland", "polytechnische schule", ETH, "Eidgenössische Polytechnische Schule"],
  ["by its name in another language", "Switzerland", "technology swiss zurich", ETH, "Swiss Federal Institute of Technology in Zurich"],
  ["without diacritics", "Switzerland", "universite geneve", "Université de Genève"],
  ["in another order of its words", "Switzerland", "zurich technische hochschule", ETH],
  ["with the word University at its end", "Kenya", "nairobi university", "University of Nairobi"],
];

test("FAQ, how do I find my university: by keyboard, by any of its names, however it is written", async ({ page, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  const hands = new Keyboard(page);
  for (const [how, country, typed, option, also] of FOUND) {
    await test.step(how, async () => {
      await hands.choose(page.locator("main #country"), country);
      await hands.fill(box(page), typed);
      await expect(options(page).first()).toHaveText(also ? `${option} (also: ${also})` : option);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(box(page)).toHaveValue(option);
      await expect(box(page)).toHaveAttribute("aria-expanded", "false");
    });
  }
  await axe(page);
});

test("FAQ, how do I find my university: with a screen reader", async ({ page, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  const hands = new Listener(page);
  await hands.choose(page.locator("main #country"), "Switzerland");
  await hands.fill(box(page), "eth");
  await hands.hear("polite: 1 match. Use the arrow keys to choose it.");
  await page.keyboard.press("ArrowDown");
  const active = page.locator(`[id="${await box(page).getAttribute("aria-activedescendant")}"]`);
  // What a reader is told of the option that the keys stand on, which is why it came too.
  const reader = await Reader.start(page);
  expect(await reader.reach(active)).toBe(`option, ${ETH} (also: ETH), position 1, set size 2, selected`);
  await reader.stop();
  await page.keyboard.press("Enter");
  await expect(box(page)).toHaveValue(ETH);
});

test("in an empty field the arrows offer the first ones of the country, and the last option is *Other", async ({ page, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  await page.locator("main #country").selectOption("CH");
  await box(page).press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  const names = await options(page).allInnerTexts();
  expect(names.pop()).toBe("*Other (it is not in the list)");
  expect(names).toHaveLength(8);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "en")));
  await axe(page);
});

test("on a slow line the list opens late, and all the same", async ({ page, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  await page.route("**/api/fn/lookup/institutions?*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await route.continue();
  });
  await page.locator("main #country").selectOption("KE");
  await box(page).fill("nairobi");
  await expect(options(page).first()).toHaveText("University of Nairobi", { timeout: 8_000 });
});

test("the keys do not clear a field that can only be read", async ({ page, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  await box(page).fill("Lenana School");
  await box(page).evaluate((input: HTMLInputElement) => (input.readOnly = true));
  await box(page).press("Escape");
  await box(page).press("Escape");
  await expect(box(page)).toHaveValue("Lenana School");
});

test("without a country it says what comes first", async ({ page, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  await box(page).pressSequentially("nairobi");
  const first = page.getByText("Choose the country first.", { exact: true });
  await expect(first).toBeVisible();
  await expect(first).toHaveAttribute("role", "status");
  await expect(page.getByText("No match found.")).toBeHidden();
  await page.locator("main #country").selectOption("KE");
  await expect(first).toBeHidden();
  await box(page).press("ArrowDown");
  await expect(options(page).first()).toHaveText("University of Nairobi");
});

test("FAQ, I did not go to any of the listed institutions: *Other leaves the name and asks for the town", async ({ page, at, visit }) => {
  await visit(ENTRY, "Add a degree or diploma");
  await page.locator("main #country").selectOption("KE");
  await box(page).pressSequentially("Lenana School");
  await expect(options(page)).toHaveText(["*Other (it is not in the list)"]);
  await box(page).press("ArrowUp");
  await box(page).press("Enter");
  await expect(box(page)).toHaveValue("Lenana School");
  await expect(box(page)).toBeFocused();
  await expect(unlisted(page)).toBeChecked();
  await expect(page.getByText("Type the whole name of the institution here, and its town and website below.")).toBeVisible();
  await rest(page);
  await button(page, "Save and continue").click();
  await expect(summary(page).getByRole("link")).toHaveText([`Town and website, if it is not in the list – ${NOT_LISTED}`]);
  await place(page).fill("Nairobi");
  await button(page, "Save and continue").click();
  await at("Education");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("To be verified. The institution is not in our list.");

  // Whoever finds it in the list after all need not think of the tick: choosing takes it away, and so does typing a name.
  for (const found of ["chosen", "typed"]) {
    await visit(ENTRY, "Edit a degree or diploma");
    await unlisted(page).check();
    await box(page).fill(found === "typed" ? "nairobi university" : "nairobi");
    await expect(options(page).first()).toHaveText("University of Nairobi");
    if (found === "chosen") await options(page).first().click();
    await expect(unlisted(page)).not.toBeChecked();
  }
});

test.describe("without WebAssembly", () => {
  test.use({ javaScriptEnabled: false });

  test("FAQ, I did not go to any of the listed institutions: the server asks for the town, and nothing is lost", async ({ page, at, visit }) => {
    await visit(ENTRY, "Add a degree or diploma");
    // Until the page is alive it is a text field like any other.
    await expect(box(page)).not.toHaveAttribute("role");
    await page.locator("main #country").selectOption("KE");
    await box(page).fill("Lenana School");
    await rest(page);
    await button(page, "Save and continue").click();
    await expect(summary(page).getByRole("link")).toHaveText([`Town and website, if it is not in the list – ${NOT_LISTED}`]);
    await expect(box(page)).toHaveValue("Lenana School");
    await expect(unlisted(page)).toBeChecked();
    await place(page).fill("Nairobi");
    await button(page, "Save and continue").click();
    await at("Education");
    await expect(rows(page)).toHaveCount(1);
  });

  test("FAQ, I did not go to any of the listed institutions: *Other can be ticked from the beginning", async ({ page, at, visit }) => {
    await visit(ENTRY, "Add a degree or diploma");
    await page.locator("main #country").selectOption("KE");
    await box(page).fill("Lenana School");
    await unlisted(page).check();
    await place(page).fill("Nairobi, www.example.org");
    await rest(page);
    await button(page, "Save and continue").click();
    await at("Education");
    await visit(ENTRY, "Edit a degree or diploma");
    await expect(place(page)).toHaveValue("Nairobi, www.example.org");
  });

  test("a name of the list is known however it is written", async ({ page, at, visit }) => {
    await visit(ENTRY, "Add a degree or diploma");
    await page.locator("main #country").selectOption("KE");
    await box(page).fill("nairobi university");
    await rest(page);
    await button(page, "Save and continue").click();
    await at("Education");
    await expect(rows(page)).toContainText("Advanced degree. It is a Master’s degree or a doctorate from an accredited institution.");
  });
});

const standing = (page: Page): Locator => page.locator(".inset", { hasText: "As it is saved:" });

test("FAQ, what constitutes an advanced degree: the entry's own page says what it counts as, and why", async ({ page, quick }) => {
  const counts: [change: Record<string, string>, words: string][] = [
    [{}, "Advanced degree. It is a Master’s degree or a doctorate from an accredited institution."],
    [{ level: "first-level-degree" }, "First-level degree. It is a first-level degree of an accredited institution."],
    [{ level: "secondary-school" }, "Secondary education. It is what positions of the General Service ask for."],
    [{ level: "post-graduate-diploma" }, "Does not count as a degree. A post-graduate diploma or certificate is not an advanced degree."],
    [{ institution: "Lenana College", place: "Nairobi" }, "To be verified. The institution is not in our list."],
  ];
  for (const [change, words] of counts) {
    await post(quick, ENTRY, { ...degree, ...change });
    await page.goto(ENTRY);
    await alive(page);
    await expect(standing(page)).toContainText(words);
  }
  // What is typed now may count as something else.
  await page.locator("#level").selectOption("technical-diploma");
  await expect(standing(page)).toHaveCount(0);
  await page.locator("#level").selectOption(degree.level);
  await expect(standing(page)).toHaveCount(1);
  await expect(page.locator("#level")).toHaveAccessibleDescription(/An advanced degree is .* A post-graduate diploma or certificate is not one\./);
});
