import type { Browser, BrowserContext, Page } from "@playwright/test";
import { alive, expect, type Server, test as base } from "../fixtures";
import { type Person, signUp } from "./person";

type ForTest = {
  person: Person;
  /** A page of the same person in another browser. It posts forms quickly, also where the test itself goes without scripts. */
  quick: Page;
  /** The page has this heading, and is ready to be worked with. */
  at: (heading: string) => Promise<void>;
  /** Goes to a page, which has this heading. */
  visit: (path: string, heading: string) => Promise<void>;
};

/** Each test is somebody else, signed in. */
export const test = base.extend<ForTest>({
  person: [
    async ({ browser, context, server, mailbox }, use) => {
      await use(await signUp(browser, context, server, mailbox));
    },
    { auto: true },
  ],
  quick: async ({ browser, context, server, person }, use) => {
    expect(person).toBeTruthy();
    const page = await elsewhere(browser, context, server);
    await use(page);
    await page.context().close();
  },
  at: async ({ page, javaScriptEnabled }, use) => {
    await use(async (name) => {
      await expect(heading(page)).toHaveText(name);
      if (javaScriptEnabled) await alive(page);
    });
  },
  visit: async ({ page, at }, use) => {
    await use(async (path, name) => {
      await page.goto(path);
      await at(name);
    });
  },
});

/** A page with scripts, in another browser where whoever is signed in here is signed in as well. */
export async function elsewhere(browser: Browser, context: BrowserContext, server: Server): Promise<Page> {
  const other = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
  await other.addCookies(await context.cookies());
  const page = await other.newPage();
  await page.goto("/terms");
  return page;
}

/** A job: not there yet, unless `completeProfile` has added it. */
export const JOB = "/profile/experience/e2e-job";
/** Where the page saves. */
export const SAVES = "**/api/fn/draft/save";

/** Goes to a page and waits until it is alive. */
export async function open(page: Page, path = JOB) {
  await page.goto(path);
  await alive(page);
}

export const main = (page: Page) => page.locator("main");
export const heading = (page: Page) => page.getByRole("heading", { level: 1 });
export const rows = (page: Page) => main(page).locator(".rows > li");
export const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
export const field = (page: Page, name: string) => main(page).getByLabel(name).first();
export const summary = (page: Page) => page.locator("#error-summary");
export const duties = (page: Page) => page.getByLabel("Key duties");
export const later = (page: Page) => page.getByRole("button", { name: "Save and come back later" });
export const status = (page: Page) => page.locator(".save-status [aria-hidden=true]");
export const saved = (page: Page) => expect(status(page)).toHaveText(/^Saved/, { timeout: 20_000 });
/** From the form of an application through its review to the receipt. */
export async function send(page: Page, scripted = true) {
  await button(page, "Continue: check and send").click();
  await expect(heading(page)).toHaveText(/^Check your application/);
  if (scripted) await alive(page);
  await field(page, "What I say in my profile").check();
  await button(page, "Send application").click();
}
/** What the browser keeps of unsaved text. */
export const kept = (page: Page) =>
  page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key.startsWith("ilo-jobs:unsaved:")));
/** The save is refused, as by a server that is away. */
export const refuseSaves = (page: Page) =>
  page.route(SAVES, (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "" }));
