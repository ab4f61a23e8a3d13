import type { Page } from "@playwright/test";
import { alive, axe, expect } from "../fixtures";
import { arrive, as, button, changedElsewhere, field, heading, inspect, link, test } from "../support/desk";
import { Keyboard } from "../support/hands";
import { post } from "../support/person";

const headquarters = {
  language: "en",
  title: "labour standards",
  place: "headquarters",
  city: "Geneva",
  country: "CH",
  duration: "12",
  renewable: "yes",
  grade: "P2",
  unit: "Standards",
};

const parts: Record<string, Record<string, string>> = {
  supervision: {
    supervisor_name: "Tobias Lindqvist",
    supervisor_title: "Senior specialist",
    supervision: "We agree on a plan and look at it each month.",
  },
  introduction: { introduction: "The department looks after standards.\n\nThe post helps with reports." },
  duties: { duties_lead: "The officer will:", duties: "Draft reports.\nPrepare meetings.", outputs: "Two reports." },
  qualifications: {
    education_minimum: "A first university degree in law.",
    experience_minimum: "A year of work in law.",
    skills_minimum: "Clear drafting.",
    languages_minimum: "Excellent English.",
    competencies: "Writes clearly.\nWorks in a team.\nListens.\nPlans ahead.\nIs tactful.",
  },
  training: { training: "Work with those who know the subject.", learning: "Know how standards are made.\nKnow how they are watched over." },
  background: { background: "The programme began in 2019." },
  sponsor: { sponsor: "KE" },
};

/** The value of an office in the list of a form, by its code. */
async function office(page: Page, form: string, code: string): Promise<string> {
  return page.evaluate(
    async ([form, code]) => {
      const found = new DOMParser().parseFromString(await (await fetch(form)).text(), "text/html");
      const options = [...found.querySelectorAll<HTMLOptionElement>("#office option")];
      const option = options.find((option) => option.textContent?.includes(`(${code})`));
      if (!option) throw new Error(`no office ${code} among ${options.map((option) => option.textContent)}`);
      return option.value;
    },
    [form, code] as const,
  );
}

/** Begins a proposal and fills it in, quickly, through the plain forms; gives its address. The page must stand on the site. */
async function written(page: Page, general: Record<string, string> = headquarters, code = "NORMES"): Promise<string> {
  await page.goto("/terms");
  const file = await post(page, "/staff/proposals/new", { start: "blank" });
  const chosen = await office(page, `${file}/general`, code);
  await post(page, `${file}/general`, { ...general, office: chosen, action: "submit" });
  for (const [part, fields] of Object.entries(parts)) {
    await post(page, `${file}/${part}`, { ...fields, action: "submit" });
  }
  return file;
}

/** As [`written`], and submitted. */
async function submitted(page: Page): Promise<string> {
  const file = await written(page);
  await post(page, `${file}/submit`, {});
  return file;
}

