import type { Browser, BrowserContext, Page } from "@playwright/test";
import { alive, expect, Server, test as base } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";
import { completeProfile, job, type Person, post, signIn, signUp } from "../support/person";

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

const later = (page: Page) => page.getByRole("button", { name: "Save and come back later" });
const SAVES = "**/api/fn/draft/save";

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
  await expect(status(page)).toContainText("Not saved: the site cannot be reached");
  await expect(page.locator(".save-status [role=status]").first()).toContainText("Not saved: the site cannot be reached");
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

test("text that comes without an event is saved: while its field has the focus, and when the form is submitted", async ({ page }) => {
  await open(page);
  await duties(page).focus();
  await duties(page).evaluate((area: HTMLTextAreaElement) => (area.value = "Dictated."));
  await saved(page);
  await page.getByLabel("Employer").evaluate((input: HTMLInputElement) => (input.value = "Institute"));
  await page.getByLabel("Country or territory").evaluate((list: HTMLSelectElement) => (list.value = "KE"));
  await later(page).click();
  await expect(page.locator("main .rows > li")).toContainText("Institute");
  await page.goto(JOB);
  await expect(duties(page)).toHaveValue("Dictated.");
  await expect(page.getByLabel("Country or territory")).toHaveValue("KE");
});

test("text that came without an event is saved when the tab is closed", async ({ page, context }) => {
  await open(page);
  await page.getByLabel("Job title").evaluate((input: HTMLInputElement) => (input.value = "Filled in"));
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await expect(async () => {
    await again.goto(JOB);
    await expect(again.getByLabel("Job title")).toHaveValue("Filled in", { timeout: 1000 });
  }).toPass();
});

/** An entry is removed while a save of it is under way; the save reaches the server only afterwards. Gives its answer. */
async function removeWhileSaving(page: Page): Promise<string> {
  await open(page);
  await post(page, JOB, job);
  await open(page);
  let go = () => {};
  const removed = new Promise<void>((resolve) => (go = resolve));
  let answered = (_: string) => {};
  const late = new Promise<string>((resolve) => (answered = resolve));
  await page.route(
    SAVES,
    async (route) => {
      await removed;
      const answer = await route.fetch();
      answered(await answer.text());
      await route.fulfill({ response: answer }).catch(() => {}); // the page was left
    },
    { times: 1 },
  );
  const begun = page.waitForRequest(SAVES);
  await duties(page).fill("Typed just before.");
  await begun;
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
  go();
  return late;
}

test("an entry that is removed while a save is under way stays removed", async ({ page }) => {
  expect(await removeWhileSaving(page)).toContain("Gone");
  await page.reload();
  await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
  await page.goto("/profile");
  await expect(page.locator("main .rows > li").nth(1)).toContainText("To do");
});

test("the text of an entry that was removed while a save was under way is not put back", async ({ page }) => {
  await removeWhileSaving(page);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("Typed just before");
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add a job");
  await expect(duties(page)).toHaveValue("");
  await expect(page.locator(".conflict")).toHaveCount(0);
});

