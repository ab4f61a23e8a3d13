import type { BrowserContext } from "@playwright/test";
import { alive, axe, expect, hold, type Server } from "../fixtures";
import { arrive, changedElsewhere, field, follow, heading, inspect, signInAs, test } from "../support/desk";
import { type Hands, Keyboard } from "../support/hands";
import { completeProfile, post, sendApplication, signUp } from "../support/person";

/** A day so far from today, as its three fields. */
function day(from: number): [string, string, string] {
  const date = new Date(Date.now() + from * 86_400_000);
  return [String(date.getDate()), String(date.getMonth() + 1), String(date.getFullYear())];
}

/** Signs in as HRD, quickly, through the plain form. */
const atDesk = (context: BrowserContext, desk: Server) => signInAs(context, desk, "hrd");

/** Begins a vacancy and writes what it needs, page by page. */
async function write(hands: Hands, title: string, closes: [string, string, string]): Promise<string> {
  const { page } = hands;
  const link = (name: string | RegExp) => page.locator("main").getByRole("link", { name });
  const button = (name: string) => page.locator("main").getByRole("button", { name, exact: true });
  await page.goto("/staff");
  await arrive(hands, "Today’s work");
  await hands.follow(page.locator("main").getByRole("link", { name: "Vacancies", exact: true }));
  await arrive(hands, "Vacancies");
  await hands.follow(link("New vacancy"));
  await arrive(hands, "New vacancy");
  await hands.tick(page.getByRole("radio", { name: "Development cooperation" }));
  await hands.press(button("Begin the draft"));
  await arrive(hands, "Untitled vacancy");
  const file = new URL(page.url()).pathname;
  await hands.follow(link("Post and duty station"));
  await arrive(hands, "Post and duty station");
  await hands.choose(field(page, "grade"), "P3");
  await hands.choose(field(page, "contract_type"), "Fixed-term");
  await hands.fill(field(page, "department"), "COOP");
  await hands.fill(field(page, "city"), "Geneva");
  await hands.choose(field(page, "country"), "Switzerland");
  await hands.press(button("Save and continue"));
  await arrive(hands, "Untitled vacancy");
  await hands.follow(link("Text in English"));
  await arrive(hands, "Text in English");
  await hands.fill(field(page, "title"), title);
  await hands.fill(field(page, "overview"), "To help cooperatives.");
  // As it comes from a word processor.
  await field(page, "duties").focus();
  await field(page, "duties").fill("\u2022\tPlan.\n2.\tLead.\n");
  await hands.press(button("Save and continue"));
  await arrive(hands, title);
  await hands.follow(link("Dates"));
  await arrive(hands, "Dates");
  for (const [index, part] of ["day", "month", "year"].entries()) {
    await hands.fill(field(page, `closes_${part}`), closes[index] ?? "");
  }
  await hands.press(button("Save and continue"));
  await arrive(hands, title);
  return file;
}

/** Goes from a vacancy's page through a step's question. */
async function step(hands: Hands, link: string, question: string, button: string) {
  await hands.follow(hands.page.locator("main").getByRole("link", { name: link, exact: true }));
  await arrive(hands, question);
  await hands.press(hands.page.getByRole("button", { name: button, exact: true }));
}

