import type { BrowserContext, Page } from "@playwright/test";
import { alive, expect, Server, test as base } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";
import { completeProfile, job, type Person, signUp } from "../support/person";

const JOB = "/profile/experience/e2e-1";

// Each test is somebody else, signed in.
const test = base.extend<{ person: Person }>({
  person: [
    async ({ browser, context, server, mailbox }, use) => {
      await use(await signUp(browser, context, server, mailbox));
    },
    { auto: true },
  ],
});

const duties = (page: Page) => page.getByLabel("Key duties");
const status = (page: Page) => page.locator(".save-status [aria-hidden=true]");
const saved = (page: Page) => expect(status(page)).toHaveText(/^Saved/, { timeout: 20_000 });

async function open(page: Page, path = JOB) {
  await page.goto(path);
  await alive(page);
}

test("what was typed is there again when the tab was closed in the middle of a word", async ({ page, context }) => {
  await open(page);
  await duties(page).pressSequentially("Surveys of hou");
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await expect(async () => {
    await again.goto(JOB);
    await expect(duties(again)).toHaveValue("Surveys of hou", { timeout: 1000 });
  }).toPass();
});

test("without a connection the page says so, warns before it is left, and saves once it is back", async ({ page, context }) => {
  await open(page);
  await duties(page).fill("First.");
  await saved(page);
  await context.setOffline(true);
  await duties(page).fill("First. Second.");
  await expect(status(page)).toContainText("Not saved: the connection is down");
  await expect(page.locator(".save-status [role=status]").first()).toContainText("Not saved: the connection is down");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.getByRole("button", { name: "Save and come back later" }).click();
  await expect(status(page)).toContainText("Not saved");
  await expect(duties(page)).toHaveValue("First. Second.");
  await context.setOffline(false);
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("First. Second.");
});

test("a server that dies while somebody types has the text once it is back", async ({ browser, context, mailbox, page }) => {
  test.setTimeout(90_000);
  const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
  await signUp(browser, context, own, mailbox);
  await open(page, own.address + JOB);
  await duties(page).fill("Before.");
  await saved(page);
  await own.stop("SIGKILL");
  await duties(page).fill("Before. While it was away.");
  await expect(status(page)).toContainText("Not saved");
  await own.resume();
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("Before. While it was away.");
  await own.remove();
});

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

test("two tabs: both texts are shown, and mine is kept", async ({ page, context }) => {
  const other = await twoTabs(page, context);
  await expect(page.getByRole("heading", { name: "This form was changed elsewhere" })).toBeVisible();
  await expect(page.locator(".conflict")).toContainText("From the first tab.");
  await expect(page.locator(".conflict")).toContainText("From the second tab.");
  await page.getByRole("button", { name: "Keep my text" }).click();
  await saved(page);
  await expect(page.locator(".conflict")).toHaveCount(0);
  await other.reload();
  await expect(duties(other)).toHaveValue("From the first tab.");
});

test("two tabs: the newer one is taken", async ({ page, context }) => {
  const other = await twoTabs(page, context);
  await page.getByRole("button", { name: "Use the newer version" }).click();
  await expect(duties(page)).toHaveValue("From the second tab.");
  await expect(status(page)).toHaveText(/^Saved/);
  await page.reload();
  await alive(page);
  await expect(duties(page)).toHaveValue("From the second tab.");
  await expect(page.locator(".conflict")).toHaveCount(0);
  await other.close();
});

async function twoTabs(page: Page, context: BrowserContext): Promise<Page> {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await duties(other).fill("From the second tab.");
  await saved(other);
  await duties(page).fill("From the first tab.");
  await expect(page.locator(".conflict")).toBeVisible();
  return other;
}

test("a tab with an older text that is reloaded does not overwrite the newer one", async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await duties(page).fill("Old.");
  await saved(page);
  await open(other);
  await duties(other).fill("Newer.");
  await saved(other);
  await page.reload();
  await alive(page);
  await expect(duties(page)).toHaveValue("Newer.");
  await page.waitForTimeout(2500);
  await other.reload();
  await expect(duties(other)).toHaveValue("Newer.");
});

