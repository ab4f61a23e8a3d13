import type { Page } from "@playwright/test";
import { alive, expect, hold, Server } from "../fixtures";
import { duties, JOB, kept, later, open, refuseSaves, saved, SAVES, status, test } from "../support/signed-in";
import { post, signUp } from "../support/person";

/** Leaving the page asks first. */
async function warnsBeforeLeaving(page: Page) {
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
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

test("a text that was sent as its tab was closed is not held against what was saved elsewhere since", async ({ page, context, quick }) => {
  await open(page);
  await duties(page).pressSequentially("From the laptop");
  await page.close({ runBeforeUnload: true });
  const onServer = () => quick.evaluate(async (path) => (await fetch(path)).text(), JOB);
  await expect(async () => expect(await onServer()).toContain("From the laptop")).toPass();
  await post(quick, JOB, { duties: "From the laptop, and gone on with by telephone", action: "save" });
  const again = await context.newPage();
  await open(again);
  await expect(duties(again)).toHaveValue("From the laptop, and gone on with by telephone");
  await expect(again.locator(".conflict")).toHaveCount(0);
  await expect(again.getByText("We put back what you had typed")).toHaveCount(0);
  expect(await kept(again)).toEqual([]);
});

test("a page of the site that is left before it has saved leaves no copy once the server has the text", async ({ page }) => {
  await open(page);
  await duties(page).pressSequentially("Left in the middle of a w");
  await page.locator("main").getByRole("link", { name: "Experience outside the ILO" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Experience outside the ILO");
  await expect(async () => expect(await kept(page)).toEqual([])).toPass();
  await page.goto(JOB);
  await expect(duties(page)).toHaveValue("Left in the middle of a w");
});

test("a text that is too long even to be kept is said to be so, and not sent again and again", async ({ page }) => {
  await open(page);
  const saves: string[] = [];
  page.on("request", (request) => void (request.url().endsWith("/api/fn/draft/save") && saves.push(request.method())));
  await duties(page).fill("x".repeat(200_001));
  await expect(status(page)).toHaveText("Not saved: one of the texts is too long to be kept. Shorten it.");
  await page.getByLabel("Employer").focus();
  await page.waitForTimeout(3000);
  expect(saves).toEqual([]);
  await expect(status(page)).toHaveText("Not saved: one of the texts is too long to be kept. Shorten it.");
  await duties(page).fill("Short.");
  await saved(page);
});

test("where the browser keeps nothing, following a link asks first as well", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open(page);
  await refuseSaves(page);
  await duties(page).fill("Only here.");
  await expect(status(page)).toContainText("Not saved: the site cannot be reached");
  const asked = page.waitForEvent("dialog");
  const click = page.locator("main").getByRole("link", { name: "Experience outside the ILO" }).click();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await click;
  await expect(duties(page)).toHaveValue("Only here.");
  await page.unroute(SAVES);
  await saved(page);
});

test("without a connection the page says so, warns before it is left, and saves once it is back", async ({ page, context }) => {
  await open(page);
  await duties(page).fill("First.");
  await saved(page);
  await context.setOffline(true);
  await duties(page).fill("First. Second.");
  await expect(status(page)).toContainText("Not saved: the site cannot be reached");
  await expect(page.locator(".save-status [role=status]").first()).toContainText("Not saved: the site cannot be reached");
  await warnsBeforeLeaving(page);
  // Leaving the field tries to save, and so does the press, which goes on where its own try comes through: the connection
  // comes back only once that has failed as well.
  for (const act of [() => later(page).focus(), () => later(page).click()]) {
    const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/fn/draft/save"));
    await act();
    await failed;
  }
  // Whoever pressed hears why nothing came of it.
  await expect(page.locator("#save-status")).toBeFocused();
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

  await warnsBeforeLeaving(page);
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

test("a save waits for a pause in the typing, and typing brings a try that is far off forward", async ({ page }) => {
  await page.clock.install();
  await open(page);
  let tries = 0;
  let refusing = false;
  await page.route(SAVES, (route) => {
    tries++;
    return refusing ? route.fulfill({ status: 503, contentType: "text/plain", body: "" }) : route.continue();
  });
  await page.clock.pauseAt(Date.now() + 60_000);
  const type = async (text: string, wait: number) => {
    await duties(page).pressSequentially(text);
    await page.clock.runFor(wait);
  };
  for (const word of ["One", " two", " three"]) await type(word, 1000);
  expect(tries).toBe(0);
  await page.clock.runFor(600);
  await saved(page);
  expect(tries).toBe(1);

  refusing = true;
  await type(" four", 1600);
  for (const seconds of [2, 4, 8]) {
    await expect(status(page)).toContainText(`try again in ${seconds} s.`);
    if (seconds < 8) await page.clock.runFor(seconds * 1000 + 100);
  }
  expect(tries).toBe(4);
  refusing = false;
  await type(" five", 1600);
  await saved(page);
  expect(tries).toBe(5);
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

test("what is typed before the application runs is kept and saved", async ({ page }) => {
  const go = await hold(page, /\.wasm$/);
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

for (const keep of [true, false]) {
  test(`what is typed before the application runs stands beside what was kept here: ${keep ? "that" : "the early one"} is chosen`, async ({
    page,
    context,
  }) => {
    await open(page);
    await duties(page).fill("First.");
    await saved(page);
    // Kept in the browser alone: leaving loses nothing, and asks nothing.
    const cookies = await context.cookies();
    await context.clearCookies();
    await duties(page).fill("First. Kept here.");
    await expect(status(page)).toContainText("Your session has ended");
    await page.goto("/terms");
    await context.addCookies(cookies);
    const go = await hold(page, /\.wasm$/);
    await page.goto(JOB);
    await page.getByLabel("Employer").pressSequentially("Typed early");
    go();
    await alive(page);
    await expect(page.locator(".conflict")).toContainText("First. Kept here.");
    await expect(page.locator(".conflict")).toContainText("Typed early");
    await page.getByRole("button", { name: keep ? "Keep my text" : "Use the newer version" }).click();
    await saved(page);
    await page.reload();
    await expect(duties(page)).toHaveValue(keep ? "First. Kept here." : "First.");
    await expect(page.getByLabel("Employer")).toHaveValue(keep ? "" : "Typed early");
  });
}

test("a form that is no longer the person's to save says so, and does not try for ever", async ({ page }) => {
  await open(page);
  for (const [code, word] of [[403, "Forbidden"], [404, "NotFound"], [410, "Gone"]] as const) {
    await page.route(SAVES, (route) => route.fulfill({ status: code, contentType: "text/plain", body: word }), { times: 1 });
    await duties(page).fill(`Refused with ${code}.`);
    await expect(status(page)).toContainText("Not saved: this form is no longer available");
    await duties(page).fill("It is again.");
    await saved(page);
  }
});
