import { expect, type Page, test as base } from "@playwright/test";
import { Mailbox } from "./support/mailbox";
import { Server } from "./support/server";

export { axe } from "./support/axe";
export { Listener, Reader } from "./support/reader";
export { Mailbox, Server, expect };

type ForTest = {
  /** What the page complained about in its console. A test that expects complaints empties it. */
  complaints: string[];
};
type ForWorker = {
  /** The mail that the shared server sends. */
  mailbox: Mailbox;
  /** A server with sample data, shared by the tests of a worker: a test that changes what others read, or stops it,
   * starts its own with `Server.start`. */
  server: Server;
};

export const test = base.extend<ForTest, ForWorker>({
  mailbox: [
    async ({}, use) => {
      const mailbox = await Mailbox.open();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ mailbox }, use) => {
      const server = await Server.start({
        ILO_JOBS_SMTP_URL: mailbox.url,
        ILO_JOBS_MAIL_FROM: "jobs@example.org",
        ILO_JOBS_ACCOMMODATION_MAIL: "accommodation@example.org",
        ILO_JOBS_TRUSTED_PROXIES: "127.0.0.1",
      });
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.address),
  // Each test comes from a network address of its own, as people do: what one tries does not count against another.
  extraHTTPHeaders: async ({}, use) => {
    const part = () => Math.floor(Math.random() * 254) + 1;
    await use({ "x-forwarded-for": `10.${part()}.${part()}.${part()}` });
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      const complain = (message: string) => {
        // An answer that is not 200 is for the test to judge. All else is wrong: a panic, a hydration mismatch, a
        // resource that the security policy refused.
        const answer = message.startsWith("Failed to load resource");
        // Chromium's remark that a module was fetched ahead and is not used yet, on a machine that is slow.
        const early = message.includes("was preloaded using link preload but not used");
        if (!answer && !early) complaints.push(message);
      };
      context.on("weberror", (error) => complain(error.error().message));
      context.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complain(message.text());
      });
      await use(complaints);
      expect(serious(complaints), "complaints in the console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Without what a page says that was only left while its code was on the way: in the midst of an answer, or before it began. */
export function serious(complaints: string[]): string[] {
  const unanswered = (message: string) => message.includes("Failed to fetch") && message.includes("__wasm_split.js");
  return complaints.filter((message) => !unanswered(message) && !message.includes("Response body loading was aborted"));
}

/** Keeps a page's requests to such addresses from the server; gives what lets them go. */
export async function hold(page: Page, address: string | RegExp): Promise<() => void> {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue().catch(() => {}); // the page was left
  });
  return go;
}

/** Waits until the page is alive: the application runs in it. */
export async function alive(page: Page) {
  await page.locator("html[data-alive]").waitFor({ state: "attached" });
}