test("what is typed before the application runs is kept and saved", async ({ page }) => {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(JOB);
  await duties(page).pressSequentially("Typed early.");
  await page.getByLabel("I work there now").check();
  await page.getByLabel("Country or territory").selectOption({ label: "Kenya" });
  go();
  await alive(page);
  await expect(duties(page)).toHaveValue("Typed early.");
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("Typed early.");
  await expect(page.getByLabel("I work there now")).toBeChecked();
  await expect(page.getByLabel("Country or territory")).toHaveValue("KE");
});

test("pressing Send twice makes one application", async ({ page, person, mailbox }) => {
  await page.goto("/terms");
  await completeProfile(page);
  await open(page, "/vacancies/int-normes-p3-2026-02/apply");
  await page.getByLabel("What I say in my profile").check();
  await page.getByRole("button", { name: "Send application" }).dblclick();
  await expect(page.getByText("We have received your application")).toBeVisible();
  await page.goto("/applications");
  await expect(page.locator("main .rows > li")).toHaveCount(1);
  await mailbox.take(person.email, /^Application received/);
  await page.goto("/vacancies/int-normes-p3-2026-02/apply");
  await expect(page.getByText("You have applied for this vacancy")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send application" })).toHaveCount(0);
  expect(mailbox.all(person.email).filter((mail) => /^Application received/.test(mail.subject ?? ""))).toEqual([]);
});

test("a value that is set without an event is saved", async ({ page }) => {
  await open(page);
  await duties(page).evaluate((area: HTMLTextAreaElement) => {
    area.focus();
    area.value = "Dictated.";
  });
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("Dictated.");
});

test("somebody else who signs in on the same device sees nothing of what was typed", async ({ page, context, browser, server, mailbox }) => {
  await open(page);
  await duties(page).fill("Saved.");
  await saved(page);
  await context.clearCookies();
  await duties(page).fill("Saved. My secret.");
  await expect(status(page)).toContainText("Your session has ended");
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(await kept()).toContain("My secret.");
  await signUp(browser, context, server, mailbox);
  await open(page);
  await expect(duties(page)).toHaveValue("");
  await expect(page.getByText("We put back what you had typed")).toHaveCount(0);
  expect(await kept()).not.toContain("My secret.");
});

test("a session that is ended from elsewhere: signing in again in the same tab brings back the text", async ({ page, context, browser, server, person }) => {
  await open(page);
  await duties(page).fill("Before.");
  await saved(page);
  const other = await browser.newContext({ baseURL: server.address });
  const options = await other.newPage();
  await options.goto("/account/sign-in?next=/account");
  await signInAgain(options, person);
  await options.getByRole("button", { name: "Sign out there" }).first().click();
  await expect(options.getByText("Done: signed out there.")).toBeVisible();
  await other.close();
  expect((await context.cookies()).map(({ name }) => name)).toContain("__Host-session");
  await duties(page).fill("Before. After.");
  await expect(status(page)).toContainText("Your session has ended");
  await page.getByRole("link", { name: "Sign in again" }).click();
  await signInAgain(page, person);
  await expect(page).toHaveURL(JOB);
  await expect(duties(page)).toHaveValue("Before. After.");
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("Before. After.");
});

test("a server that cannot save is said so, and asked again later and later", async ({ page }) => {
  await open(page);
  await duties(page).fill("First.");
  await saved(page);
  const tries: number[] = [];
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000); // else it goes on beside what is asked of it
  await page.route("**/api/fn/draft/save", (route) => {
    tries.push(tries.length);
    return route.fulfill({ status: 503, json: "Unavailable" });
  });
  await duties(page).fill("First. Second.");
  await page.clock.runFor(1600);
  for (const seconds of [2, 4, 8, 16, 32, 60, 60]) {
    await expect(status(page)).toContainText(`we will try again in ${seconds} s.`);
    const before = tries.length;
    await page.clock.runFor(seconds * 1000 - 200);
    expect(tries.length, `asked again before ${seconds} s`).toBe(before);
    await page.clock.runFor(400);
    await expect.poll(() => tries.length).toBe(before + 1);
  }
  await page.unroute("**/api/fn/draft/save");
  await page.clock.runFor(61_000);
  await saved(page);
  await page.clock.resume();
  await page.reload();
  await expect(duties(page)).toHaveValue("First. Second.");
});