for (const scripted of [true, false]) {
  test.describe(scripted ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: scripted });
    test.setTimeout(240_000);

    test("a proposal is written by keyboard, returned with comments, worked over, endorsed, numbered and published", async ({ browser, desk }) => {
      const title = scripted ? "fair recruitment" : "safety at work";
      const manager = await as(browser, desk, "manager", scripted);
      const hands = new Keyboard(manager, scripted);
      await manager.goto("/staff");
      await arrive(hands, "Today’s work");
      await hands.follow(link(manager, "JPO proposals").first());
      await arrive(hands, "JPO proposals");
      await hands.follow(link(manager, "New proposal"));
      await arrive(hands, "New JPO proposal");
      await hands.tick(manager.getByRole("radio", { name: "A blank form" }));
      await hands.press(button(manager, "Begin the proposal"));
      await arrive(hands, "Untitled proposal");
      const file = new URL(manager.url()).pathname;
      await expect(manager.locator(".route [aria-current=step]")).toContainText("Draft");

      await hands.follow(link(manager, "General information"));
      await arrive(hands, "General information");
      await expect(field(manager, "duration")).toHaveValue("12");
      await hands.fill(field(manager, "title"), title);
      await hands.tick(manager.getByRole("radio", { name: "Headquarters" }));
      await hands.fill(field(manager, "city"), "Geneva");
      await hands.choose(field(manager, "country"), "Switzerland");
      await field(manager, "office").selectOption({ label: (await field(manager, "office").locator("option", { hasText: "(NORMES)" }).textContent()) ?? "" });
      await hands.press(button(manager, "Save and continue"));
      await arrive(hands, title);

      // What is left as it was offered is pointed out; it is no error.
      await hands.follow(link(manager, "Supervision"));
      await arrive(hands, "Supervision");
      await hands.fill(field(manager, "supervisor_name"), "Tobias Lindqvist");
      await hands.fill(field(manager, "supervisor_title"), "Senior specialist");
      const unchanged = manager.getByText("This is the example as it was offered");
      if (scripted) {
        await hands.press(button(manager, "Insert the example"));
        await expect(field(manager, "supervision")).toBeFocused();
      } else {
        const example = await manager.locator(".example p").allTextContents();
        await field(manager, "supervision").fill(example.join("\n\n"));
        await hands.press(button(manager, "Save and come back later"));
        await arrive(hands, title);
        await hands.follow(link(manager, "Supervision"));
        await arrive(hands, "Supervision");
      }
      await expect(unchanged).toBeVisible();
      const text = await field(manager, "supervision").inputValue();
      await field(manager, "supervision").fill(`${text}\n\nWe also meet each Monday.`);
      if (scripted) await expect(unchanged).toHaveCount(0);
      await hands.press(button(manager, "Save and continue"));
      await arrive(hands, title);

      // As it comes from a word processor.
      await hands.follow(link(manager, "Duties and responsibilities"));
      await arrive(hands, "Duties and responsibilities");
      await expect(field(manager, "duties_lead")).not.toHaveValue("");
      await field(manager, "duties").fill("\uF0B7\tPlan the survey.\n2.\tLead the team.\no\tReport.\n");
      await field(manager, "outputs").fill("• Three reports");
      if (scripted) {
        const items = manager.locator("#duties ~ .list-shown li > span:first-child");
        await expect(items).toHaveText(["Plan the survey.", "Lead the team.", "Report."]);
        await hands.press(button(manager, "Move up: Report."));
        await expect(items).toHaveText(["Plan the survey.", "Report.", "Lead the team."]);
        await expect(field(manager, "duties")).toHaveValue("Plan the survey.\nReport.\nLead the team.");
        await expect(button(manager, "Move up: Report.")).toBeFocused();
        await expect(manager.getByRole("status").filter({ hasText: "Report.: now number 2 of 3" })).toBeAttached();
        await manager.keyboard.press("Enter");
        // It is the first now: it can only go down.
        await expect(items).toHaveText(["Report.", "Plan the survey.", "Lead the team."]);
        await expect(button(manager, "Move down: Report.")).toBeFocused();
        // The form saves what was moved as it saves what is typed.
        await expect(manager.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
      }
      await hands.press(button(manager, "Save and continue"));
      await arrive(hands, title);
      for (const [part, fields] of Object.entries(parts)) {
        if (part !== "duties" && part !== "supervision") {
          const quick = await as(browser, desk, "manager");
          await quick.goto("/terms");
          await post(quick, `${file}/${part}`, { ...fields, action: "submit" });
          await quick.context().close();
        }
      }
      await manager.goto(`${file}/preview`);
      await arrive(hands, `Vacancy proposal: Junior Professional Officer in ${title}`);
      await expect(manager.locator("main")).toContainText("Lead the team.");
      await manager.goto(file);
      await arrive(hands, title);
      await hands.follow(link(manager, "Submit"));
      await arrive(hands, "Submit this proposal?");
      await hands.press(button(manager, "Submit"));
      await arrive(hands, title);
      await expect(manager.locator(".route [aria-current=step]")).toContainText("Director");

      // The director says something of a field, and returns it.
      const director = await as(browser, desk, "director", scripted);
      const theirs = new Keyboard(director, scripted);
      await director.goto("/staff");
      await arrive(theirs, "Today’s work");
      await theirs.follow(link(director, title));
      await arrive(theirs, title);
      await theirs.follow(link(director, "Read and decide"));
      await arrive(theirs, "Read and decide");
      await theirs.press(director.locator("summary", { hasText: "Comment: Introduction" }));
      await theirs.fill(field(director, "on_introduction"), "Say what is new.");
      await theirs.tick(director.getByRole("radio", { name: "Return with comments" }));
      await theirs.press(button(director, "Decide"));
      await arrive(theirs, title);
      await expect(director.getByRole("status").filter({ hasText: "Your decision is taken" })).toBeVisible();

      // It opens at the comment.
      await manager.goto("/staff");
      await arrive(hands, "Today’s work");
      await hands.follow(link(manager, title));
      await arrive(hands, "Introduction");
      expect(new URL(manager.url()).hash).toBe("#remark-introduction");
      await expect(manager.locator("#remark-introduction")).toBeFocused();
      await expect(manager.locator("#remark-introduction")).toContainText("Say what is new.");
      await hands.fill(field(manager, "introduction"), "The post is new.");
      await hands.press(button(manager, "Save and continue"));
      await arrive(hands, title);
      await hands.follow(link(manager, "Submit"));
      await arrive(hands, "Submit this proposal?");
      await hands.press(button(manager, "Submit"));
      await arrive(hands, title);

      // The two versions, word by word.
      await director.goto(`${file}/compare?from=1&to=2`);
      await arrive(theirs, "Compare versions");
      await expect(director.locator(".compared ins").first()).toContainText("added:");
      await expect(director.locator(".compared del").first()).toContainText("removed:");
      await director.goto(`${file}/review`);
      await arrive(theirs, "Read and decide");
      await theirs.tick(director.getByRole("radio", { name: "Endorse" }));
      await theirs.press(button(director, "Decide"));
      await arrive(theirs, title);

      // The JPO unit numbers it, and publishes it.
      const unit = await as(browser, desk, "jpo-unit", scripted);
      const last = new Keyboard(unit, scripted);
      await unit.goto(`${file}/review`);
      await arrive(last, "Read and decide");
      await expect(field(unit, "post_number")).not.toHaveValue("");
      await last.tick(unit.getByRole("radio", { name: "Accept and number" }));
      await last.press(button(unit, "Decide"));
      await arrive(last, title);
      await last.follow(link(unit, "Publish as a vacancy"));
      await arrive(last, "Publication");
      const closes = new Date(Date.now() + 20 * 86_400_000);
      await last.fill(field(unit, "closes_day"), String(closes.getDate()));
      await last.fill(field(unit, "closes_month"), String(closes.getMonth() + 1));
      await last.fill(field(unit, "closes_year"), String(closes.getFullYear()));
      await last.press(button(unit, "Publish as a vacancy"));
      await arrive(last, title);
      await expect(unit.locator(".route [aria-current=step]")).toContainText("Published");
      await last.follow(link(unit, "See the notice"));
      await arrive(last, `Junior Professional Officer in ${title}`);
      await expect(unit.locator("main")).toContainText("Only nationals of this country may apply: Kenya.");
      await expect(unit.locator("main")).toContainText("Key output: Three reports");
      for (const page of [manager, director, unit]) await page.context().close();
    });

    test("what a colleague has saved is not overwritten, and a decision is taken on what was read", async ({ browser, desk }) => {
      const manager = await as(browser, desk, "manager", scripted);
      const colleague = await as(browser, desk, "manager");
      const file = await written(colleague, { ...headquarters, title: `conflicts ${scripted}` });
      await manager.goto(`${file}/background`);
      if (scripted) await alive(manager);
      await post(colleague, `${file}/background`, { background: "Theirs.", action: "save" });
      await field(manager, "background").fill("Mine.");
      await button(manager, "Save and come back later").click();
      await changedElsewhere(manager, scripted);
      await expect(manager.locator(".conflict")).toContainText("Theirs.");
      await expect(manager.locator(".conflict")).toContainText("Mine.");
      await button(manager, "Keep my text").click();
      await expect(manager.locator(".conflict")).toHaveCount(0);
      if (scripted) await expect(manager.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();

      // Submitted as it was seen: it has changed since.
      await manager.goto(`${file}/submit`);
      await post(colleague, `${file}/training`, { training: "Another text.", action: "save" });
      await button(manager, "Submit").click();
      await expect(manager.getByRole("alert")).toContainText("the proposal has changed since");

      // A newer version comes while the director reads.
      await post(colleague, `${file}/submit`, {});
      const director = await as(browser, desk, "director", scripted);
      await director.goto(`${file}/review`);
      if (scripted) await alive(director);
      await post(colleague, `${file}/introduction`, { introduction: "A newer introduction.", action: "save" });
      await post(colleague, `${file}/submit`, {});
      await director.locator("#comment").fill("Well done.");
      await director.getByRole("radio", { name: "Endorse" }).check();
      await button(director, "Decide").click();
      await expect(director.getByRole("alert")).toContainText("Nothing was decided");
      await expect(director.locator("#comment")).toHaveValue("Well done.");
      await director.getByRole("link", { name: "See what differs" }).click();
      await heading(director, "Compare versions");
      await expect(director.locator(".compared")).toContainText("newer");
      await director.goto(`${file}/review`);
      if (scripted) await alive(director);
      await button(director, "Decide").click();
      await heading(director, `conflicts ${scripted}`);
      for (const page of [manager, colleague, director]) await page.context().close();
    });
  });
}

