import type { Browser, Page } from "@playwright/test";
import { type Mailbox, alive, axe, expect, test } from "../fixtures";
import { wholeNumber } from "../support/wire";

const PASSWORD = "lantern mosaic orchid 7";
const ANOTHER = "granite whistle harbour 9";

let people = 0;
/** An address that nobody has used in this run. */
const somebody = () => `ana.silva.${process.pid}.${++people}@example.org`;

/** The link in the newest mail to a person. */
async function link(mailbox: Mailbox, to: string, subject: RegExp = /^/): Promise<string> {
  const mail = await mailbox.take(to, subject);
  const address = mail.text?.match(/https?:\/\/\S+token=\w+/)?.[0];
  if (!address) throw new Error(`no link in the mail "${mail.subject}":\n${mail.text}`);
  return address;
}

/** Residence and statement, as far as the form for the details. */
async function upToDetails(page: Page) {
  await page.goto("/account/new?next=/vacancies");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create an account");
  await page.getByLabel("Country or territory of residence").selectOption("CH");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Data privacy statement");
  await page.getByRole("button", { name: "I accept this statement" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your details");
}

async function fillDetails(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel("Given names").fill("Ana");
  await page.getByLabel("Family name").fill("Silva");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
}

/** Signs up to the end: the person is signed in, and where she wanted to go. */
async function signUp(page: Page, mailbox: Mailbox, email: string) {
  await upToDetails(page);
  await fillDetails(page, email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your e-mail");
  await expect(page.getByText(`We have sent an e-mail to ${email}.`)).toBeVisible();
  await page.goto(await link(mailbox, email));
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page).toHaveURL(/\/vacancies$/);
}

async function signIn(page: Page, email: string, password: string) {
  await page.goto("/account/sign-in?next=/account");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Another browser, with nothing of this one. */
async function elsewhere(browser: Browser, address: string, script = true): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, javaScriptEnabled: script });
  return context.newPage();
}

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    test("a visitor signs up by statement, details and mail, and comes back to where she was", async ({ page, mailbox }) => {
      const email = somebody();
      await signUp(page, mailbox, email);
      await page.goto("/account");
      await expect(page.getByRole("definition").filter({ hasText: email })).toBeVisible();
    });

    test("what was typed comes back with its problems, but the password", async ({ page }) => {
      await upToDetails(page);
      await fillDetails(page, "ana@", "Ana Silva Ana Silva");
      await expect(page.getByRole("alert")).toContainText("There is a problem");
      await expect(page.getByLabel("Given names")).toHaveValue("Ana");
      await expect(page.getByLabel("E-mail address")).toHaveValue("ana@");
      await expect(page.getByLabel("E-mail address")).toHaveAttribute("aria-invalid", "true");
      // The browser keeps the page; the server sends none back.
      await expect(page.getByLabel(/^Password/)).toHaveValue(script ? "Ana Silva Ana Silva" : "");
      expect(page.url()).not.toContain("ana@");
      await fillDetails(page, somebody(), "Ana Silva Ana Silva");
      await expect(page.getByRole("alert")).toContainText("This password is easy to guess.");
      await expect(page.getByLabel(/^Password/)).toHaveValue("");
    });

    test("a forgotten password is set anew by mail, and ends every session", async ({ page, browser, server, mailbox }) => {
      test.slow();
      const email = somebody();
      await signUp(page, mailbox, email);
      const other = await elsewhere(browser, server.address, script);
      await other.goto("/account/forgotten");
      await other.getByLabel("E-mail address").fill(email);
      await other.getByRole("button", { name: "Send me a link" }).click();
      await expect(other.getByText("If this address has an account")).toBeVisible();
      const address = await link(mailbox, email);
      await other.goto(address);
      await other.getByLabel(/^New password/).fill(ANOTHER);
      await other.getByRole("button", { name: "Set the new password" }).click();
      await expect(other.getByText("Your new password is set.")).toBeVisible();
      await page.goto("/account");
      await expect(page).toHaveURL(/\/account\/sign-in\?next=/);
      await signIn(other, email, PASSWORD);
      await expect(other.getByRole("alert")).toContainText("We could not sign you in.");
      await signIn(other, email, ANOTHER);
      await expect(other).toHaveURL(/\/account$/);
      await other.goto(address);
      await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
      await other.context().close();
    });
  });
}

test("nobody learns who has an account, neither signing up, nor signing in, nor having forgotten the password", async ({
  page,
  browser,
  server,
  mailbox,
}) => {
  test.slow(); // 20 pages and 5 passwords
  const email = somebody();
  await signUp(page, mailbox, email);
  const words = async (address: string, password: string) => {
    // As the server sends it: whether the page was alive already when it was read is chance.
    const other = await elsewhere(browser, server.address, false);
    const said: string[] = [];
    const say = async () => said.push((await other.locator("main").innerText()).replaceAll(address, "…"));
    await upToDetails(other);
    await fillDetails(other, address, password);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Check your e-mail");
    await say();
    await signIn(other, address, password);
    await expect(other.getByRole("alert")).toBeVisible();
    await say();
    await other.goto("/account/forgotten");
    await other.getByLabel("E-mail address").fill(address);
    await other.getByRole("button", { name: "Send me a link" }).click();
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Check your e-mail");
    await say();
    await other.context().close();
    return said;
  };
  expect(await words(email, ANOTHER)).toEqual(await words(somebody(), ANOTHER));
  await mailbox.take(email, /account/i);
});

