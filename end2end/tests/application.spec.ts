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

for (const [language, prefix] of [["en", ""], ["fr", "/fr"], ["es", "/es"]]) {
  for (const colorScheme of ["light", "dark"] as const) {
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

test("an application with an unfinished profile is refused with what is missing, and the letter is kept", async ({ page }) => {
  await page.goto(APPLY);
  await alive(page);
  await page.getByLabel("Cover letter").fill("Dear panel,");
  await page.getByLabel("What I say in my profile").check();
  await page.getByRole("button", { name: "Send application" }).click();
  await expect(page.locator("#error-summary")).toContainText("Personal details – Complete this section.");
  await expect(page.getByLabel("Cover letter")).toHaveValue("Dear panel,");
  await page.goto("/applications");
  await expect(page.getByText("You have not applied for a vacancy yet.")).toBeVisible();
});

test("what was sent stays as it was when the profile changes", async ({ page }) => {
  await completeProfile(page);
  await page.goto(APPLY);
  await alive(page);
  await page.getByLabel("What I say in my profile").check();
  await page.getByRole("button", { name: "Send application" }).click();
  await expect(page.getByText("We have received your application")).toBeVisible();
  const receipt = page.url();
  await page.goto("/profile/experience/e2e-job");
  await alive(page);
  await page.getByLabel("Job title").fill("Something else");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("link", { name: /^Something else/ })).toBeVisible();
  await page.goto(receipt);
  await expect(page.getByRole("heading", { level: 3, name: "Statistician" })).toBeVisible();
  await expect(page.getByText("Something else")).toHaveCount(0);
});

test("nobody reads another person's application", async ({ page, browser, server, mailbox }) => {
  await completeProfile(page);
  await page.goto(APPLY);
  await alive(page);
  await page.getByLabel("What I say in my profile").check();
  await page.getByRole("button", { name: "Send application" }).click();
  await expect(page.getByText("We have received your application")).toBeVisible();
  const other = await browser.newContext({ baseURL: server.address });
  await signUp(browser, other, server, mailbox);
  const theirs = await other.newPage();
  expect((await theirs.goto(page.url()))!.status()).toBe(404);
  await other.close();
});
