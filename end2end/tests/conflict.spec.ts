import type { BrowserContext, Page } from "@playwright/test";
import { alive, expect } from "../fixtures";
import { duties, JOB, later, open, saved, status, test } from "../support/signed-in";

/** The form as the server has it: another tab would be shown as well what this one keeps in the browser. */
function served(page: Page): Promise<string> {
  return page.evaluate(async (path) => (await fetch(path)).text(), JOB);
}

/** Posts a version on the base of the newest, as a third device does. */
async function postNewest(page: Page, answers: Record<string, string>) {
  const base = (await served(page)).match(/name="base" value="(\d+)"/)?.[1];
  if (!base) throw new Error("the form has no base");
  await page.evaluate(
    async ([path, body]) => void (await fetch(path, { method: "POST", body: new URLSearchParams(body) })),
    [JOB, { ...answers, base, action: "save" }] as const,
  );
}

test("a third version that comes while two are compared is shown as well before anything is overwritten", async ({ page, context }) => {
  const other = await twoTabs(page, context);
  await postNewest(other, { duties: "From a third device." });
  await page.getByRole("button", { name: "Keep my text" }).click();
  await expect(page.locator(".conflict")).toContainText("From a third device.");
  await page.getByRole("button", { name: "Keep my text" }).click();
  await saved(page);
  await other.reload();
  await expect(duties(other)).toHaveValue("From the first tab.");
});

test("two tabs: both texts are shown, and mine is kept", async ({ page, context }) => {
  const other = await twoTabs(page, context);
  await expect(page.getByRole("heading", { name: "This form was changed elsewhere" })).toBeVisible();
  await expect(page.locator(".conflict")).toContainText("From the first tab.");
  await expect(page.locator(".conflict")).toContainText("From the second tab.");
  await page.getByRole("button", { name: "Keep my text" }).click();
  await saved(page);
  await expect(page.locator(".conflict")).toHaveCount(0);
  await other.reload();
  await expect(duties(other)).toHaveValue("From the first tab.");
});

test("what is typed while two texts stand is there again when the tab was closed at once", async ({ page, context }) => {
  await twoTabs(page, context);
  await duties(page).pressSequentially(" And mo");
  await page.close();
  const again = await context.newPage();
  await open(again);
  await expect(again.locator(".conflict")).toContainText("From the second tab.");
  await expect(again.locator(".conflict")).toContainText("From the first tab. And mo");
});

test("Enter in a field does not decide between two texts", async ({ page, context }) => {
  await twoTabs(page, context);
  await page.getByLabel("Employer").press("Enter");
  await expect(page.locator("#conflict-title")).toBeFocused();
  const saved = await served(page);
  expect(saved).toContain("From the second tab.");
  expect(saved).not.toContain("From the first tab.");
  await expect(duties(page)).toHaveValue("From the first tab.");
});

test("two tabs: the newer one is taken", async ({ page, context }) => {
  const other = await twoTabs(page, context);
  await page.getByRole("button", { name: "Use the newer version" }).click();
  await expect(duties(page)).toHaveValue("From the second tab.");
  await expect(status(page)).toHaveText(/^Saved/);
  await page.reload();
  await alive(page);
  await expect(duties(page)).toHaveValue("From the second tab.");
  await expect(page.locator(".conflict")).toHaveCount(0);
  await other.close();
});

async function twoTabs(page: Page, context: BrowserContext): Promise<Page> {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await duties(other).fill("From the second tab.");
  await saved(other);
  await duties(page).fill("From the first tab.");
  await expect(page.locator(".conflict")).toBeVisible();
  return other;
}

test("a tab with an older text that is reloaded does not overwrite the newer one", async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await duties(page).fill("Old.");
  await saved(page);
  await open(other);
  await duties(other).fill("Newer.");
  await saved(other);
  const saves: string[] = [];
  page.on("request", (request) => void (request.url().endsWith("/api/fn/draft/save") && saves.push(request.method())));
  await page.reload();
  await alive(page);
  await expect(duties(page)).toHaveValue("Newer.");
  // Leaving a field saves at once whatever is unsaved.
  await duties(page).focus();
  await page.getByLabel("Employer").focus();
  await page.goto("/profile");
  expect(saves).toEqual([]);
  await other.reload();
  await expect(duties(other)).toHaveValue("Newer.");
});

