import type { Page } from "@playwright/test";
import { alive, expect, test as base } from "../fixtures";
import { completeProfile, job, language, post, signUp } from "../support/person";

// Each test is somebody else, signed in.
const test = base.extend<object>({
  page: async ({ browser, context, page, server, mailbox }, use) => {
    await signUp(browser, context, server, mailbox);
    await use(page);
  },
});

const entries = (page: Page) => page.locator("main ul.rows > li");
const button = (page: Page, name: string) => page.locator("main form").getByRole("button", { name, exact: true }).first();

async function fillJob(page: Page, title: string, [month, year]: [string, string]) {
  await page.getByLabel("Job title").fill(title);
  await page.getByLabel("Employer").fill(job.employer);
  await page.getByLabel("Country or territory").selectOption(job.country);
  await page.locator("#from_month").fill(month);
  await page.locator("#from_year").fill(year);
  await page.getByLabel("I work there now").check();
  await page.getByLabel("Key duties").fill(job.duties);
  await page.getByLabel("Key achievements").fill(job.achievements);
  await button(page, "Save and continue").click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled });
    const open = async (page: Page, path: string) => {
      await page.goto(path);
      if (javaScriptEnabled) await alive(page);
    };

    test("jobs are added, listed with the latest first, changed, and removed once that was confirmed", async ({ page }) => {
      await open(page, "/profile/experience");
      await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
      for (const [title, from] of [["Clerk", ["3", "2009"]], ["Director", ["1", "2021"]], ["Statistician", ["9", "2015"]]] as const) {
        await page.getByRole("link", { name: "Add a job" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Add a job" })).toBeVisible();
        await fillJob(page, title, [...from]);
        await expect(entries(page).filter({ hasText: title })).toBeVisible();
      }
      await expect(entries(page).getByRole("link")).toHaveText([/^Director/, /^Statistician/, /^Clerk/]);
      await expect(entries(page).first()).toContainText("January 2021 – today");

      await entries(page).getByRole("link", { name: /^Clerk/ }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Edit a job" })).toBeVisible();
      if (javaScriptEnabled) await alive(page);
      await page.getByLabel("I work there now").uncheck();
      await page.locator("#to_month").fill("2");
      await page.locator("#to_year").fill("2012");
      await button(page, "Save and continue").click();
      await expect(entries(page).filter({ hasText: "Clerk" })).toContainText("March 2009 – February 2012");

      const remove = async () => {
        await entries(page).getByRole("link", { name: /^Statistician/ }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Edit a job" })).toBeVisible();
        if (javaScriptEnabled) await alive(page);
        await button(page, "Remove").click();
        await expect(page.getByRole("heading", { name: "Remove this entry?" })).toBeVisible();
      };
      const asked = () => (javaScriptEnabled ? page.getByRole("dialog") : page.locator("main"));
      await remove();
      if (javaScriptEnabled) await asked().getByRole("button", { name: "Cancel" }).click();
      else await asked().getByRole("link", { name: "Cancel" }).click();
      await open(page, "/profile/experience");
      await expect(entries(page)).toHaveCount(3);
      await remove();
      await asked().getByRole("button", { name: "Remove", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Experience outside the ILO" })).toBeVisible();
      await expect(entries(page).getByRole("link")).toHaveText([/^Director/, /^Clerk/]);
    });

    test("an entry that is not finished is kept, and says how much must be put right", async ({ page }) => {
      await open(page, "/profile/experience/half");
      await page.getByLabel("Job title").fill("Surveyor");
      await button(page, "Save and continue").click();
      await expect(page.locator("#error-summary")).toContainText("Employer – Fill in this field.");
      await expect(page.getByLabel("Job title")).toHaveValue("Surveyor");
      await expect(page.getByLabel("Employer")).toHaveAttribute("aria-invalid", "true");
      await button(page, "Save and come back later").click();
      await expect(entries(page)).toContainText([/Surveyor.*6 things to complete/s]);
      await open(page, "/profile");
      await expect(page.locator(".task", { hasText: "Experience" })).toContainText("In progress");
    });

    test("what cannot be is said at its field", async ({ page }) => {
      await open(page, "/profile/experience/dates");
      await page.locator("#from_month").fill("5");
      await page.locator("#from_year").fill("2019");
      await page.locator("#to_month").fill("4");
      await page.locator("#to_year").fill("2019");
      await button(page, "Save and continue").click();
      await expect(page.locator("#to_month-error")).toContainText("The end is before the start.");
      await page.locator("#to_year").fill("2190");
      await button(page, "Save and continue").click();
      await expect(page.locator("#to_month-error")).not.toContainText("The end is before the start.");
      await expect(page.locator("#to_month-error")).toBeVisible();
      await open(page, "/profile/personal");
      await page.locator("#birth_day").fill("31");
      await page.locator("#birth_month").fill("2");
      await page.locator("#birth_year").fill("1985");
      await button(page, "Save and continue").click();
      await expect(page.locator("#birth_day-error")).toContainText("Enter a date that exists");
    });

    test("a profile that is complete already is saved by one press", async ({ page, context, browser, server }) => {
      const quick = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
      await quick.addCookies(await context.cookies());
      const other = await quick.newPage();
      await other.goto("/terms");
      await completeProfile(other);
      await quick.close();
      await open(page, "/profile/personal");
      await button(page, "Save and continue").click();
      await expect(page).toHaveURL(/\/profile$/);
      await expect(page.getByText("Your profile is complete. You can apply.")).toBeVisible();
    });
  });
}

test("progress is told of each section and of all", async ({ page }) => {
  await page.goto("/profile");
  const task = (name: string) => page.locator(".task", { hasText: name });
  await expect(page.getByText("0 of 3 sections are complete.")).toBeVisible();
  await expect(page.locator(".task").getByText("To do")).toHaveCount(3);
  await post(page, "/profile/languages/one", language);
  await post(page, "/profile/experience/one", { title: "Clerk" });
  await page.reload();
  await expect(page.getByText("1 of 3 sections are complete.")).toBeVisible();
  await expect(task("Languages")).toContainText("Complete");
  await expect(task("Experience")).toContainText("In progress");
  await completeProfile(page);
  await page.reload();
  await expect(page.getByText("2 of 3 sections are complete.")).toBeVisible();
  await post(page, "/profile/experience/one", job);
  await page.reload();
  await expect(page.getByText("Your profile is complete. You can apply.")).toBeVisible();
});

test("nobody sees another person's entries", async ({ page, browser, server, mailbox }) => {
  await page.goto("/terms");
  await completeProfile(page);
  const other = await browser.newContext({ baseURL: server.address });
  await signUp(browser, other, server, mailbox);
  const theirs = await other.newPage();
  await theirs.goto("/profile/experience");
  await expect(entries(theirs)).toHaveCount(0);
  await theirs.goto("/profile/experience/e2e-job");
  await expect(theirs.getByLabel("Job title")).toHaveValue("");
  await other.close();
});
