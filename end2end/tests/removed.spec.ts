import type { Page } from "@playwright/test";
import { expect } from "../fixtures";
import { duties, JOB, open, SAVES, status, test } from "../support/signed-in";
import { job, post } from "../support/person";

/** An entry is removed while a save of it is under way; the save reaches the server only afterwards. Gives its answer. */
async function removeWhileSaving(page: Page): Promise<string> {
  await open(page);
  await post(page, JOB, job);
  await open(page);
  let go = () => {};
  const removed = new Promise<void>((resolve) => (go = resolve));
  let answered = (_: string) => {};
  const late = new Promise<string>((resolve) => (answered = resolve));
  await page.route(
    SAVES,
    async (route) => {
      await removed;
      const answer = await route.fetch();
      answered(await answer.text());
      await route.fulfill({ response: answer }).catch(() => {}); // the page was left
    },
    { times: 1 },
  );
  const begun = page.waitForRequest(SAVES);
  await duties(page).fill("Typed just before.");
  await begun;
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
  go();
  return late;
}

test("an entry that is removed while a save is under way stays removed", async ({ page }) => {
  expect(await removeWhileSaving(page)).toContain("Gone");
  await page.reload();
  await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
  await page.goto("/profile");
  await expect(page.locator("main .rows > li").nth(1)).toContainText("To do");
});

test("the text of an entry that was removed while a save was under way is not put back", async ({ page }) => {
  await removeWhileSaving(page);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("Typed just before");
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add a job");
  await expect(duties(page)).toHaveValue("");
  await expect(page.locator(".conflict")).toHaveCount(0);
});

test("an entry that was removed in another tab is not made again by typing, and the page says so", async ({ page, context }) => {
  await open(page);
  await post(page, JOB, job);
  await open(page);
  const other = await context.newPage();
  await open(other);
  await other.getByRole("button", { name: "Remove" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(other.getByText("You have not added any experience yet.")).toBeVisible();
  await duties(page).fill("Typed afterwards.");
  await expect(status(page)).toContainText("Not saved: this form is no longer available");
  await expect(duties(page)).toHaveValue("Typed afterwards.");
  await other.reload();
  await expect(other.getByText("You have not added any experience yet.")).toBeVisible();
});