test("sessions are listed, and ended on other devices", async ({ page, browser, server, mailbox }) => {
  test.slow();
  const email = somebody();
  await signUp(page, mailbox, email);
  const other = await elsewhere(browser, server.address);
  await signIn(other, email, PASSWORD);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Your account");
  await page.goto("/account");
  const sessions = page.getByRole("region", { name: "Where you are signed in" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await expect(sessions.filter({ hasText: "This device" })).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out there" }).click();
  await expect(page.getByText("Done: signed out there.")).toBeVisible();
  await expect(sessions).toHaveCount(1);
  await other.goto("/account");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await other.context().close();
  await page.getByRole("banner").getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("name, password and address are changed by their owner", async ({ page, mailbox }) => {
  test.slow();
  const email = somebody();
  await signUp(page, mailbox, email);
  await page.goto("/account/details");
  await page.getByLabel("Family name").fill("Silva Costa");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes are saved.")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "Ana Silva Costa" })).toBeVisible();

  await page.goto("/account/change-password");
  await page.getByLabel(/^Current password/).fill(ANOTHER);
  await page.getByLabel(/^New password/).fill(ANOTHER);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("alert")).toContainText("This is not your current password.");
  await page.getByLabel(/^Current password/).fill(PASSWORD);
  await page.getByLabel(/^New password/).fill(ANOTHER);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();

  const next = somebody();
  await page.goto("/account/email");
  await page.getByLabel(/^New e-mail address/).fill(next);
  await page.getByLabel(/^Current password/).fill(ANOTHER);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText(`Waiting to be confirmed: ${next}.`)).toBeVisible();
  await page.goto(await link(mailbox, next));
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page.getByText("Your new e-mail address is confirmed.")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: next })).toBeVisible();
});

test("the link at the beginning of the statement leads to its end", async ({ page }) => {
  await page.goto("/account/new/statement?residence=KE");
  await alive(page);
  await page.getByRole("link", { name: /end of the statement/ }).click();
  await expect(page.getByRole("heading", { name: "End of the statement" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "I accept this statement" })).toBeFocused();
});

test("a password is shown on request and hidden again", async ({ page }) => {
  await page.goto("/account/sign-in");
  await alive(page);
  const password = page.getByLabel(/^Password/);
  await password.fill(PASSWORD);
  await page.getByRole("button", { name: /show/i }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: /hide/i }).click();
  await expect(password).toHaveAttribute("type", "password");
});

test("a warning comes before the session ends, and one press makes it longer", async ({ page, mailbox }) => {
  await signUp(page, mailbox, somebody());
  let left = 4 * 60_000;
  await page.route("**/api/fn/account/session", (route) => route.fulfill({ body: wholeNumber(left) }));
  await page.clock.install();
  await page.goto("/account");
  await alive(page);
  const warning = page.getByRole("alertdialog", { name: "Your session is about to end" });
  await expect(warning).toBeHidden();
  await page.clock.fastForward(56 * 60_000);
  await expect(warning).toBeVisible();
  // Without a connection, the press says that nothing came of it.
  await page.route("**/api/fn/account/extend", (route) => route.abort(), { times: 1 });
  await warning.getByRole("button", { name: "Stay signed in" }).press("Enter");
  await expect(warning).toContainText("the site cannot be reached to extend your session");
  left = 60 * 60_000;
  await warning.getByRole("button", { name: "Stay signed in" }).press("Enter");
  await expect(warning).toBeHidden();
  left = 0;
  await page.clock.fastForward(60 * 60_000);
  const ended = page.getByRole("alertdialog", { name: "Your session has ended" });
  await expect(ended).toBeVisible();
  await expect(ended.getByRole("link", { name: "Sign in again" })).toHaveAttribute("href", /sign-in\?next=\/account$/);
});

test("signing in leads to pages of this site only", async ({ page, mailbox, server }) => {
  test.slow();
  const email = somebody();
  await signUp(page, mailbox, email);
  for (const evil of ["//evil.example", "https://evil.example/", "/\\evil.example"]) {
    await page.goto(`/account/sign-in?next=${encodeURIComponent(evil)}`);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(`${server.address}/profile`);
  }
});

test("a form that another site posts is refused", async ({ request, server }) => {
  const answer = await request.post(`${server.address}/account/sign-out`, {
    form: {},
    headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(403);
});

for (const path of [
  "/account/new",
  "/account/new/statement?residence=CH",
  "/account/sign-in",
  "/account/forgotten",
  "/account/password",
  "/account/confirm",
  "/fr/account/new",
  "/es/account/sign-in",
]) {
  test(`${path} is accessible`, async ({ page }) => {
    await page.goto(path);
    await alive(page);
    await axe(page);
  });
}