test("an entry that is removed while a save is under way stays removed", async ({ page }) => {
  await page.goto("/terms");
  await completeProfile(page);
  await open(page, "/profile/experience/e2e-job");
  let underWay = false;
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/api/fn/draft/save", async (route) => {
    underWay = true;
    await held;
    await route.continue().catch(() => {});
  });
  await duties(page).fill("Typed, and then removed.");
  await expect.poll(() => underWay).toBe(true);
  await page.locator("main form").getByRole("button", { name: "Remove", exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page).toHaveURL(/\/profile\/experience$/);
  go();
  await page.unrouteAll({ behavior: "wait" });
  await page.reload();
  await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
  await page.goto("/profile/experience/e2e-job");
  await expect(duties(page)).toHaveValue("");
});

test("after the deadline nothing is sent, the letter is kept, and both are said", async ({ browser, context, mailbox, page }) => {
  test.setTimeout(120_000);
  const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url, ILO_JOBS_SAMPLE: "0" });
  try {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const vacancy = { ...vacancyOf(noticeText, "LATE/1"), published_on: day(-20), closes_on: day(5) };
    expect((await importInto(own, [vacancy])).code).toBe(0);
    await signUp(browser, context, own, mailbox);
    await page.goto(`${own.address}/terms`);
    await completeProfile(page);
    await expect(async () => expect((await page.goto(`${own.address}/vacancies/late-1`))!.status()).toBe(200)).toPass();
    await open(page, `${own.address}/vacancies/late-1/apply`);
    await page.getByLabel("Cover letter").fill("Dear panel, I am late.");
    await page.getByLabel("What I say in my profile").check();
    await saved(page);
    expect((await importInto(own, [{ ...vacancy, closes_on: day(-3) }])).code).toBe(0);
    await expect(async () => {
      const gone = await context.newPage();
      expect((await gone.goto(`${own.address}/vacancies/late-1`))!.status()).toBe(410);
      await gone.close();
    }).toPass();
    await page.getByRole("button", { name: "Send application" }).click();
    await expect(page.getByText("This vacancy closed at the end of")).toBeVisible();
    await expect(page.getByText("Your draft is kept")).toBeVisible();
    await expect(page.getByLabel("Cover letter")).toHaveValue("Dear panel, I am late.");
    await expect(page.getByRole("button", { name: "Send application" })).toHaveCount(0);
    await page.goto(`${own.address}/applications`);
    await expect(page.getByText("You have not applied for a vacancy yet.")).toBeVisible();
  } finally {
    await own.remove();
  }
});

test.describe("without WebAssembly", () => {
  test.use({ javaScriptEnabled: false });
  const later = (page: Page) => page.getByRole("button", { name: "Save and come back later" });

  test("a form that is posted after the session has ended waits until its person has signed in", async ({ page, context, browser, server, person }) => {
    await page.goto(JOB);
    await page.getByLabel("Job title").fill(job.title);
    await duties(page).fill("Typed for an hour.");
    // Ended from another device.
    const other = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
    await other.addCookies(await context.cookies());
    const options = await other.newPage();
    await options.goto("/account");
    await options.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await other.close();
    await later(page).click();
    await signInAgain(page, person);
    await expect(page).toHaveURL(new RegExp(`${JOB}$`));
    await expect(duties(page)).toHaveValue("Typed for an hour.");
    await expect(page.getByLabel("Job title")).toHaveValue(job.title);
  });

  for (const keep of [true, false]) {
    test(`two tabs: both texts are shown, and ${keep ? "mine" : "the newer one"} is kept`, async ({ page, context }) => {
      const other = await context.newPage();
      await page.goto(JOB);
      await other.goto(JOB);
      await duties(other).fill("From the second tab.");
      await later(other).click();
      await duties(page).fill("From the first tab.");
      await later(page).click();
      await expect(page.getByRole("heading", { name: "This form was changed elsewhere" })).toBeVisible();
      await expect(page.locator(".conflict")).toContainText("From the first tab.");
      await expect(page.locator(".conflict")).toContainText("From the second tab.");
      await page.getByRole("button", { name: keep ? "Keep my text" : "Use the newer version" }).click();
      await expect(page.locator(".conflict")).toHaveCount(0);
      await page.goto(JOB);
      await expect(duties(page)).toHaveValue(keep ? "From the first tab." : "From the second tab.");
    });
  }

});