for (const scripted of [true, false]) {
  test.describe(scripted ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: scripted });
    test.setTimeout(240_000);

    test("HRD writes a vacancy by keyboard, publishes it, extends, corrects and cancels it, and an applicant hears of it", async ({
      page,
      context,
      browser,
      desk,
      post: mailbox,
    }) => {
      const title = `Cooperative adviser ${scripted ? "one" : "two"}`;
      await atDesk(context, desk);
      const hands = new Keyboard(page, scripted);
      const file = await write(hands, title, day(20));

      await hands.follow(page.getByRole("link", { name: "Preview" }));
      await arrive(hands, title);
      await expect(page.locator("main")).toContainText("this is how readers will see the notice");
      await expect(page.locator("main")).toContainText("COOP/P/");
      await expect(page.locator(".duties li")).toHaveText(["Plan.", "Lead."]);
      await hands.follow(page.getByRole("link", { name: "Back to the vacancy" }));
      await arrive(hands, title);

      await step(hands, "Publish", "Publish this vacancy?", "Publish");
      await arrive(hands, title);
      await expect(page.getByRole("status").filter({ hasText: "Vacancy published" })).toBeVisible();
      const number = await page.locator(".summary-row", { hasText: "Vacancy number" }).locator("dd").textContent();
      expect(number).toMatch(/^DC\/COOP\/P\/\d{4}\/\d{2}$/);

      // A visitor finds it, and applies.
      const slug = (number ?? "").toLowerCase().replaceAll("/", "-");
      const outside = await browser.newContext({ baseURL: desk.address });
      const applicant = await signUp(browser, outside, desk, mailbox);
      const reader = await outside.newPage();
      await reader.goto("/vacancies");
      await expect(reader.getByRole("link", { name: title })).toBeVisible();
      await completeProfile(reader);
      await sendApplication(reader, `/vacancies/${slug}`);
      await mailbox.take(applicant.email, /received/i);

      await hands.follow(page.locator("main").getByRole("link", { name: "Extend the deadline" }));
      await arrive(hands, "Extend the deadline");
      const later = day(30);
      for (const [index, part] of ["day", "month", "year"].entries()) {
        await hands.fill(field(page, `closes_${part}`), later[index] ?? "");
      }
      await hands.press(page.getByRole("button", { name: "Extend the deadline" }));
      await arrive(hands, title);
      const mail = await mailbox.take(applicant.email, /more time/i);
      expect(mail.text).toContain(`/vacancies/${slug}`);
      await reader.goto(`/vacancies/${slug}`);
      await expect(reader.locator("main")).toContainText("the deadline was extended");

      await hands.press(page.getByRole("button", { name: "Change the text" }));
      await arrive(hands, title);
      await hands.follow(page.getByRole("link", { name: "Text in English" }));
      await arrive(hands, "Text in English");
      await hands.fill(field(page, "overview"), "To help cooperatives grow.");
      await hands.press(page.getByRole("button", { name: "Save and continue" }));
      await arrive(hands, title);
      await hands.follow(page.getByRole("link", { name: "Note on the correction" }));
      await arrive(hands, "Note on the correction");
      await hands.fill(field(page, "note_en"), "The overview was incomplete.");
      await hands.press(page.getByRole("button", { name: "Save and continue" }));
      await arrive(hands, title);
      await step(hands, "Publish the correction", "Publish the correction?", "Publish the correction");
      await arrive(hands, title);
      await reader.goto(`/vacancies/${slug}`);
      await expect(reader.locator("main")).toContainText("The overview was incomplete.");
      await expect(reader.locator("main")).toContainText("To help cooperatives grow.");

      await step(hands, "Cancel the vacancy", "Cancel this vacancy?", "Cancel the vacancy");
      await arrive(hands, title);
      await mailbox.take(applicant.email, /cancelled/i);
      expect((await reader.goto(`/vacancies/${slug}`))?.status()).toBe(410);
      await reader.goto("/applications");
      await expect(reader.locator("main")).toContainText("Vacancy cancelled");
      await page.goto("/staff/vacancies?stage=cancelled");
      await expect(page.getByRole("link", { name: title })).toHaveAttribute("href", file);
      await outside.close();
    });

    test("what a colleague has saved is neither overwritten nor published unseen", async ({ page, context, desk }) => {
      const colleague = await atDesk(context, desk);
      await page.goto("/staff/vacancies?stage=draft");
      const file = await follow(page, page.getByRole("link", { name: /coopératives/ }));
      await page.goto(`${file}/text-fr`);
      if (scripted) await alive(page);
      const overview = scripted ? "De ma part, avec scripts." : "De ma part, sans scripts.";
      const theirs = scripted ? "D’une collègue, avec scripts." : "D’une collègue, sans scripts.";
      const fields = await colleague.evaluate(async (path) => {
        const found = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
        return Object.fromEntries(new FormData(found.querySelector<HTMLFormElement>("main form") ?? undefined)) as Record<string, string>;
      }, `${file}/text-fr`);
      await post(colleague, `${file}/text-fr`, { ...fields, overview: theirs, action: "save" });
      await field(page, "overview").fill(overview);
      await page.getByRole("button", { name: "Save and come back later" }).click();
      await changedElsewhere(page, scripted);
      await expect(page.locator(".conflict")).toContainText(theirs);
      await expect(page.locator(".conflict")).toContainText(overview);
      await page.getByRole("button", { name: "Keep my text" }).click();
      await expect(page.locator(".conflict")).toHaveCount(0);
      if (scripted) await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
      await page.goto(`${file}/text-fr`);
      await expect(field(page, "overview")).toHaveValue(overview);

      // The question was asked of an older state.
      await page.goto(`${file}/discard`);
      await post(colleague, `${file}/text-es`, { title: `Especialista ${scripted}`, action: "save" });
      await page.getByRole("button", { name: "Delete the draft" }).click();
      await expect(page.getByRole("alert")).toContainText("somebody else has changed the vacancy");
      await colleague.context().close();
    });
  });
}

