import { expect, type Locator, type Page } from "@playwright/test";

/** How somebody works a page. */
export interface Hands {
  readonly page: Page;
  /** Whether the application runs in the page. */
  readonly scripted: boolean;
  follow(link: Locator): Promise<void>;
  press(button: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  choose(list: Locator, option: string): Promise<void>;
  /** Ticks a box, or one of several radios. */
  tick(box: Locator): Promise<void>;
  /** Looks at the page that was come to. */
  arrive(): Promise<void>;
  /** Hears something that is said without being asked: who does not listen goes on. */
  hear(words: string | RegExp): Promise<void>;
}

/** With a mouse, or a finger. */
export class Pointer implements Hands {
  constructor(
    readonly page: Page,
    readonly scripted = true,
  ) {}
  follow = (link: Locator) => link.click();
  press = (button: Locator) => button.click();
  fill = (field: Locator, text: string) => field.fill(text);
  choose = async (list: Locator, option: string) => void (await list.selectOption({ label: option }));
  tick = (box: Locator) => box.check();
  arrive = async () => {};
  hear = async () => {};
}

/** With a keyboard alone. */
export class Keyboard implements Hands {
  constructor(
    readonly page: Page,
    readonly scripted = true,
  ) {}

  /** Tabs to an element, and sees on the way that the focus can be seen. */
  protected async reach(target: Locator) {
    await expect(target).toBeVisible();
    for (let presses = 0; presses <= 300; presses++) {
      const { reached, invisible } = await target.evaluate((target) => {
        const element = document.activeElement;
        // Between the end of the page and its beginning nothing of the page has the focus.
        if (!element || element === document.body) return { reached: false, invisible: null };
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const ringed = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
        const inSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
        return { reached: element === target, invisible: ringed && inSight ? null : element.outerHTML.slice(0, 200) };
      });
      // What has the focus at the beginning was not tabbed to.
      if (presses > 0) expect(invisible, "an element whose focus cannot be seen").toBeNull();
      if (reached) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${target}`);
  }

  async follow(link: Locator) {
    await this.reach(link);
    await this.page.keyboard.press("Enter");
  }

  press = (button: Locator) => this.follow(button);

  async fill(field: Locator, text: string) {
    await this.reach(field);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
    await expect(field).toHaveValue(text);
  }

  async choose(list: Locator, option: string) {
    await this.reach(list);
    await this.page.keyboard.type(option);
    await expect(list.locator("option:checked")).toHaveText(option);
  }

  async tick(box: Locator) {
    if (await box.isChecked()) return;
    if ((await box.getAttribute("type")) === "checkbox") {
      await this.reach(box);
      await this.page.keyboard.press("Space");
    } else {
      // The group is one stop: its first radio, or the one that is chosen.
      const group = this.page.locator(`input[type=radio][name="${await box.getAttribute("name")}"]`);
      const chosen = group.and(this.page.locator(":checked"));
      const first = (await chosen.count()) > 0 ? chosen : group.first();
      await this.reach(first);
      await this.page.keyboard.press("Space");
      for (let presses = 0; presses < (await group.count()) && !(await box.isChecked()); presses++) {
        await this.page.keyboard.press("ArrowDown");
      }
    }
    await expect(box).toBeChecked();
  }

  async arrive() {}
  async hear(_: string | RegExp) {}
}

/** With a finger on a narrow screen: nothing is cut off, nothing is too small to hit. */
export class Thumb extends Pointer {
  override follow = (link: Locator) => link.tap();
  override press = (button: Locator) => button.tap();
  override fill = async (field: Locator, text: string) => {
    await field.tap();
    await field.fill(text);
    // A list that opens lies over what comes next; a touch beside it closes it.
    if ((await field.getAttribute("role")) === "combobox") {
      await expect(field).toHaveAttribute("aria-expanded", "true");
      await this.page.locator("h1").tap();
      await expect(field).toHaveAttribute("aria-expanded", "false");
    }
  };
  override tick = async (box: Locator) => {
    // The whole row is the target.
    if (!(await box.isChecked())) await box.tap();
    await expect(box).toBeChecked();
  };
  arrive = async () => {
    const { wide, small } = await this.page.evaluate(() => {
      const targets = document.querySelectorAll<HTMLElement>(
        "button, .button, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])",
      );
      const ticks = document.querySelectorAll<HTMLElement>(".tick");
      return {
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        small: [...targets, ...ticks]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden"))
          .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
          .filter(({ box }) => box.height > 0 && box.height < 43.5)
          .map(({ box, html }) => `${Math.round(box.height)} px: ${html}`),
      };
    });
    expect(wide, `${this.page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
    expect(small, `${this.page.url()} has targets that are too small`).toEqual([]);
  };
}