test("what stands in the way of submitting is said before, and nothing is offered that may not be done", async ({ browser, desk }) => {
  const manager = await as(browser, desk, "manager");
  const file = await written(manager, { ...headquarters, title: "hindered" }, "STATISTICS");
  await manager.goto(file);
  await expect(manager.getByRole("alert")).toContainText("You do not belong to the department");
  await expect(manager.getByRole("alert")).toContainText("Nobody directs this department");
  await manager.goto(`${file}/submit`);
  await expect(button(manager, "Submit")).toHaveCount(0);
  await expect(link(manager, "Read and decide")).toHaveCount(0);
  // Nobody else sees a draft.
  const director = await as(browser, desk, "director");
  expect((await director.goto(file))?.status()).toBe(404);
  for (const page of [manager, director]) await page.context().close();
});

test("the JPO unit finds proposals in one table, and opens a call that managers see", async ({ browser, desk }) => {
  const manager = await as(browser, desk, "manager");
  const file = await submitted(manager);
  const unit = await as(browser, desk, "jpo-unit");
  await unit.goto("/staff/proposals?state=submitted&order=title");
  await expect(unit.locator(`.desk a[href="${file}"]`)).toBeVisible();
  await expect(unit.locator("[aria-sort]")).toHaveText("Proposal");
  await unit.locator("#by-state").selectOption({ label: "Declined" });
  await button(unit, "Show").click();
  await expect(unit.locator(`.desk a[href="${file}"]`)).toHaveCount(0);
  const table = await unit.evaluate(async () => {
    const answer = await fetch("/staff/proposals.csv?state=submitted");
    return { kind: answer.headers.get("content-type"), text: await answer.text() };
  });
  expect(table.kind).toContain("text/csv");
  expect(table.text).toContain("labour standards");

  await unit.goto("/staff/proposals/calls");
  await alive(unit);
  await link(unit, "New call").click();
  await heading(unit, "Call for proposals");
  await field(unit, "sponsor").selectOption({ label: "Kenya" });
  const ends = new Date(Date.now() + 30 * 86_400_000);
  await field(unit, "deadline_day").fill(String(ends.getDate()));
  await field(unit, "deadline_month").fill(String(ends.getMonth() + 1));
  await field(unit, "deadline_year").fill(String(ends.getFullYear()));
  await field(unit, "places").fill("3");
  await button(unit, "Open the call").click();
  await heading(unit, "Calls for proposals");
  await expect(unit.locator("main")).toContainText("Kenya: proposals until");
  await manager.goto("/staff/proposals");
  await expect(manager.locator(".calls li", { hasText: "Kenya" })).toContainText("3 posts");
  await link(unit, /^Change – Kenya/).click();
  await heading(unit, "Call for proposals");
  await link(unit, "Close the call").click();
  await heading(unit, "Close this call?");
  await button(unit, "Close the call").click();
  await heading(unit, "Calls for proposals");
  await expect(unit.getByRole("status").filter({ hasText: "The call is closed" })).toBeVisible();
  await manager.goto("/staff/proposals");
  await expect(manager.locator(".calls")).not.toContainText("Kenya");
  for (const page of [manager, unit]) await page.context().close();
});

