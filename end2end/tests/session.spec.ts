import type { Browser, Page } from "@playwright/test";
import { alive, expect, type Server } from "../fixtures";
import { duties, JOB, kept, later, open, refuseSaves, saved, SAVES, status, test } from "../support/signed-in";
import { job, type Person, signIn, signUp } from "../support/person";

test("when the session has ended, signing in again leads back to the form and the text", async ({ page, context, person }) => {
  await open(page);
  await duties(page).fill("Saved text.");
  await saved(page);
  await context.clearCookies();
  await duties(page).fill("Saved text, and more.");
  await expect(status(page)).toContainText("Your session has ended");
  await page.getByRole("link", { name: "Sign in again" }).click();
  await signInAgain(page, person);
  await expect(page).toHaveURL(JOB);
  await expect(duties(page)).toHaveValue("Saved text, and more.");
  await expect(page.getByText("We put back what you had typed")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("Saved text, and more.");
});

async function signInAgain(page: Page, person: Person) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.locator("#password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Ends every session of a person but those of a new context, as from another device. */
async function revoke(browser: Browser, server: Server, person: Person) {
  const other = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
  const page = await other.newPage();
  await page.goto("/account/sign-in");
  await signIn(page, person);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out on all other devices" }).click();
  await expect(page.getByText("Done: signed out there.")).toBeVisible();
  await other.close();
}

test("a session that is ended from another device: signing in again in the same tab brings back the text", async ({
  page,
  browser,
  server,
  person,
}) => {
  await open(page);
  await duties(page).fill("Saved text.");
  await saved(page);
  await revoke(browser, server, person);
  await duties(page).fill("Saved text, and more.");
  await page.getByLabel("I work there now").check();
  await expect(status(page)).toContainText("Your session has ended");
  await page.getByRole("link", { name: "Sign in again" }).click();
  await signInAgain(page, person);
  await expect(page).toHaveURL(JOB);
  await expect(duties(page)).toHaveValue("Saved text, and more.");
  await expect(page.getByLabel("I work there now")).toBeChecked();
  await expect(page.getByText("We put back what you had typed")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("Saved text, and more.");
  await expect(page.getByText("We put back what you had typed")).toHaveCount(0);
});

test("what one person could not save is not seen by the next one on the same device", async ({ page, browser, server, mailbox, context }) => {
  const other = await browser.newContext({ baseURL: server.address });
  const next = await signUp(browser, other, server, mailbox);
  await other.close();
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await open(page, "/profile/personal");
  const address = page.getByLabel("Postal address");
  await address.fill("12 Secret Street");
  await saved(page);
  await context.clearCookies();
  await address.fill("12 Secret Street, second floor");
  await expect(status(page)).toContainText("Your session has ended");
  expect(await kept()).toContain("second floor");
  await page.getByRole("link", { name: "Sign in again" }).click();
  await signInAgain(page, next);
  await expect(page).toHaveURL("/profile/personal");
  await alive(page);
  await expect(address).toHaveValue("");
  expect(await page.content()).not.toContain("Secret");
  expect(await kept()).not.toContain("Secret");
  await expect(page.getByText("We put back what you had typed")).toHaveCount(0);
  await expect(page.locator(".conflict")).toHaveCount(0);
  // Nor does it come into the next one's draft.
  await page.getByLabel("Telephone").fill("+254 20 000 0142");
  await saved(page);
  await page.reload();
  await expect(page.getByLabel("Telephone")).toHaveValue("+254 20 000 0142");
  await expect(address).toHaveValue("");
});

const signOut = (page: Page) => page.getByRole("banner").getByRole("button", { name: "Sign out" });

test("signing out saves what was typed to the last word, and leaves nothing of it on the device", async ({ page, person }) => {
  await open(page, "/profile/personal");
  const address = page.getByLabel("Postal address");
  // A save is under way, slowly, while more is typed.
  await page.route(SAVES, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue().catch(() => {});
  });
  const saving = page.waitForRequest(SAVES);
  await address.fill("12 Secret Street");
  await page.getByLabel("Telephone").focus();
  await saving;
  await address.fill("12 Secret Street, second floor");
  await signOut(page).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await kept(page)).toEqual([]);
  await page.unroute(SAVES);
  await signIn(page, person);
  await open(page, "/profile/personal");
  await expect(address).toHaveValue("12 Secret Street, second floor");
  await expect(page.getByText("We put back what you had typed")).toHaveCount(0);
});

test("what cannot be saved is asked about before signing out", async ({ page }) => {
  await open(page);
  await refuseSaves(page);
  await duties(page).fill("Not saved anywhere.");
  await expect(status(page)).toContainText("Not saved: the site cannot be reached");
  const asked: string[] = [];
  let stay = true;
  page.on("dialog", (dialog) => {
    asked.push(`${dialog.type()}: ${dialog.message()}`);
    void (stay ? dialog.dismiss() : dialog.accept());
  });
  await signOut(page).click();
  await expect(() => expect(asked).toHaveLength(1)).toPass();
  expect(asked[0]).toContain("confirm: Something that you have typed is not saved yet.");
  await expect(duties(page)).toHaveValue("Not saved anywhere.");
  expect(JSON.stringify(await kept(page))).toContain("Not saved anywhere.");
  stay = false;
  await signOut(page).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(asked, "it is asked once more, and by nobody else").toHaveLength(2);
  expect(await kept(page)).toEqual([]);
});

test("a copy that was kept more than a week ago is removed on whichever page is opened", async ({ page, context }) => {
  await open(page);
  await refuseSaves(page);
  await duties(page).fill("Kept here.");
  await expect(status(page)).toContainText("Not saved: the site cannot be reached");
  // Or it would go on keeping it.
  await page.close();
  const later = await context.newPage();
  for (const [days, copies] of [[6, 1], [8, 0]]) {
    await later.clock.setFixedTime(Date.now() + days * 86_400_000);
    await open(later, "/terms");
    expect(await kept(later), `after ${days} days`).toHaveLength(copies);
  }
});

test("a new data privacy statement is not taken for the end of the session", async ({ page }) => {
  await open(page);
  await page.route(SAVES, (route) => route.fulfill({ contentType: "application/json", body: '"StatementDue"' }));
  await duties(page).fill("Typed meanwhile.");
  await expect(status(page)).toContainText("Not saved: our data privacy statement has changed.");
  await expect(page.getByRole("link", { name: "Read the statement" })).toHaveAttribute("href", `/account/statement?next=${JOB}`);
  await expect(page.getByText("Your session has ended")).toBeHidden();
  expect(JSON.stringify(await kept(page))).toContain("Typed meanwhile.");
});

test.describe("without WebAssembly", () => {
  test.use({ javaScriptEnabled: false });

  test("a form that is posted after the session has ended waits until its person has signed in", async ({ page, person, quick }) => {
    await page.goto(JOB);
    await page.getByLabel("Job title").fill(job.title);
    await duties(page).fill("Typed for an hour.");
    // Ended from another device.
    await quick.goto("/account");
    await quick.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await expect(quick.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(0);
    await later(page).click();
    await signInAgain(page, person);
    await expect(page).toHaveURL(new RegExp(`${JOB}$`));
    await expect(duties(page)).toHaveValue("Typed for an hour.");
    await expect(page.getByLabel("Job title")).toHaveValue(job.title);
  });
});
