import type { Page } from "@playwright/test";
import { expect, Listener } from "../fixtures";
import { arrive, as, button, field, link, test } from "../support/desk";
import { completeProfile, personal, post, sendApplication, signUp } from "../support/person";

const main = (page: Page) => page.locator("main");

/** The text of a proposal in the order of the organisation's form: part, and what is typed into its fields. */
const texts: [string, [string, string][]][] = [
  [
    "Supervision",
    [
      ["supervisor_name", "Neema Mushi"],
      ["supervisor_title", "Chief Technical Adviser"],
      ["supervision", "They agree on a plan and meet each week."],
    ],
  ],
  ["Introduction", [["introduction", "The office serves four countries."]]],
  [
    "Duties and responsibilities",
    [
      ["duties_lead", "The officer will:"],
      ["duties", "Visit workshops.\nKeep the figures.\nDraft reports."],
      ["outputs", "Two field reports a quarter."],
    ],
  ],
  [
    "Qualifications and experience",
    [
      ["education_minimum", "A first university degree in economics."],
      ["experience_minimum", "A year of work in development."],
      ["skills_minimum", "Interviewing and clear reports."],
      ["languages_minimum", "Excellent English."],
      ["languages_desirable", "Swahili."],
    ],
  ],
  [
    "Training components and learning elements",
    [
      ["training", "A course in Turin."],
      ["learning", "How a project is run.\nHow to measure whether it helps."],
    ],
  ],
  ["Background information", [["background", "The project runs to 2028."]]],
];

const LABELS: Record<string, RegExp> = {
  duties: /^textbox, Duties/,
  introduction: /^textbox, Introduction/,
  background: /^textbox, Background/,
};

/** Takes a decision on the newest version, as a plain form does. */
async function decide(page: Page, file: string, answers: Record<string, string>) {
  await post(page, `${file}/review`, { action: "submit", ...answers });
}

