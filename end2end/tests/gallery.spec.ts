import { alive, axe, expect, test } from "../fixtures";

const prefixes = { en: "", fr: "/fr", es: "/es" };

for (const [language, prefix] of Object.entries(prefixes)) {
  test(`every control in every state is accessible: ${language}`, async ({ page }) => {
    await page.goto(`${prefix}/gallery`);
    await alive(page);
    await axe(page);
  });
}

test("the gallery is there with sample data only", async ({ page, complaints }) => {
  const { Server } = await import("../fixtures");
  const server = await Server.start({ ILO_JOBS_SAMPLE: "0" });
  const answer = await page.goto(`${server.address}/gallery`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveText("Page not found");
  await alive(page);
  complaints.length = 0;
  await server.remove();
});

for (const media of [{ forcedColors: "active" }, { contrast: "more" }, { media: "print" }] as const) {
  test(`${Object.entries(media).flat().join(" ")} keeps every control accessible`, async ({ page }) => {
    await page.emulateMedia(media);
    await page.goto("/gallery");
    await alive(page);
    const [[feature, value]] = Object.entries(media);
    const query = { forcedColors: "(forced-colors: active)", contrast: "(prefers-contrast: more)", media: "print" }[feature];
    expect(await page.evaluate((query) => matchMedia(query).matches, query!), value).toBe(true);
    await axe(page);
  });
}

/** What the combobox shows. */
type Shown = {
  value: string;
  open: boolean;
  /** The option that the keys stand on: its place among those that are shown, 1 for the first, -1 for the last. */
  active?: number;
  /** Where the caret stands; at the end of the text unless said. */
  caret?: number;
};

// The keys of the editable combobox with list autocomplete, as the ARIA Authoring Practices have them, line by line: what is
// typed, and which keys are pressed then. Of "gui" the list has Guinea, French Guiana, Papua New Guinea and others.
const KEYS: [line: string, typed: string, keys: string, shown: Shown][] = [
  // The text field
  ["Down Arrow on an open list stands on the first option", "gui", "ArrowDown", { value: "gui", open: true, active: 1 }],
  ["Down Arrow in an empty field opens the list on the first option", "", "ArrowDown", { value: "", open: true, active: 1 }],
  ["Down Arrow on a closed list opens it on the first option", "gui", "Escape ArrowDown", { value: "gui", open: true, active: 1 }],
  ["Alt+Down Arrow opens the list and stands on no option", "gui", "Escape Alt+ArrowDown", { value: "gui", open: true }],
  ["Alt+Down Arrow in an empty field likewise", "", "Alt+ArrowDown", { value: "", open: true }],
  ["Up Arrow on an open list stands on the last option", "gui", "ArrowUp", { value: "gui", open: true, active: -1 }],
  ["Up Arrow in an empty field opens the list on the last option", "", "ArrowUp", { value: "", open: true, active: -1 }],
  ["Up Arrow on a closed list opens it on the last option", "gui", "Escape ArrowUp", { value: "gui", open: true, active: -1 }],
  ["Alt+Up Arrow closes the list", "gui", "ArrowDown Alt+ArrowUp", { value: "gui", open: false }],
  ["Enter with no option active closes the list", "gui", "Enter", { value: "gui", open: false }],
  ["Escape closes the list and leaves the text", "gui", "Escape", { value: "gui", open: false }],
  ["Escape on a closed list clears the text", "gui", "Escape Escape", { value: "", open: false }],
  ["Escape once more brings the text back", "gui", "Escape Escape Escape", { value: "gui", open: false }],
  ["Escape in an empty field brings nothing back that was typed over", "gui", "Escape Escape x Backspace Escape", { value: "", open: false }],
  ["A letter narrows the list", "gu", "y", { value: "guy", open: true }],
  ["Left Arrow moves the caret", "gui", "ArrowLeft", { value: "gui", open: true, caret: 2 }],
  ["Home moves the caret to the beginning", "gui", "Home", { value: "gui", open: true, caret: 0 }],
  ["Tab leaves, and takes nothing", "gui", "Tab", { value: "gui", open: false }],
  // The list
  ["Enter takes the option", "gui", "ArrowDown Enter", { value: "Guinea", open: false }],
  ["Escape closes the list and takes nothing", "gui", "ArrowDown Escape", { value: "gui", open: false }],
  ["Down Arrow goes to the next option", "gui", "ArrowDown ArrowDown", { value: "gui", open: true, active: 2 }],
  ["Down Arrow goes from the last to the first", "gui", "ArrowUp ArrowDown", { value: "gui", open: true, active: 1 }],
  ["Up Arrow goes to the option before", "gui", "ArrowDown ArrowDown ArrowUp", { value: "gui", open: true, active: 1 }],
  ["Up Arrow goes from the first to the last", "gui", "ArrowDown ArrowUp", { value: "gui", open: true, active: -1 }],
  ["Right Arrow goes back to the text and moves the caret", "gui", "Home ArrowDown ArrowRight", { value: "gui", open: true, caret: 1 }],
  ["Left Arrow goes back to the text and moves the caret", "gui", "ArrowDown ArrowLeft", { value: "gui", open: true, caret: 2 }],
  ["Home goes back to the text, at its beginning", "gui", "ArrowDown Home", { value: "gui", open: true, caret: 0 }],
  ["End goes back to the text, at its end", "gui", "Home ArrowDown End", { value: "gui", open: true, caret: 3 }],
  ["A letter goes back to the text and is typed", "gu", "ArrowDown y", { value: "guy", open: true }],
  ["Backspace goes back to the text and deletes", "guy", "ArrowDown Backspace", { value: "gu", open: true }],
  ["Tab leaves, and takes nothing of the list", "gui", "ArrowDown Tab", { value: "gui", open: false }],
];

for (const [line, typed, keys, shown] of KEYS) {
  test(`combobox: ${line}`, async ({ page }) => {
    await page.goto("/gallery");
    await alive(page);
    const box = page.locator("#combobox_empty");
    const options = page.locator("#combobox_empty-list").getByRole("option");
    await box.focus();
    if (typed) {
      await box.pressSequentially(typed);
      // The list of all that is typed, not of its first letter.
      await expect(options.first()).toHaveText(new RegExp(`^${typed}`, "i"));
    }
    for (const key of keys.split(" ")) {
      await box.press(key);
      // A list that a key opens comes from the server.
      if (/Arrow(Down|Up)$/.test(key) && key !== "Alt+ArrowUp") await expect(options.first()).toBeVisible();
    }
    await expect(box).toHaveValue(shown.value);
    await expect(box).toHaveAttribute("aria-expanded", String(shown.open));
    if (shown.active === undefined) {
      await expect(box).not.toHaveAttribute("aria-activedescendant");
    } else {
      const place = shown.active > 0 ? shown.active : await options.count();
      await expect(box).toHaveAttribute("aria-activedescendant", `combobox_empty-option-${place}`);
      await expect(options.nth(place - 1)).toHaveAttribute("aria-selected", "true");
      await expect(options.nth(place - 1)).toBeInViewport();
    }
    expect(await box.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(shown.caret ?? shown.value.length);
    // The focus never leaves the field, unless it is left.
    if (!keys.endsWith("Tab")) await expect(box).toBeFocused();
  });
}

test("the combobox says what it found, and what it cleared", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  const box = page.locator("#combobox_empty");
  await expect(box).toHaveAttribute("role", "combobox");
  await box.pressSequentially("cote d");
  const list = page.locator("#combobox_empty-list");
  await expect(list.getByRole("option")).toHaveText(["Côte d’Ivoire"]);
  await axe(page);
  await box.fill("gui");
  await expect(list.getByRole("option").first()).toHaveText("Guinea");
  await expect(page.getByText(/matches. Use the arrow keys/).first()).toBeAttached();
  await box.press("Escape");
  await box.press("Escape");
  await expect(page.getByText("The field is empty. Press Escape again to bring the text back.")).toBeVisible();
  await box.fill("xyz");
  await expect(page.getByText("No match found.")).toBeVisible();
  await list.getByRole("option").first().waitFor({ state: "hidden" });
  await box.fill("peru");
  await list.getByRole("option", { name: "Peru" }).click();
  await expect(box).toHaveValue("Peru");
  await expect(box).toBeFocused();
});

test("the combobox asks at once", async ({ page }) => {
  await page.clock.install();
  await page.goto("/gallery");
  await alive(page);
  // From now on no time passes: what waits, waits for ever.
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.locator("#combobox_empty").fill("peru");
  await expect(page.locator("#combobox_empty-list").getByRole("option")).toHaveText(["Peru"]);
});

test("the combobox asks one question at a time, and the newest next", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  const asked: (string | null)[] = [];
  let release = () => {};
  await page.route("**/lookup/countries*", async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get("typed"));
    if (asked.length === 1) await new Promise<void>((resolve) => (release = resolve));
    await route.continue().catch(() => {});
  });
  const box = page.locator("#combobox_empty");
  await box.pressSequentially("per");
  await expect.poll(() => asked).toEqual(["p"]);
  await page.waitForTimeout(300);
  expect(asked, "while the first is on its way").toEqual(["p"]);
  release();
  await expect(page.locator("#combobox_empty-list").getByRole("option").first()).toHaveText("Peru");
  expect(asked, "what was typed in between is asked no more").toEqual(["p", "per"]);
});

