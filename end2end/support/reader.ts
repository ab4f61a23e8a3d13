import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Virtual } from "@guidepup/virtual-screen-reader";
import { Keyboard } from "./hands";

// The reader runs in the page. Its browser build is a module, and the page's content security policy would refuse to
// import it, so it is evaluated, with its export as a global.
const source = readFileSync(
  createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js"),
  "utf8",
).replace(/export\s*\{\s*\w+ as Virtual,\s*(\w+) as virtual\s*\};?/, "globalThis.virtualReader = $1;");

type Window = { virtualReader: Virtual; styles?: typeof getComputedStyle };

/** A screen reader in the page: what it says is what assistive technology would be told. */
export class Reader {
  private constructor(private readonly page: Page) {}

  /** Starts, or starts again, at the top of the page's content. */
  static async start(page: Page): Promise<Reader> {
    await page.evaluate(`if (!globalThis.virtualReader) { (() => { ${source}\n })(); }`);
    await page.evaluate(async () => {
      // Other readers do not read what a closed list holds.
      const style = (globalThis as unknown as Window).styles ??= getComputedStyle.bind(globalThis);
      const hidden = { display: "none", visibility: "hidden", getPropertyValue: () => "" } as unknown as CSSStyleDeclaration;
      globalThis.getComputedStyle = (element, pseudo) =>
        element instanceof HTMLOptionElement ? hidden : style(element, pseudo);
      // It computes names all the way up for each change of the page, for half a minute when a form is sent. It need only
      // hear of live regions, and that something has changed.
      const live = "[aria-live], [role=status], [role=alert], [role=alertdialog], [role=log]";
      const element = (node: Node) => (node instanceof Element ? node : node.parentElement);
      const Observer = globalThis.MutationObserver;
      globalThis.MutationObserver = class extends Observer {
        constructor(changed: MutationCallback) {
          super((changes, self) => changed(changes.filter(({ target }) => element(target)?.closest(live)), self));
        }
      };
      // It would listen for the focus at every node, and never stop to: `attend` follows the focus instead.
      const listen = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (type, ...rest) {
        if (type !== "focus") listen.call(this, type, ...rest);
      };
      const { virtualReader } = globalThis as unknown as Window;
      await virtualReader.stop().catch(() => {});
      await virtualReader.start({ container: document.querySelector("main") ?? document.body });
      globalThis.MutationObserver = Observer;
      EventTarget.prototype.addEventListener = listen;
    });
    return new Reader(page);
  }

  /** Everything it has said, live regions included, since it started. */
  said(): Promise<string[]> {
    return this.page.evaluate(() => (globalThis as unknown as Window).virtualReader.spokenPhraseLog());
  }

  /** Stops: while it runs, every change of the page costs it time. */
  async stop() {
    await this.page.evaluate(() => (globalThis as unknown as Window).virtualReader.stop());
  }

  /** Goes to what has the focus, if anything has. It does so itself only where that was there when it started. */
  async attend() {
    if (await this.page.evaluate(() => document.activeElement !== document.body)) await this.reach(this.page.locator(":focus"));
  }

  /** Moves on until it stands at an element, and returns what it says of it; fails after a whole round. */
  async reach(target: Locator): Promise<string> {
    const said = await target.evaluate(async (element) => {
      const { virtualReader } = globalThis as unknown as Window;
      const tooLate = performance.now() + 15_000;
      for (let ends = 0; ends < 2 && performance.now() < tooLate; ) {
        if (virtualReader.activeNode === element) {
          // What a live region has said meanwhile is not said of it.
          return (await virtualReader.spokenPhraseLog()).filter((said) => !/^(polite|assertive): /.test(said)).pop();
        }
        await virtualReader.next();
        if ((await virtualReader.lastSpokenPhrase()) === "end of document") ends++;
      }
    });
    if (said === undefined) throw new Error(`the reader does not come to ${target}; it said:\n${(await this.said()).slice(-300).join("\n")}`);
    return said;
  }
}

/** With a screen reader: it reads on to what is wanted, and the keyboard works what it stands at. */
export class Listener extends Keyboard {
  /** What it said of each page that was come to, and of everything that was worked. */
  readonly heard: string[] = [];
  /** While something is typed, and after it. */
  private reader?: Reader;

  private async read(target: Locator): Promise<Reader> {
    await expect(target).toBeVisible();
    const reader = await Reader.start(this.page);
    this.heard.push(await reader.reach(target));
    // As screen readers do when something is worked that takes the focus.
    await target.focus();
    return reader;
  }

  protected override async reach(target: Locator) {
    await (await this.read(target)).stop();
    this.reader = undefined;
  }

  override async fill(field: Locator, text: string) {
    this.reader = await this.read(field);
    await this.page.keyboard.press("ControlOrMeta+a");
    // At once: it looks at the whole page after each key.
    await this.page.keyboard.insertText(text);
    await expect(field).toHaveValue(text);
  }

  override async tick(box: Locator) {
    await this.reach(box);
    await this.page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }

  override async arrive() {
    const reader = await Reader.start(this.page);
    this.heard.push(await reader.reach(this.page.locator("h1")));
  }

  override async hear(words: string | RegExp) {
    let reader = this.reader;
    if (!reader) {
      reader = await Reader.start(this.page);
      await reader.attend();
    }
    const matches = (said: string) => (typeof words === "string" ? said === words : words.test(said));
    await expect(async () => {
      const said = await reader.said();
      expect(said.filter(matches), `${words}; it said:\n${said.join("\n")}`).not.toEqual([]);
    }).toPass({ timeout: 10_000 });
  }
}
