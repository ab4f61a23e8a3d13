import { alive, axe, expect, test as base } from "../fixtures";
import { completeProfile, signUp } from "../support/person";

const APPLY = "/vacancies/int-normes-p3-2026-02/apply";

const test = base.extend<object>({
  // Every test here is somebody else, signed in.
  page: async ({ browser, context, page, server, mailbox }, use) => {
    await signUp(browser, context, server, mailbox);
    await page.goto("/terms");
    await use(page);
  },
});

for (const [language, prefix] of [["en", ""]]) {
  for (const colorScheme of ["light"] as const) {
    test(`axe finds nothing wrong before, while and after applying: ${language}, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(90_000);
      await page.emulateMedia({ colorScheme });
      const look = async (path: string) => {
        await page.goto(prefix + path);
        await alive(page);
        await axe(page);
      };
      await look("/applications");
      await look(APPLY);
      const send = page.locator("main button[value=submit]");
      await send.click();
      await expect(page.locator("#error-summary")).toBeFocused();
      await axe(page);
      await completeProfile(page);
      await look(APPLY);
      await page.locator("#truthful").check();
      await send.click();
      await expect(page).toHaveURL(/\/applications\/[\w-]+$/);
      await alive(page);
      await axe(page);
      await look("/applications");
      await look(APPLY);
    });
  }
}