test("a field post is written through a screen reader, goes its way, and is applied for by a national of the sponsoring country", async ({
  browser,
  desk,
  post: mailbox,
}) => {
  test.setTimeout(420_000);
  const title = "Youth Employment in Towns";
  const manager = await as(browser, desk, "manager");
  const listener = new Listener(manager);
  await manager.goto("/staff/proposals/new");
  await arrive(listener, "New JPO proposal");
  await listener.press(button(manager, "Begin the proposal"));
  await arrive(listener, "Untitled proposal");
  const file = new URL(manager.url()).pathname;

  await listener.follow(link(manager, "General information"));
  await arrive(listener, "General information");
  await listener.fill(field(manager, "title"), title);
  await listener.hear(/^textbox, .*Youth Employment in Towns|^textbox, Title/);
  const code = field(manager, "office").locator("option", { hasText: "(CO-Dar es Salaam)" });
  await listener.choose(field(manager, "office"), ((await code.textContent()) ?? "").trim());
  await listener.tick(manager.getByRole("radio", { name: "Field" }));
  await listener.fill(field(manager, "city"), "Dar es Salaam");
  await listener.choose(field(manager, "country"), "United Republic of Tanzania");
  await listener.press(button(manager, "Save and continue"));
  await arrive(listener, title);
  for (const [part, fields] of texts) {
    await listener.follow(link(manager, part).first());
    await arrive(listener, part);
    for (const [name, text] of fields) {
      await listener.fill(field(manager, name), text);
      const label = LABELS[name];
      if (label) expect(listener.heard.some((said) => label.test(said)), `${name} in:\n${listener.heard.join("\n")}`).toBe(true);
    }
    await listener.press(button(manager, "Save and continue"));
    await arrive(listener, title);
  }
  await listener.follow(link(manager, "Submit"));
  await arrive(listener, "Submit this proposal?");
  await listener.press(button(manager, "Submit"));
  await arrive(listener, title);

  await expect(manager.locator(".route [aria-current=step]")).toContainText("Director");

  // Each on the route has a mail with a link, which leads to the page and decides nothing.
  const director = await as(browser, desk, "director");
  const first = await mailbox.take("director@example.org", /Para aprobar o devolver/);
  expect(first.text).toContain(file);
  await decide(director, file, { decision: "endorse" });
  const partner = await as(browser, desk, "hr-partner");
  await mailbox.take("hr-partner@example.org", /Approve or return/);
  await partner.goto("/staff");
  await expect(link(partner, title)).toBeVisible();
  // Not the director's any more, and not the JPO unit's yet.
  await director.goto(`${file}/review`);
  await expect(main(director).getByRole("radio")).toHaveCount(0);
  const unit = await as(browser, desk, "jpo-unit");
  await unit.goto(`${file}/review`);
  await expect(main(unit).getByRole("radio")).toHaveCount(0);

  await decide(partner, file, { decision: "return", on_duties: "Which towns?" });
  const returned = await mailbox.take("manager@example.org", /Returned with comments/);
  expect(returned.text).toContain(file);
  await manager.goto("/staff");
  await arrive(listener, "Today’s work");
  await listener.follow(link(manager, title));
  await arrive(listener, "Duties and responsibilities");
  await expect(manager.locator("#remark-duties")).toContainText("Which towns?");
  await listener.fill(field(manager, "duties"), "Visit workshops in Dar es Salaam and Tanga.\nKeep the figures.\nDraft reports.");
  await listener.press(button(manager, "Save and continue"));
  await arrive(listener, title);
  await post(manager, `${file}/submit`, {});
  await decide(director, file, { decision: "endorse" });
  await decide(partner, file, { decision: "approve" });
  await decide(unit, file, { decision: "accept" });

  // Without a sponsor nobody could be told who may apply.
  const closes = new Date(Date.now() + 20 * 86_400_000);
  const days = {
    closes_day: String(closes.getDate()),
    closes_month: String(closes.getMonth() + 1),
    closes_year: String(closes.getFullYear()),
    action: "submit",
  };
  expect(await post(unit, `${file}/publication`, days)).toBe(`${file}/sponsor`);
  await post(unit, `${file}/sponsor`, { sponsor: "FI", action: "submit" });
  await post(unit, `${file}/publication`, days);
  await unit.goto(file);
  await link(unit, "See the notice").click();
  await expect(unit.getByRole("heading", { level: 1 })).toHaveText(`Junior Professional Officer in ${title}`);
  const notice = new URL(unit.url()).pathname;
  await expect(main(unit)).toContainText("Visit workshops in Dar es Salaam and Tanga.");

  // A candidate of the sponsoring country finds it in its category, and applies.
  const inside = await browser.newContext({ baseURL: desk.address });
  await signUp(browser, inside, desk, mailbox);
  const national = await inside.newPage();
  await national.goto("/vacancies/categories/junior-professional-officers");
  await expect(link(national, new RegExp(title))).toBeVisible();
  await completeProfile(national);
  await post(national, "/profile/personal", { ...personal, nationality: "FI" });
  await national.goto(`${notice}/apply`);
  await expect(main(national)).not.toContainText("Your profile names none of these nationalities");
  expect(await sendApplication(national, notice)).toMatch(/^\/applications\//);

  // One of another nationality is told before they begin.
  const outside = await browser.newContext({ baseURL: desk.address });
  await signUp(browser, outside, desk, mailbox);
  const other = await outside.newPage();
  await other.goto("/terms");
  await completeProfile(other);
  await other.goto(notice);
  await expect(other.getByRole("alert").filter({ hasText: "Open to nationals of" })).toBeVisible();
  await other.goto(`${notice}/apply`);
  await expect(other.getByText("This vacancy is open to nationals of Finland")).toBeVisible();
  await expect(main(other)).toContainText("Your profile names none of these nationalities.");

  for (const page of [manager, director, partner, unit, national, other]) await page.context().close();
});