test("a late answer leaves the keys on the option that they stand on", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  let release = () => {};
  await page.route("**/lookup/countries*", async (route) => {
    const typed = new URL(route.request().url()).searchParams.get("typed");
    if (typed === "per") await new Promise<void>((resolve) => (release = resolve));
    await route.continue().catch(() => {});
  });
  const box = page.locator("#combobox_empty");
  const options = page.locator("#combobox_empty-list").getByRole("option");
  const peru = options.filter({ hasText: /^Peru$/ });
  await box.pressSequentially("pe");
  await expect(peru).toBeVisible();
  const before = await options.count();
  await box.press("r");
  for (let presses = 0; presses < before && (await peru.getAttribute("aria-selected")) !== "true"; presses++) await box.press("ArrowDown");
  await expect(peru).toHaveAttribute("aria-selected", "true");
  const answered = page.waitForResponse(/typed=per/);
  release();
  await answered;
  await expect.poll(() => options.count(), "the shorter list has come").toBeLessThan(before);
  await expect(peru).toHaveAttribute("aria-selected", "true");
  await box.press("Enter");
  await expect(box).toHaveValue("Peru");
});

test("an answer that does not come keeps no other away", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  await page.route("**/lookup/countries*", async (route) => {
    if (!route.request().url().includes("=fra")) await route.continue().catch(() => {});
  });
  const box = page.locator("#combobox_empty");
  await box.fill("fra");
  await box.fill("peru");
  await expect(page.locator("#combobox_empty-list").getByRole("option")).toHaveText(["Peru"]);
});

