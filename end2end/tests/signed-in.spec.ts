import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { alive, axe, expect, Server, test } from "../fixtures";
import { completeProfile, linkTo, post, signUp, somebody } from "../support/person";
import { wholeNumber } from "../support/wire";

const prefixes = { en: "", fr: "/fr", es: "/es" };
const APPLY = "/vacancies/int-normes-p3-2026-02/apply";
const COMPARE = "/vacancies/int-normes-p3-2026-02/compare";
/** Every page of somebody who is signed in, with nothing filled in yet. */
const EMPTY = [
  "/profile",
  "/profile/personal",
  "/profile/experience",
  "/profile/experience/new-job",
  "/profile/languages",
  "/profile/languages/new-language",
  "/profile/ilo-experience/new-entry",
  "/profile/expertise/new-entry",
  "/profile/education/new-entry",
  "/profile/training/new-entry",
  "/profile/publications/new-entry",
  "/profile/memberships/new-entry",
  "/profile/references/new-entry",
  "/profile/more",
  "/profile/needs",
  "/profile/declarations",
  "/profile/print",
  "/applications",
  APPLY,
  `${APPLY}/review`,
  COMPARE,
  "/account",
  "/account/details",
  "/account/email",
  "/account/change-password",
];
/** Those that are different once the profile is filled in. */
const FILLED = [
  "/profile",
  "/profile/personal",
  "/profile/experience",
  "/profile/experience/e2e-job",
  "/profile/experience/e2e-job?remove=ask",
  "/profile/languages",
  "/profile/languages/e2e-language",
  "/profile/expertise",
  "/profile/education",
  "/profile/education/e2e-degree",
  "/profile/declarations",
  "/profile/print",
  APPLY,
  `${APPLY}/review`,
  COMPARE,
];
const LONG = { given_names: "Wilhelmina-Alexandra", family_name: "Wolfeschlegelsteinhausenbergerdorffvonundzu".repeat(2) };

/** Posts a form by navigating, as a browser without WebAssembly does; gives the status of what came. */
async function submit(page: Page, path: string, fields: Record<string, string>): Promise<number> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST" && new URL(response.url()).pathname === path);
  await page.evaluate(
    ([path, fields]) => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: path });
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement("textarea"), { name, value }));
      }
      document.body.append(form);
      HTMLFormElement.prototype.submit.call(form);
    },
    [path, fields] as const,
  );
  const status = (await answered).status();
  await page.waitForLoadState();
  return status;
}

for (const [language, prefix] of Object.entries(prefixes)) {
  test(`pages of somebody who is signed in are accessible: ${language}`, async ({ browser, context, page, server, mailbox }) => {
    test.setTimeout(240_000);
    await signUp(browser, context, server, mailbox);
    const visit = async (path: string, status = 200) => {
      expect((await page.goto(prefix + path))!.status(), path).toBe(status);
      await alive(page);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("h1")).toHaveCount(1);
      await axe(page);
    };
    for (const path of EMPTY) await visit(path);
    await visit("/staff", 403);

    // Problems of a form, of an account and of an entry.
    for (const path of ["/profile/experience/new-job", "/profile/personal", "/account/change-password"]) {
      await page.goto(prefix + path);
      await alive(page);
      await page.locator("main form button[type=submit]").first().click();
      await expect(page.locator("#error-summary")).toBeFocused();
      await axe(page);
    }

    // Two versions of an entry.
    await page.goto(`${prefix}/profile/experience/e2e-job`);
    await alive(page);
    await post(page, "/profile/experience/e2e-job", { duties: "From elsewhere." });
    await page.locator("#duties").fill("From here.");
    await expect(page.locator(".conflict")).toBeVisible();
    await axe(page);
    await page.locator(".conflict button[value=take-theirs]").click();
    await expect(page.locator(".conflict")).toHaveCount(0);

    await completeProfile(page);
    for (const path of FILLED) await visit(path);
  });

  test(`the way into an account is accessible: ${language}`, async ({ page, mailbox, server }) => {
    test.setTimeout(120_000);
    const person = somebody();
    const main = page.locator("main");
    const arrive = async (path: string) => {
      await expect(page).toHaveURL(new RegExp(`${server.address}${prefix}${path}(\\?.*)?$`));
      await alive(page);
      await axe(page);
    };
    await page.goto(`${prefix}/account/new`);
    await main.locator("#residence").selectOption("CH");
    await main.locator("form button").last().click();
    await arrive("/account/new/statement");
    await main.locator("form button").click();
    await arrive("/account/new/details");
    await main.locator("#given_names").fill(person.givenNames);
    await main.locator("#family_name").fill(person.familyName);
    await main.locator("#email").fill(person.email);
    await main.locator("#password").fill(person.password);
    await main.locator("form button[type=submit]").last().click();
    await arrive("/account/new/check-mail");
    const confirm = linkTo("/account/confirm", (await mailbox.take(person.email)).text);
    await page.goto(confirm);
    await arrive("/account/confirm");
    await main.locator("form button").click();
    await expect(page).not.toHaveURL(/confirm/);
    await page.goto(confirm);
    await axe(page);
    await page.goto(`${prefix}/account/forgotten`);
    await main.locator("#email").fill(person.email);
    await main.locator("form button").last().click();
    await expect(main.locator("#email")).toHaveCount(0);
    await axe(page);
    await page.goto(linkTo("/account/password", (await mailbox.take(person.email)).text));
    await arrive("/account/password");
    await expect(main.locator("#password")).toBeVisible();
  });

  test(`staff's page is accessible: ${language}`, async ({ page }) => {
    await page.goto("/account/sign-in");
    await post(page, "/account/sign-in", { email: "hrd@example.org", password: "sample account password" });
    expect((await page.goto(`${prefix}/staff`))!.status()).toBe(200);
    await alive(page);
    await axe(page);
  });
}