for (const keep of [true, false]) {
  test(`a text that was posted without WebAssembly waits, is typed into here, and is gone once ${keep ? "it" : "the newer one"} is chosen`, async ({
    page,
    quick,
  }) => {
    for (const [base, text] of [["0", "First."], ["1", "Newer."], ["1", "Mine."]]) {
      await quick.evaluate(
        async ([path, body]) => void (await fetch(path, { method: "POST", body: new URLSearchParams(body) })),
        [JOB, { base, duties: text, action: "save" }] as const,
      );
    }
    await open(page);
    await expect(duties(page)).toHaveValue("Mine.");
    await duties(page).fill("Mine, and more.");
    await page.getByRole("button", { name: keep ? "Keep my text" : "Use the newer version" }).click();
    await saved(page);
    await expect(duties(page)).toHaveValue(keep ? "Mine, and more." : "Newer.");
    await open(page);
    await expect(duties(page)).toHaveValue(keep ? "Mine, and more." : "Newer.");
    await expect(page.locator(".conflict")).toHaveCount(0);
  });
}

/** Two tabs post a text each, the second one first; the first shows both. */
async function twoPosts(page: Page, context: BrowserContext) {
  const other = await context.newPage();
  await page.goto(JOB);
  await other.goto(JOB);
  await duties(other).fill("From the second tab.");
  await later(other).click();
  await duties(page).fill("From the first tab.");
  await later(page).click();
}

test.describe("without WebAssembly", () => {
  test.use({ javaScriptEnabled: false });

  test("a third version that comes while two are compared is shown as well before anything is overwritten", async ({ page, context, quick }) => {
    await twoPosts(page, context);
    await expect(page.locator(".conflict")).toContainText("From the second tab.");
    await postNewest(quick, { duties: "From a third device." });
    await page.getByRole("button", { name: "Keep my text" }).click();
    await expect(page.locator(".conflict")).toContainText("From a third device.");
    await page.getByRole("button", { name: "Keep my text" }).click();
    await expect(page.locator(".conflict")).toHaveCount(0);
    await page.goto(JOB);
    await expect(duties(page)).toHaveValue("From the first tab.");
  });

  test("Enter in a field does not decide between two texts", async ({ page, context }) => {
    await twoPosts(page, context);
    await expect(page.locator(".conflict")).toBeVisible();
    await page.getByLabel("Employer").press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Experience outside the ILO");
    await page.goto(JOB);
    await expect(duties(page)).toHaveValue("From the second tab.");
    await expect(page.locator(".conflict")).toContainText("From the first tab.");
  });

  for (const keep of [true, false]) {
    test(`two tabs: both texts are shown, and ${keep ? "mine" : "the newer one"} is kept`, async ({ page, context }) => {
      await twoPosts(page, context);
      await expect(page.getByRole("heading", { name: "This form was changed elsewhere" })).toBeVisible();
      await expect(page.locator(".conflict")).toContainText("From the first tab.");
      await expect(page.locator(".conflict")).toContainText("From the second tab.");
      await page.getByRole("button", { name: keep ? "Keep my text" : "Use the newer version" }).click();
      await expect(page.locator(".conflict")).toHaveCount(0);
      await page.goto(JOB);
      await expect(duties(page)).toHaveValue(keep ? "From the first tab." : "From the second tab.");
    });
  }

  test("what is typed beside two texts is shown as well, and not lost by deciding between them", async ({ page, context }) => {
    await twoPosts(page, context);
    await expect(page.locator(".conflict")).toBeVisible();
    await duties(page).fill("From the second tab. And more.");
    await page.getByRole("button", { name: "Keep my text" }).click();
    await expect(page.locator(".conflict")).toContainText("From the second tab. And more.");
    await expect(page.locator(".conflict")).toContainText("From the first tab.");
    await page.getByRole("button", { name: "Keep my text" }).click();
    await expect(page.locator(".conflict")).toHaveCount(0);
    await expect(duties(page)).toHaveValue("From the second tab. And more.");
  });
});