for (const scripted of [true, false]) {
  test.describe(scripted ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: scripted });
    test.setTimeout(120_000);

    test("screening questions are added, put in order and removed by keyboard, and previewed as applicants are asked them", async ({ page, context, desk }) => {
      await atDesk(context, desk);
      const hands = new Keyboard(page, scripted);
      const button = (name: string) => page.locator("main").getByRole("button", { name, exact: true });
      const asked = page.locator(".questions a");
      await page.goto("/staff/vacancies?stage=draft");
      const file = await follow(page, page.getByRole("link", { name: /coopératives/ }));
      await page.goto(`${file}/questions`);
      await arrive(hands, "Screening questions");
      const before = await asked.count();
      await hands.press(button("Add a question"));
      await arrive(hands, "Question");
      await hands.tick(page.getByRole("radio", { name: "Yes or no" }));
      await hands.fill(field(page, "question_en"), "Do you drive?");
      await hands.press(button("Save and continue"));
      // The original is in French, and a question must be asked in it.
      await expect(page.locator(".error-summary")).toContainText("Question in French");
      await hands.fill(field(page, "question_fr"), "Conduisez-vous ?");
      await hands.press(button("Save and continue"));
      await arrive(hands, "Screening questions");
      await expect(asked).toHaveCount(before + 1);
      await hands.press(button("Move up: Conduisez-vous ?"));
      await arrive(hands, "Screening questions");
      await expect(asked.nth(before - 1)).toHaveText("Conduisez-vous ?");
      await page.goto(`${file}/questions`);
      await asked.nth(before - 1).click();
      await arrive(hands, "Question");
      await expect(page.getByRole("radio", { name: "Nothing" })).toBeChecked();
      await hands.press(button("Remove this question"));
      await hands.press(page.getByRole("button", { name: "Remove this question" }).last());
      await arrive(hands, "Screening questions");
      await expect(asked).toHaveCount(before);
    });
  });
}

test("the desk is in the reader’s language", async ({ page, context, desk }) => {
  await atDesk(context, desk);
  for (const [lang, list, drafts, back] of [
    ["fr", "Postes vacants", "Brouillons", "Retour à l’avis"],
    ["es", "Vacantes", "Borradores", "Volver a la vacante"],
  ]) {
    await page.goto(`/${lang}/staff/vacancies`);
    await heading(page, list ?? "");
    await follow(page, page.getByRole("link", { name: drafts }));
    // The list that was there stays until the other has come.
    await expect(page.locator(".tabs [aria-current]")).toContainText(drafts ?? "");
    await follow(page, page.locator(".desk a").first());
    await follow(page, page.locator("main .rows a").first());
    await expect(page.getByRole("link", { name: back })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", lang ?? "");
    await axe(page);
  }
});

test("a list that takes its time is shown to be on its way", async ({ page, context, desk }) => {
  await atDesk(context, desk);
  await page.goto("/staff/vacancies");
  await alive(page);
  const busy = page.locator("html[data-busy]");
  await expect(busy).toHaveCount(0);
  const go = await hold(page, "**/api/fn/desk/list*");
  await page.getByRole("link", { name: "Drafts" }).click();
  await expect(busy).toHaveCount(1);
  // The list that was there stays meanwhile, and the line along the top grows.
  await expect(page.locator(".tabs [aria-current]")).not.toContainText("Drafts");
  const line = () =>
    page.evaluate(() => {
      const { animationName, transform } = getComputedStyle(document.documentElement, "::before");
      return animationName === "busy" ? new DOMMatrix(transform).a : 0;
    });
  await expect.poll(line).toBeGreaterThan(0.1);
  go();
  await expect(page.locator(".tabs [aria-current]")).toContainText("Drafts");
  await expect(busy).toHaveCount(0);
});

test("a scheduled vacancy is nobody else’s to see, and a page of its own says what was done", async ({ page, context, browser, desk }) => {
  await atDesk(context, desk);
  await page.goto("/staff/vacancies?stage=scheduled");
  const file = await follow(page, page.getByRole("link", { name: "Survey methodologist" }));
  await heading(page, "Survey methodologist");
  await expect(page.locator("main")).toContainText("TEMP/STATISTICS/P4/");
  const outside = await browser.newContext({ baseURL: desk.address });
  const reader = await outside.newPage();
  await reader.goto("/vacancies");
  await expect(reader.getByRole("link", { name: "Survey methodologist" })).toHaveCount(0);
  await reader.goto(file);
  expect(new URL(reader.url()).pathname).toBe("/account/sign-in");
  await outside.close();
});

test("no page of the desk has a fault that axe finds, or scrolls sideways on a telephone", async ({ page, context, desk }) => {
  await atDesk(context, desk);
  await page.goto("/staff/vacancies?stage=draft");
  const draft = await page.locator(".desk a").first().getAttribute("href");
  await page.goto("/staff/vacancies?q=manila");
  const open = await page.locator(".desk a").first().getAttribute("href");
  const parts = ["basics", "text-fr", "qualifications-fr", "questions", "questions/1", "dates", "publish", "discard", "preview"];
  const pages = [
    "/staff",
    "/staff/vacancies",
    "/staff/vacancies?stage=cancelled",
    "/staff/vacancies/new",
    `${draft}`,
    ...parts.map((part) => `${draft}/${part}`),
    `${open}`,
    ...["extension", "close", "cancel", "preview"].map((part) => `${open}/${part}`),
  ];
  await inspect(page, pages);
});
