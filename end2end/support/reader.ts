import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { Virtual } from "@guidepup/virtual-screen-reader";

// The reader runs in the page. Its browser build is a module, and the page's content security policy would refuse to
// import it, so it is evaluated, with its export as a global.
const source = readFileSync(
  createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js"),
  "utf8",
).replace(/export\s*\{\s*\w+ as Virtual,\s*(\w+) as virtual\s*\};?/, "globalThis.virtualReader = $1;");

type Window = { virtualReader: Virtual };

/** A screen reader in the page: what it says is what assistive technology would be told. */
export class Reader {
  private constructor(private readonly page: Page) {}

  /** Starts at the top of the page. A page that is loaded anew needs a new reader. */
  static async start(page: Page): Promise<Reader> {
    await page.evaluate(`if (!globalThis.virtualReader) { (() => { ${source}\n })(); }`);
    await page.evaluate(async () => {
      const { virtualReader } = globalThis as unknown as Window;
      await virtualReader.stop().catch(() => {});
      await virtualReader.start({ container: document.body });
    });
    return new Reader(page);
  }

  /** Everything it has said, live regions included, since it started or since `forget`. */
  said(): Promise<string[]> {
    return this.page.evaluate(() => (globalThis as unknown as Window).virtualReader.spokenPhraseLog());
  }

  async forget() {
    await this.page.evaluate(() => (globalThis as unknown as Window).virtualReader.clearSpokenPhraseLog());
  }

  /** Moves to the next item, and returns what it says. */
  async next(): Promise<string> {
    return this.page.evaluate(async () => {
      const { virtualReader } = globalThis as unknown as Window;
      await virtualReader.next();
      return virtualReader.lastSpokenPhrase();
    });
  }

  /** Moves on until it says something that matches, and returns that; fails after a whole round. */
  async find(phrase: RegExp): Promise<string> {
    for (let steps = 0; steps < 1000; steps++) {
      const said = await this.next();
      if (phrase.test(said)) return said;
      if (said === "end of document") break;
    }
    throw new Error(`the reader did not say ${phrase}; it said:\n${(await this.said()).join("\n")}`);
  }

  /** Activates the item that it is at, as Enter or a tap would. */
  async act() {
    await this.page.evaluate(() => (globalThis as unknown as Window).virtualReader.act());
  }

  async press(key: string) {
    await this.page.evaluate((key) => (globalThis as unknown as Window).virtualReader.press(key), key);
  }

  async type(text: string) {
    await this.page.evaluate((text) => (globalThis as unknown as Window).virtualReader.type(text), text);
  }
}