test("the warning before a session ends is accessible, and so is its end", async ({ browser, context, page, server, mailbox }) => {
  await signUp(browser, context, server, mailbox);
  let left = 4 * 60_000;
  await page.route("**/api/fn/account/session", (route) => route.fulfill({ body: wholeNumber(left) }));
  await page.clock.install();
  await page.goto("/account");
  await alive(page);
  await page.clock.fastForward(56 * 60_000);
  await expect(page.getByRole("alertdialog", { name: "Your session is about to end" })).toBeVisible();
  await axe(page);
  left = 0;
  await page.clock.fastForward(5 * 60_000);
  await expect(page.getByRole("alertdialog", { name: "Your session has ended" })).toBeVisible();
  await axe(page);
});

test("a statement that is due is accessible, and nothing else is shown before", async ({ browser, context, page, mailbox }) => {
  const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
  try {
    await signUp(browser, context, own, mailbox);
    // What was accepted becomes an older version, in a copy that is then restored as the README says: residence, version
    // and language lie beside each other in the file.
    const [file, copy] = ["ilo-jobs.db", "copy.db"].map((name) => join(own.data, name));
    const made = await own.run("backup", copy);
    expect(made.code, made.output).toBe(0);
    await own.stop();
    const bytes = readFileSync(copy, "latin1");
    const older = bytes.replace(/KE\d{4}-\d\d-\d\den/, "KE2020-01-01en");
    expect(older === bytes, "the acceptance is found").toBe(false);
    for (const rest of ["-wal", "-shm"]) rmSync(file + rest, { force: true });
    writeFileSync(file, older, "latin1");
    await own.resume();
    await page.goto(`${own.address}/profile`);
    await expect(page).toHaveURL(/\/account\/statement\?next=/);
    for (const prefix of Object.values(prefixes)) {
      await page.goto(`${own.address}${prefix}/account/statement`);
      await alive(page);
      await expect(page.locator("main article")).toBeVisible();
      await axe(page);
    }
  } finally {
    await own.remove();
  }
});

test("pages that refuse are accessible, in every language", async ({ browser, context, page, mailbox }) => {
  test.setTimeout(120_000);
  // Its own: it is asked too often.
  const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
  try {
    await signUp(browser, context, own, mailbox);
    for (const [language, prefix] of Object.entries(prefixes)) {
      const refused = async (path: string, fields: Record<string, string>, status: number) => {
        await page.goto(`${own.address}${prefix}/terms`);
        await alive(page);
        expect(await submit(page, prefix + path, fields)).toBe(status);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.locator("h1")).toHaveCount(1);
        await axe(page);
      };
      await refused("/profile/experience/e2e-job", { duties: "x".repeat(3_000_000) }, 413);
      await refused("/profile/nothing-of-the-kind", { duties: "x" }, 404);
      await page.goto(`${own.address}${prefix}/terms`);
      await page.evaluate(async (path) => {
        for (let tries = 0; tries < 60; tries++) {
          const body = new URLSearchParams({ email: "nobody@example.org" });
          if ((await fetch(path, { method: "POST", body, headers: { accept: "application/json" } })).status === 429) return;
        }
      }, `${prefix}/account/forgotten`);
      await refused("/account/forgotten", { email: "nobody@example.org" }, 429);
    }
  } finally {
    await own.remove();
  }
});

test("nothing scrolls sideways on any form at 320 pixels, with a very long name", async ({ browser, context, page, server, mailbox }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), page.url()).toBeLessThanOrEqual(0);
  for (const prefix of Object.values(prefixes)) {
    for (const path of ["/account/new", "/account/new/statement?residence=CH", "/account/sign-in", "/account/forgotten"]) {
      await page.goto(prefix + path);
      await fits();
    }
  }
  await signUp(browser, context, server, mailbox);
  await post(page, "/account/details", LONG);
  await completeProfile(page);
  await post(page, "/profile/experience/e2e-job", { title: LONG.family_name, employer: LONG.family_name });
  for (const prefix of Object.values(prefixes)) {
    for (const path of [...EMPTY, ...FILLED]) {
      await page.goto(prefix + path);
      await alive(page);
      await expect(page.getByRole("banner")).toContainText(LONG.family_name);
      await fits();
    }
  }
  await page.goto("/profile/experience/new-job");
  await alive(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await fits();
});