test("proposals are in the reader’s language", async ({ browser, desk }) => {
  const manager = await as(browser, desk, "manager");
  await manager.goto("/terms");
  for (const [lang, list, fresh, first] of [
    ["fr", "Propositions JPO", "Nouvelle proposition JPO", "S’exprime clairement"],
    ["es", "Propuestas JPO", "Nueva propuesta JPO", "Se expresa con claridad"],
  ]) {
    await manager.goto(`/${lang}/staff/proposals`);
    await heading(manager, list ?? "");
    await manager.goto(`/${lang}/staff/proposals/new`);
    await heading(manager, fresh ?? "");
    await axe(manager);
    const file = await post(manager, `/${lang}/staff/proposals/new`, { start: "blank" });
    await manager.goto(`${file}/qualifications`);
    await expect(manager.locator("html")).toHaveAttribute("lang", lang ?? "");
    await expect(field(manager, "competencies")).toHaveValue(new RegExp(`^${first}`));
    await axe(manager);
  }
  await manager.context().close();
});

test("no page of proposals has a fault that axe finds, or scrolls sideways on a telephone", async ({ browser, desk }) => {
  test.setTimeout(300_000);
  const manager = await as(browser, desk, "manager");
  const unit = await as(browser, desk, "jpo-unit");
  const director = await as(browser, desk, "director");
  const draft = await written(manager);
  const returned = await submitted(manager);
  await director.goto("/terms");
  await post(director, `${returned}/review`, { decision: "return", comment: "Say more.", on_duties: "Too few." });
  await post(manager, `${returned}/duties`, { duties: "Another duty.\nAnd another.", action: "submit" });
  const waiting = await submitted(manager);
  const all = ["general", "supervision", "introduction", "duties", "qualifications", "training", "background", "sponsor", "submit", "withdraw", "preview", "compare"];
  const seen: [Page, string[]][] = [
    [manager, ["/staff", "/staff/proposals", "/staff/proposals/new", "/staff/proposals/new?refused=encrypted", "/staff/proposals/calls", draft, returned, `${returned}/compare?from=1&to=0`, `${returned}/duties`, ...all.map((part) => `${draft}/${part}`)]],
    [unit, ["/staff/proposals", "/staff/proposals/calls", waiting]],
    [director, ["/staff", waiting, `${waiting}/review`]],
  ];
  for (const [page, addresses] of seen) {
    await inspect(page, addresses);
    await page.context().close();
  }
});