test("a late answer to an old question is dropped", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  let held = false;
  await page.route("**/lookup/countries*", async (route) => {
    if (route.request().url().includes("=fra")) {
      held = true;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    await route.continue().catch(() => {});
  });
  const box = page.locator("#combobox_empty");
  await box.fill("fra");
  await expect.poll(() => held).toBe(true);
  await box.fill("peru");
  const options = page.locator("#combobox_empty-list").getByRole("option");
  await expect(options).toHaveText(["Peru"]);
  await page.waitForTimeout(1800);
  await expect(options).toHaveText(["Peru"]);
});

test("the dialog asks, holds the focus, and gives it back", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  const trigger = page.getByRole("button", { name: "Remove", exact: true });
  await trigger.click();
  const dialog = page.getByRole("dialog", { name: "Remove this entry?" });
  await expect(dialog).toBeVisible();
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(trigger).toBeFocused();
  await trigger.click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});

test("a password is shown on request", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  const field = page.locator("#password_empty");
  await field.fill("correct horse battery");
  const show = page.getByRole("button", { name: "Show password" }).first();
  await show.click();
  await expect(field).toHaveAttribute("type", "text");
  await expect(field).toHaveValue("correct horse battery");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(field).toHaveAttribute("type", "password");
});

test("the counter counts what is typed, and what is set without an event", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  const frame = page.locator(".field", { has: page.locator("#area_empty") });
  await expect(frame.locator(".counter[aria-hidden=true]")).toHaveText("You have 200 characters left");
  await page.locator("#area_empty").fill("👩‍🔬");
  await expect(frame.locator(".counter[aria-hidden=true]")).toHaveText("You have 195 characters left");
  await page.locator("#area_empty").evaluate((area: HTMLTextAreaElement) => (area.value = "x".repeat(201)));
  await expect(frame.locator(".counter[aria-hidden=true]")).toHaveText("You have 1 character too many");
  await expect(frame.locator("[aria-live=polite]")).toHaveText("You have 1 character too many");
});

test("a refused submission moves the focus to the summary, whose links lead to the fields", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  for (const id of ["radios_error", "date_error", "combobox_error"]) {
    await page.locator(`#error-summary a[href="#${id}"]`).click();
    await expect(page.locator(`#${id}`)).toBeFocused();
  }
});

test("markup in a text stays text", async ({ page }) => {
  await page.goto("/gallery");
  await expect(page.locator("#area_markup")).toHaveValue(/^<\/textarea><script>.*&amp;$/);
  await expect(page).not.toHaveTitle("broken");
});
