import { alive, axe, expect, test } from "../fixtures";

const prefixes = { en: "", fr: "/fr", es: "/es" };

for (const [language, prefix] of Object.entries(prefixes)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every control in every state is accessible: ${language}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${prefix}/gallery`);
      await alive(page);
      await axe(page);
    });
  }
}

test("the gallery is there with sample data only", async ({ page, complaints }) => {
  const { Server } = await import("../fixtures");
  const server = await Server.start({ ILO_JOBS_SAMPLE: "0" });
  const answer = await page.goto(`${server.address}/gallery`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveText("Page not found");
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

test("the combobox offers, is walked by arrows, and takes what is chosen", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  const box = page.locator("#combobox_empty");
  await expect(box).toHaveAttribute("role", "combobox");
  await box.pressSequentially("cote d");
  const list = page.locator("#combobox_empty-list");
  await expect(list.getByRole("option")).toHaveText(["Côte d’Ivoire"]);
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await axe(page);
  await box.press("ArrowDown");
  await expect(box).toHaveAttribute("aria-activedescendant", "combobox_empty-option-1");
  await box.press("Enter");
  await expect(box).toHaveValue("Côte d’Ivoire");
  await expect(list).toBeHidden();
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await box.fill("gui");
  await expect(list.getByRole("option").first()).toHaveText("Guinea");
  await expect(page.getByText(/matches. Use the arrow keys/).first()).toBeAttached();
  await box.press("ArrowUp");
  await expect(list.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await box.press("Escape");
  await expect(list).toBeHidden();
  await expect(box).toHaveValue("gui");
  await box.press("Escape");
  await expect(box).toHaveValue("");
  await box.fill("xyz");
  await expect(page.getByText("No match found.")).toBeVisible();
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
