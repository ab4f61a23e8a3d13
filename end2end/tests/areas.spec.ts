import type { Browser, Page } from "@playwright/test";
import { alive, axe, expect, type Mailbox, type Server } from "../fixtures";
import { arrive, button, field, follow, inspect, link, signInAs, test } from "../support/desk";
import { Keyboard } from "../support/hands";
import { area, post, signUp } from "../support/person";

const AREAS = "/staff/admin/areas";

const row = (page: Page, name: string) => page.locator("tbody tr", { has: page.getByRole("link", { name, exact: true }) });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });

/** A page of somebody who has just signed up. */
async function newcomer(browser: Browser, desk: Server, mailbox: Mailbox, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: desk.address });
  await signUp(browser, context, desk, mailbox);
  return context.newPage();
}

/** Opens the form of another area of expertise. */
async function another(page: Page) {
  await page.goto("/profile/expertise");
  await follow(page, link(page, "Add an area"));
  await expect(field(page, "area")).toBeVisible();
}

/** Says how well the area that was chosen is known, saves, and goes on. */
async function save(page: Page) {
  await page.locator(`main input[name="depth"][value="${area.depth}"]`).check();
  await field(page, "years").fill(area.years);
  await field(page, "last_year").fill(area.last_year);
  await button(page, "Save and continue").click();
}

for (const scripted of [true, false]) {
  test.describe(scripted ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: scripted });
    test.setTimeout(180_000);

    test("an administrator adds an area by keyboard, which candidates choose until it is retired", async ({ page, context, browser, desk, post: mailbox }) => {
      const names = scripted
        ? { en: "Circular economy", fr: "Économie circulaire", es: "Economía circular" }
        : { en: "Silver economy", fr: "Économie du grand âge", es: "Economía plateada" };
      await signInAs(context, desk, "administrator");
      const hands = new Keyboard(page, scripted);
      await page.goto("/staff");
      await arrive(hands, "Today’s work");
      await hands.follow(link(page, "Administration"));
      await arrive(hands, "Administration");
      await hands.follow(link(page, "Areas of expertise"));
      await arrive(hands, "Areas of expertise");
      await hands.follow(link(page, "Add an area"));
      await arrive(hands, "Add an area");
      await hands.fill(field(page, "name_en"), "wages");
      await hands.fill(field(page, "name_fr"), names.fr);
      await hands.press(button(page, "Add the area"));
      const summary = page.locator(".error-summary");
      await expect(summary).toContainText("Name in Spanish");
      await hands.fill(field(page, "name_es"), names.es);
      await hands.press(button(page, "Add the area"));
      // That there is such an area already, only the server knows.
      await arrive(hands, "Add an area");
      await expect(summary).toContainText("This is taken already.");
      await expect(field(page, "name_fr")).toHaveValue(names.fr);
      await hands.fill(field(page, "name_en"), names.en);
      await hands.press(button(page, "Add the area"));
      await arrive(hands, "Areas of expertise");
      await expect(said(page, "The area is added.")).toBeVisible();
      await expect(row(page, names.en)).toContainText(names.fr);
      await expect(row(page, names.en)).toContainText("Offered");

      const first = await newcomer(browser, desk, mailbox, scripted);
      await another(first);
      await field(first, "area").selectOption({ label: names.en });
      await save(first);
      await expect(link(first, names.en)).toBeVisible();

      await hands.fill(page.getByRole("searchbox"), names.es);
      await hands.press(button(page, "Show"));
      await expect(page.locator("tbody tr")).toHaveCount(1);
      await arrive(hands, "Areas of expertise");
      await hands.follow(link(page, names.en));
      await arrive(hands, `Change an area: ${names.en}`);
      await hands.press(button(page, "Retire the area"));
      await arrive(hands, "Areas of expertise");
      await expect(said(page, "The area is no longer offered.")).toBeVisible();
      await expect(row(page, names.en)).toContainText("No longer offered");

      const second = await newcomer(browser, desk, mailbox, scripted);
      await another(second);
      await expect(field(second, "area").locator("option", { hasText: "Wages" })).toHaveCount(1);
      await expect(field(second, "area").locator("option", { hasText: names.en })).toHaveCount(0);
      // Who has it keeps it.
      await follow(first, link(first, names.en));
      await expect(field(first, "area").locator("option:checked")).toHaveText(`${names.en} (no longer offered)`);
      await field(first, "years").fill("8");
      await button(first, "Save and continue").click();
      await expect(first.getByRole("heading", { level: 1 })).toHaveText("Key areas of expertise");
      await expect(link(first, names.en)).toBeVisible();

      await hands.follow(link(page, names.en));
      await arrive(hands, `Change an area: ${names.en}`);
      await expect(said(page, "Not offered since")).toBeVisible();
      await hands.press(button(page, "Offer it again"));
      await arrive(hands, "Areas of expertise");
      await expect(said(page, "The area is offered again.")).toBeVisible();
      await another(second);
      await field(second, "area").selectOption({ label: names.en });
      await save(second);
      await expect(link(second, names.en)).toBeVisible();
      await first.context().close();
      await second.context().close();
    });

    test("what somebody else has changed meanwhile is neither overwritten nor hidden, and what was typed stays", async ({ page, context, desk }) => {
      const colleague = await signInAs(context, desk, "administrator");
      const name = scripted ? "Cooperatives and the social economy" : "Rural economy";
      await page.goto(AREAS);
      const address = await follow(page, link(page, name));
      if (scripted) await alive(page);
      const [mine, theirs] = [`Économie, la mienne, ${scripted}`, `Économie, la leur, ${scripted}`];
      await post(colleague, address, { name_fr: theirs });
      await field(page, "name_fr").fill(mine);
      await button(page, "Retire the area").click();
      await expect(page.getByRole("alert")).toContainText("Nothing was saved");
      await expect(page.locator(".summary-row", { hasText: "Name in French, saved now" })).toContainText(theirs);
      await expect(field(page, "name_fr")).toHaveValue(mine);
      if (scripted) {
        await alive(page);
        await axe(page);
      }
      await button(page, "Save the area").click();
      await expect(said(page, "The area is saved.")).toBeVisible();
      await expect(row(page, name)).toContainText(mine);
      await expect(row(page, name)).toContainText("Offered");
    });
  });
}

test("no page of the areas has a fault that axe finds, or scrolls sideways on a telephone", async ({ page, context, desk }) => {
  test.setTimeout(120_000);
  const colleague = await signInAs(context, desk, "administrator");
  await post(colleague, `${AREAS}/audit`, { action: "retire" });
  const pages = [AREAS, `${AREAS}?q=nowhere`, `${AREAS}/new`, `${AREAS}/wages`, `${AREAS}/audit`];
  for (const prefix of ["", "/fr", "/es"]) await inspect(page, pages.map((address) => prefix + address));
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});
