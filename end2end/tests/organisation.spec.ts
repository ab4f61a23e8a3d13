import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { alive, axe, expect } from "../fixtures";
import { arrive, field, follow, inspect, PASSWORD, signInAs, test } from "../support/desk";
import { Keyboard } from "../support/hands";
import { post } from "../support/person";

const ORGANISATION = "/staff/admin/organisation";

const row = (page: Page, code: string) => page.locator("tbody tr", { has: page.getByRole("link", { name: code, exact: true }) });

for (const scripted of [true, false]) {
  test.describe(scripted ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: scripted });
    test.setTimeout(180_000);

    test("an administrator adds an office by keyboard, is told what is wrong with it, and closes it", async ({ page, context, desk }) => {
      await signInAs(context, desk, "administrator");
      const hands = new Keyboard(page, scripted);
      const link = (name: string) => page.locator("main").getByRole("link", { name, exact: true });
      const button = (name: string) => page.locator("main").getByRole("button", { name, exact: true });
      const code = scripted ? "CO-Quito" : "CO-Lusaka";
      await page.goto("/staff");
      await arrive(hands, "Today’s work");
      await hands.follow(link("Administration"));
      await arrive(hands, "Administration");
      await hands.follow(link("Organisation"));
      await arrive(hands, "Organisation");
      await hands.follow(link("Add an office"));
      await arrive(hands, "Add an office");
      await hands.fill(field(page, "code"), code);
      await hands.fill(field(page, "name_en"), "Country Office");
      await hands.fill(field(page, "name_fr"), "Bureau de pays");
      await hands.fill(field(page, "name_es"), "Oficina de país");
      await hands.tick(page.getByRole("radio", { name: "Field" }));
      await hands.fill(field(page, "city"), "Somewhere");
      await hands.choose(field(page, "country"), "Ecuador");
      // As it comes from a word processor.
      await field(page, "units").fill("•\tProgramme Unit\n•\tAdministration\n");
      await hands.fill(field(page, "director"), "manager@example.org");
      await field(page, "members").fill("manager@example.org\nnobody@example.org");
      await hands.press(button("Add the office"));
      const summary = page.locator(".error-summary");
      await expect(summary).toContainText("Region");
      await hands.choose(field(page, "region"), "Americas");
      await hands.press(button("Add the office"));
      await arrive(hands, "Add an office");
      await expect(summary).toContainText("“manager@example.org” does not have the role “Director”.");
      await expect(summary).toContainText("“nobody@example.org” has no account that is in use.");
      // All of it is still there.
      await expect(field(page, "code")).toHaveValue(code);
      await expect(field(page, "members")).toHaveValue(/nobody@example.org/);
      await hands.fill(field(page, "director"), "director@example.org");
      await field(page, "members").fill("manager@example.org");
      await hands.press(button("Add the office"));
      await arrive(hands, "Organisation");
      await expect(page.getByRole("status").filter({ hasText: "The office is added." })).toBeVisible();
      await expect(row(page, code)).toContainText("Soledad Arrieta Montalbán");
      await expect(row(page, code)).toContainText("Open");

      await hands.fill(page.getByRole("searchbox"), code.slice(3));
      await hands.press(button("Show"));
      await expect(page.locator("tbody tr")).toHaveCount(1);
      await arrive(hands, "Organisation");
      await hands.follow(link(code));
      await arrive(hands, `Change an office: ${code}`);
      // No HR partner serves the Americas.
      await expect(page.getByRole("status").filter({ hasText: "Something is missing here" })).toContainText("no HR partner");
      await expect(field(page, "units")).toHaveValue("Programme Unit\nAdministration");
      for (const [part, text] of [["day", "1"], ["month", "1"], ["year", "2026"]] as const) {
        await hands.fill(field(page, `closed_${part}`), text);
      }
      await hands.press(button("Save the office"));
      await arrive(hands, "Organisation");
      await expect(row(page, code)).toContainText("Closed");
    });

    test("what somebody else has changed meanwhile is neither overwritten nor hidden, and what was typed stays", async ({ page, context, desk }) => {
      const colleague = await signInAs(context, desk, "administrator");
      await page.goto(`${ORGANISATION}?q=jakarta`);
      const address = await follow(page, page.getByRole("link", { name: "CO-Jakarta", exact: true }));
      if (scripted) await alive(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Change an office: CO-Jakarta");
      const [mine, theirs] = scripted ? ["Mine, one", "Theirs, one"] : ["Mine, two", "Theirs, two"];
      await post(colleague, address, { units: theirs ?? "", leave_day: "3", leave_month: "2", leave_year: "2027" });
      await field(page, "units").fill(mine ?? "");
      await page.getByRole("button", { name: "Save the office" }).click();
      await expect(page.getByRole("alert")).toContainText("Nothing was saved");
      await expect(page.locator(".summary-row", { hasText: "Organisational units, saved now" })).toContainText(theirs ?? "");
      if (scripted) await expect(page.locator(".summary-row", { hasText: "leave, saved now" })).toContainText("3 2 2027");
      await expect(field(page, "units")).toHaveValue(mine ?? "");
      if (scripted) {
        await alive(page);
        await axe(page);
      }
      await page.getByRole("button", { name: "Save the office" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Organisation");
      await page.goto(address);
      await expect(field(page, "units")).toHaveValue(mine ?? "");
    });

    test("what is typed when the session has ended comes back once signed in again", async ({ page, context, desk }) => {
      await signInAs(context, desk, "administrator");
      await page.goto(`${ORGANISATION}/partners`);
      if (scripted) await alive(page);
      const before = await field(page, "africa").inputValue();
      await field(page, "africa").fill(`${before}\nnobody-yet@example.org`);
      const helper = await context.browser()?.newContext({ baseURL: desk.address });
      if (!helper) throw new Error("no browser");
      await helper.addCookies(await context.cookies());
      const elsewhere = await helper.newPage();
      await elsewhere.goto("/terms");
      await elsewhere.evaluate(() => fetch("/account/sign-out", { method: "POST", body: new URLSearchParams() }));
      await helper.close();
      await page.getByRole("button", { name: "Save the HR partners" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
      if (scripted) await alive(page);
      await page.getByLabel("E-mail address").fill("administrator@example.org");
      await page.locator("main [name=password]").fill(PASSWORD);
      await page.locator("main").getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("HR partners by region");
      await expect(field(page, "africa")).toHaveValue(/nobody-yet@example.org/);
    });
  });
}

test("an administrator names the HR partners, who see where they stand", async ({ page, context, browser, desk }) => {
  const admin = await signInAs(context, desk, "administrator");
  const partners = await page.goto(`${ORGANISATION}/partners`);
  expect(partners?.status()).toBe(200);
  await alive(page);
  await field(page, "arab_states").fill("hr-partner@example.org");
  await page.getByRole("button", { name: "Save the HR partners" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The HR partners are saved." })).toBeVisible();
  const theirs = await browser.newContext({ baseURL: desk.address });
  await signInAs(theirs, desk, "hr-partner");
  const today = await theirs.newPage();
  await today.goto("/staff");
  await expect(today.locator(".summary-row", { hasText: "You are HR partner for" })).toContainText("Arab States");
  const refused = await today.goto(ORGANISATION);
  expect(refused?.status()).toBe(403);
  await theirs.close();
  await post(admin, `${ORGANISATION}/partners`, { arab_states: "" });
});

test("an import says line by line what it changes, and nothing is half done", async ({ page, context, desk }) => {
  await signInAs(context, desk, "administrator");
  const text = readFileSync(new URL("../../server/samples/organisation.json", import.meta.url), "utf8");
  const file = join(desk.data, "organisation.json");
  const organisation = JSON.parse(text) as { offices: Record<string, unknown>[] };
  const statistics = organisation.offices.find((office) => office.code === "STATISTICS");
  if (!statistics) throw new Error("no STATISTICS");
  statistics.city = "Turin";
  await writeFile(file, JSON.stringify(organisation, null, 1));
  const tried = await desk.run("import", "organisation", file, "--dry-run");
  expect(tried).toMatchObject({ code: 0 });
  expect(tried.output).toContain("changed STATISTICS: duty_station");
  expect(tried.output).toContain("Nothing is changed yet");
  await page.goto(`${ORGANISATION}?q=statistics`);
  await expect(row(page, "STATISTICS")).toContainText("Geneva");
  expect((await desk.run("import", "organisation", file)).code).toBe(0);
  await page.reload();
  await expect(row(page, "STATISTICS")).toContainText("Turin");
  expect((await desk.run("import", "organisation", file)).output).toContain("There is nothing to change.");
  statistics.director = "nobody@example.org";
  statistics.city = "Rome";
  await writeFile(file, JSON.stringify(organisation, null, 1));
  const refused = await desk.run("import", "organisation", file);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/line \d+: offices\[\d+\]\.director: `nobody@example.org` has no account/);
  await page.reload();
  await expect(row(page, "STATISTICS")).toContainText("Turin");
});

test("no page of the administration has a fault that axe finds, or scrolls sideways on a telephone", async ({ page, context, desk }) => {
  test.setTimeout(120_000);
  await signInAs(context, desk, "administrator");
  await page.goto(`${ORGANISATION}?q=normes`);
  const office = await page.locator(".desk a").first().getAttribute("href");
  const pages = ["/staff", "/staff/admin", ORGANISATION, `${ORGANISATION}?q=nowhere`, `${ORGANISATION}/new`, `${ORGANISATION}/partners`, `${office}`];
  for (const prefix of ["", "/fr", "/es"]) await inspect(page, pages.map((address) => prefix + address));
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});
