import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { alive, axe, expect, Mailbox, Server, test as base } from "../fixtures";
import { type Hands, Thumb } from "./hands";
import { signIn } from "./person";

/** For tests that change what others read: each worker has a server of its own for them, and a mailbox. */
export const test = base.extend<object, { desk: Server; post: Mailbox }>({
  post: [
    async ({}, use) => {
      const mailbox = await Mailbox.open();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: "worker" },
  ],
  desk: [
    async ({ post }, use) => {
      const server = await Server.start({
        ILO_JOBS_SMTP_URL: post.url,
        ILO_JOBS_MAIL_FROM: "jobs@example.org",
        ILO_JOBS_TRUSTED_PROXIES: "127.0.0.1",
      });
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ desk }, use) => use(desk.address),
});

/** The password of every sample account. */
export const PASSWORD = "sample account password";

/** Signs the sample account of a role in, quickly, through the plain form; gives a page of the same person with scripts. */
export async function signInAs(context: BrowserContext, desk: Server, role: string): Promise<Page> {
  const browser = context.browser();
  if (!browser) throw new Error("no browser");
  const helper = await browser.newContext({ javaScriptEnabled: true, baseURL: desk.address });
  const page = await helper.newPage();
  await page.goto("/terms");
  await signIn(page, { givenNames: "", familyName: "", email: `${role}@example.org`, password: PASSWORD });
  await context.addCookies(await helper.cookies());
  return page;
}

/** A page of the site as the sample account of a role sees it, in a browser of its own. */
export async function as(browser: Browser, desk: Server, role: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: desk.address });
  const helper = await signInAs(context, desk, role);
  await helper.context().close();
  const page = await context.newPage();
  // What is posted goes out from a page of the site.
  await page.goto("/terms");
  return page;
}

export const heading = (page: Page, name: string | RegExp) => expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
export const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);
export const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true });
export const link = (page: Page, name: string | RegExp) => page.locator("main").getByRole("link", { name });

/** Follows a link, and waits until the browser is there: with scripts, its address changes after the page. Gives the path. */
export async function follow(page: Page, link: Locator): Promise<string> {
  const href = await link.getAttribute("href");
  const { pathname, search } = new URL(href ?? "", page.url());
  await link.click();
  await page.waitForURL((address) => address.pathname === pathname && address.search === search);
  return pathname;
}

/** Expects of each page that it fits a telephone, with targets that a finger hits, and that axe finds nothing wrong with it. */
export async function inspect(page: Page, addresses: string[]) {
  const thumb = new Thumb(page);
  for (const address of addresses) {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(address);
      await alive(page);
      if (width === 360) await thumb.arrive();
    }
    await axe(page);
  }
}

/** Two texts stand against each other. With scripts, what was pressed is over once the focus is there: until then, a text that is kept
 * would be sent with it. */
export async function changedElsewhere(page: Page, scripted: boolean) {
  const title = page.getByRole("heading", { name: "This form was changed elsewhere" });
  await (scripted ? expect(title).toBeFocused() : expect(title).toBeVisible());
}

/** The page has this heading, and is ready to be worked with. */
export async function arrive(hands: Hands, name: string | RegExp) {
  await heading(hands.page, name);
  if (hands.scripted) await alive(hands.page);
  await hands.arrive();
}
