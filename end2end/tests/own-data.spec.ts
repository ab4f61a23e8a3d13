import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { alive, axe, expect, type Mailbox, Server, test as base } from "../fixtures";
import { importInto } from "../support/import";
import { completeProfile, linkTo, personal, type Person, sendApplication, signIn } from "../support/person";
import { heading, test } from "../support/signed-in";
import { unzip } from "../support/zip";

/** Downloads the file, and opens it: its page, and its data. */
async function unpacked(page: Page) {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download my data" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^ilo-jobs-data-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzip(readFileSync(await file.path()));
  return { html: files.get("ilo-jobs-data.html") ?? "", data: JSON.parse(files.get("ilo-jobs-data.json") ?? "") };
}

/** Goes to a page of the account by its link there. */
async function fromAccount(page: Page, link: string) {
  await page.goto("/account");
  await page.getByRole("link", { name: link }).click();
}

async function ask(page: Page, person: Person, mailbox: Mailbox): Promise<string> {
  await page.getByLabel(/^Current password/).fill(person.password);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await expect(heading(page)).toHaveText("Check your e-mail");
  const mail = await mailbox.take(person.email, /^Delete your account$/);
  return linkTo("/account/delete/confirm", mail.text);
}

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    test("what is kept about a person is downloaded and read", async ({ page, quick, person, browser }) => {
      await completeProfile(quick);
      await page.goto("/account");
      const { html, data } = await unpacked(page);
      expect(data.format).toBe("ilo-jobs/own-data/1");
      expect(data.account.email).toBe(person.email);
      const typed = data.forms.find((form: { form: string }) => form.form === "profile/personal");
      expect(typed.fields).toEqual(personal);
      expect(JSON.stringify(data)).not.toContain("token");

      const reader = await browser.newContext({ javaScriptEnabled: true });
      const read = await reader.newPage();
      await read.setContent(html);
      await expect(heading(read)).toHaveText("Your data on ILO Jobs");
      await axe(read);
      await expect(read.locator("html")).toHaveAttribute("lang", "en");
      await expect(read.locator("dl > div").filter({ hasText: "Date of birth" })).toContainText("10 December 1985");
      await expect(read.getByRole("region", { name: "Sessions" }).getByRole("row")).not.toHaveCount(0);
      await read.setViewportSize({ width: 320, height: 640 });
      expect(await read.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await reader.close();
    });

    test("an account is deleted by password and mail, and a last mail says so", async ({ page, person, mailbox }) => {
      await fromAccount(page, "Delete my account");
      await expect(heading(page)).toHaveText("Delete my account");
      if (script) await alive(page);
      await page.getByLabel(/^Current password/).fill("not the password");
      await page.getByRole("button", { name: "Send me the link" }).click();
      await expect(page.getByRole("alert")).toContainText("This is not your current password.");
      const link = await ask(page, person, mailbox);

      // Looking changes nothing.
      await page.goto(link);
      await expect(heading(page)).toHaveText("Delete your account?");
      await page.getByRole("link", { name: "Keep my account" }).click();
      await expect(heading(page)).toHaveText("Your account");

      await page.goto(link);
      // What was typed and not saved is kept in the browser.
      const copy = "ilo-jobs:unsaved:profile/more";
      if (script) {
        await alive(page);
        await page.evaluate((copy) => localStorage.setItem(copy, `${Date.now()}\n{}`), copy);
      }
      await page.getByRole("button", { name: "Delete my account" }).click();
      await expect(heading(page)).toHaveText("Your account is deleted");
      if (script) expect(await page.evaluate((copy) => localStorage.getItem(copy), copy)).toBeNull();
      const last = await mailbox.take(person.email, /^Your account is deleted$/);
      expect(last.text).toContain("This is our last e-mail to you");

      await page.goto("/account/sign-in");
      await page.getByLabel("E-mail address").fill(person.email);
      await page.locator("#password").fill(person.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("We could not sign you in.");
      await page.goto(link);
      await expect(heading(page)).toHaveText("This link no longer works");
    });
  });
}

test("the pages of the own data are accessible, in every language and on a narrow screen", async ({ page, person, mailbox }) => {
  test.slow();
  await page.goto("/account/delete");
  const link = new URL(await ask(page, person, mailbox));
  for (const prefix of ["", "/fr", "/es"]) {
    for (const path of ["/account", "/account/delete", "/account/delete?sent=1", "/account/delete/confirm", link.pathname + link.search, "/account/delete/done"]) {
      await page.goto(prefix + path);
      await alive(page);
      await axe(page);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
      await page.setViewportSize({ width: 1280, height: 720 });
    }
  }
});

base("who has applied reads which applications are withdrawn", async ({ browser, mailbox }) => {
  base.slow();
  const server = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
  const today = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const text = { title: "Keeper of the lamps", overview: "Keeps.", duties: ["Keep."] };
  await importInto(server, [
    {
      number: "DC/LAMPS/2026/01",
      category: "local",
      contract_type: "fixed-term",
      published_on: today,
      closes_on: later,
      department: "TEST",
      original_language: "en",
      duty_station: { city: "Geneva", country: "CH" },
      texts: { en: text },
    } as never,
  ]);
  const page = await candidate(browser, server);
  await sendApplication(page, "/vacancies/dc-lamps-2026-01", { cover_letter: "I like lamps." });
  await page.goto("/account/delete");
  await expect(page.getByRole("heading", { name: "Applications that are withdrawn and erased" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Keeper of the lamps (DC/LAMPS/2026/01)" })).toBeVisible();
  await axe(page);
  await page.context().close();
  await server.remove();
});

base("who works here is told whom to ask", async ({ browser, server }) => {
  const page = await signedIn(browser, server, "panel-member@example.org");
  await page.goto("/account/delete");
  await expect(page.getByText("Write to privacy@example.org")).toBeVisible();
  await expect(page.getByLabel(/^Current password/)).toHaveCount(0);
  await axe(page);
  await page.context().close();
});

/** A sample candidate, whose profile is complete. */
const candidate = (browser: Browser, server: Server) => signedIn(browser, server, "temperance.odhiambo@example.org");

async function signedIn(browser: Browser, server: Server, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.address });
  const page = await context.newPage();
  await page.goto("/terms");
  await signIn(page, { email, password: "sample account password", givenNames: "", familyName: "" });
  return page;
}