test("an entry that was removed in another tab is not made again by typing, and the page says so", async ({ page, context }) => {
  await open(page);
  await post(page, JOB, job);
  await open(page);
  const other = await context.newPage();
  await open(other);
  await other.getByRole("button", { name: "Remove" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(other.getByText("You have not added any experience yet.")).toBeVisible();
  await duties(page).fill("Typed afterwards.");
  await expect(status(page)).toContainText("Not saved: this form is no longer available");
  await expect(duties(page)).toHaveValue("Typed afterwards.");
  await other.reload();
  await expect(other.getByText("You have not added any experience yet.")).toBeVisible();
});

test("a server that refuses saves is tried again, later each time; that is said, leaving warns, and it ends well", async ({ page }) => {
  await open(page);
  await duties(page).fill("First.");
  await saved(page);
  const tries: number[] = [];
  let refusing = true;
  await page.route(SAVES, (route) => {
    if (!refusing) return route.continue();
    tries.push(Date.now());
    return route.fulfill({ status: 503, contentType: "text/plain", body: "" });
  });
  const focused = duties(page);
  await focused.fill("First. Second.");
  for (const seconds of [2, 4, 8]) {
    await expect(status(page)).toHaveText(
      `Not saved: the site cannot be reached. Your text stays on this page; we will try again in ${seconds} s.`,
      { timeout: 15_000 },
    );
  }
  expect(tries).toHaveLength(3);
  expect(tries[1] - tries[0]).toBeGreaterThan(1900);
  expect(tries[2] - tries[1]).toBeGreaterThan(3900);
  await expect(page.locator(".save-status [role=status]").first()).toContainText("Not saved: the site cannot be reached");

  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(focused).toHaveValue("First. Second.");

  refusing = false;
  await saved(page);
  // Now leaving loses nothing, and asks nothing.
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(dialogs).toEqual([]);
  await expect(focused).toHaveValue("First. Second.");
});

test("text that is at risk is put back after another page of the site was looked at", async ({ page }) => {
  await open(page);
  await duties(page).fill("First.");
  await saved(page);
  await page.route(SAVES, (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "" }));
  await duties(page).fill("First. Second.");
  await expect(status(page)).toContainText("Not saved");
  await page.locator("main").getByRole("link", { name: "Experience outside the ILO" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Experience outside the ILO");
  await page.unroute(SAVES);
  await page.locator("main .rows > li a").click();
  await expect(duties(page)).toHaveValue("First. Second.");
  await expect(page.getByText("We put back what you had typed")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(duties(page)).toHaveValue("First. Second.");
});

/** Posts a version on the base of the newest, as a third device does. */
async function postNewest(page: Page, answers: Record<string, string>) {
  const base = await page.evaluate(
    async (path) => (await (await fetch(path)).text()).match(/name="base" value="(\d+)"/)?.[1],
    JOB,
  );
  if (!base) throw new Error("the form has no base");
  await page.evaluate(
    async ([path, body]) => void (await fetch(path, { method: "POST", body: new URLSearchParams(body) })),
    [JOB, { ...answers, base, action: "save" }] as const,
  );
}

test("a third version that comes while two are compared is shown as well before anything is overwritten", async ({ page, context }) => {
  const other = await twoTabs(page, context);
  await postNewest(other, { duties: "From a third device." });
  await page.getByRole("button", { name: "Keep my text" }).click();
  await expect(page.locator(".conflict")).toContainText("From a third device.");
  await page.getByRole("button", { name: "Keep my text" }).click();
  await saved(page);
  await other.reload();
  await expect(duties(other)).toHaveValue("From the first tab.");
});

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
  const saves: string[] = [];
  page.on("request", (request) => void (request.url().endsWith("/api/fn/draft/save") && saves.push(request.method())));
  await page.reload();
  await alive(page);
  await expect(duties(page)).toHaveValue("Newer.");
  // Leaving a field saves at once whatever is unsaved.
  await duties(page).focus();
  await page.getByLabel("Employer").focus();
  await page.goto("/profile");
  expect(saves).toEqual([]);
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

test.describe("without WebAssembly", () => {
  test.use({ javaScriptEnabled: false });
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

  test("a third version that comes while two are compared is shown as well before anything is overwritten", async ({
    page,
    context,
    browser,
    server,
  }) => {
    const other = await context.newPage();
    await page.goto(JOB);
    await other.goto(JOB);
    await duties(other).fill("From the second tab.");
    await later(other).click();
    await duties(page).fill("From the first tab.");
    await later(page).click();
    await expect(page.locator(".conflict")).toContainText("From the second tab.");
    const third = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
    await third.addCookies(await context.cookies());
    const device = await third.newPage();
    await device.goto("/terms");
    await postNewest(device, { duties: "From a third device." });
    await third.close();
    await page.getByRole("button", { name: "Keep my text" }).click();
    await expect(page.locator(".conflict")).toContainText("From a third device.");
    await page.getByRole("button", { name: "Keep my text" }).click();
    await expect(page.locator(".conflict")).toHaveCount(0);
    await page.goto(JOB);
    await expect(duties(page)).toHaveValue("From the first tab.");
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

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "a deadline, with WebAssembly" : "a deadline, without WebAssembly", () => {
    test.use({ javaScriptEnabled });

    test("after it the draft is kept, and that is said", async ({ page, context, browser, mailbox }) => {
      test.setTimeout(120_000);
      const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
      try {
        const vacancy = vacancyOf(noticeText, "CLOSES/1");
        const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
        const opened = await importInto(own, [{ ...vacancy, published_on: day(-9) }]);
        expect(opened.code, opened.output).toBe(0);
        await context.clearCookies();
        await signUp(browser, context, own, mailbox);
        const plain = await browser.newContext({ javaScriptEnabled: true, baseURL: own.address });
        await plain.addCookies(await context.cookies());
        const quick = await plain.newPage();
        await quick.goto("/terms");
        await completeProfile(quick);
        await plain.close();

        const apply = `${own.address}/vacancies/closes-1/apply`;
        const letter = page.getByLabel("Cover letter");
        const send = page.getByRole("button", { name: "Send application" });
        await page.goto(apply);
        if (javaScriptEnabled) await alive(page);
        await letter.fill("Dear panel, I was almost ready.");
        await page.getByLabel("What I say in my profile").check();
        if (javaScriptEnabled) await saved(page);
        // The deadline comes while the page is open.
        const closed = await importInto(own, [{ ...vacancy, published_on: day(-9), closes_on: day(-2) }]);
        expect(closed.code, closed.output).toBe(0);
        await letter.fill("Dear panel, I was almost ready. Now I am.");
        await send.click();
        await expect(page.getByText("This vacancy closed at the end of")).toBeVisible();
        await expect(page.getByText("Your draft is kept: you can still read and copy it.")).toBeVisible();
        await expect(page).toHaveURL(apply);
        await expect(letter).toHaveValue("Dear panel, I was almost ready. Now I am.");
        await expect(send).toHaveCount(0);
        if (javaScriptEnabled) await alive(page);
        await page.goto(`${own.address}/applications`);
        await expect(page.getByText("You have not applied for a vacancy yet.")).toBeVisible();
        await page.goto(apply);
        await expect(letter).toHaveValue("Dear panel, I was almost ready. Now I am.");
      } finally {
        await own.remove();
      }
    });
  });
}
