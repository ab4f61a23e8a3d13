import type { Page } from "@playwright/test";
import { alive, expect } from "../fixtures";
import { button, field, heading, JOB, main, open, rows, status, summary, test } from "../support/signed-in";
import { completeProfile, job, language, personal, post, signUp } from "../support/person";

const link = (page: Page, name: string | RegExp) => main(page).getByRole("link", { name, exact: true });
const title = (page: Page, name: string) => rows(page).locator("a", { hasText: name });

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    test("each section says where it stands, and the profile how many are complete", async ({ page, person, quick, at, visit }) => {
      await visit("/profile", "Your profile");
      const sections = [
        ["Personal details", "To do"],
        ["Experience outside the ILO", "To do"],
        ["Experience in the ILO", "Optional"],
        ["Key areas of expertise", "To do"],
        ["Education", "To do"],
        ["Languages", "To do"],
        ["Training", "Optional"],
        ["Publications", "Optional"],
        ["Professional memberships", "Optional"],
        ["References", "Optional"],
        ["Skills and motivation", "Optional"],
        ["What you need during recruitment", "Optional"],
        ["Declarations", "To do"],
      ];
      const states = (change: Record<string, string> = {}) => sections.map(([name, state]) => change[name] ?? state);
      await expect(rows(page).locator("a")).toHaveText(sections.map(([name]) => name));
      await expect(rows(page).locator("[id$=-state]")).toHaveText(states());
      await expect(page.getByText("0 of 6 sections are complete.")).toBeVisible();
      // The hint and the state are told with the link.
      await expect(link(page, "Languages")).toHaveAccessibleDescription("The languages you know, and how well. To do");

      await link(page, "Personal details").click();
      await at("Personal details");
      // What the account tells already.
      await expect(field(page, "Family name")).toHaveValue(person.familyName);
      await expect(field(page, "Given names")).toHaveValue(person.givenNames);
      await expect(field(page, "Country or territory of residence")).toHaveValue("KE");
      await field(page, "Telephone").fill(personal.phone);
      await button(page, "Save and come back later").click();
      await at("Your profile");
      const first = rows(page).first();
      await expect(first).toContainText("In progress");
      await expect(first).toContainText("5 things to complete: Date of birth, Nationality, Postal address, …"); // and two questions

      await link(page, "Personal details").click();
      await at("Personal details");
      await field(page, "Day").fill(personal.birth_day);
      await field(page, "Month").fill(personal.birth_month);
      await field(page, "Year").fill(personal.birth_year);
      await field(page, "Nationality").selectOption({ label: "Kenya" });
      await button(page, "Save and come back later").click();
      await at("Your profile");
      await expect(first).toContainText("3 things to complete");
      await link(page, "Personal details").click();
      await at("Personal details");
      await field(page, "Postal address").fill(personal.address);
      for (const question of [/^Do any of your relatives/, /^Have you ever worked/]) {
        await page.getByRole("group", { name: question }).getByLabel("No", { exact: true }).check();
      }
      await button(page, "Save and continue").click();
      await at("Your profile");
      await expect(page.getByText("1 of 6 sections are complete.")).toBeVisible();
      await expect(rows(page).locator("[id$=-state]")).toHaveText(states({ "Personal details": "Complete" }));
      await expect(first).not.toContainText("to complete");

      // A list is complete once each of its entries is.
      await completeProfile(quick);
      await post(quick, "/profile/languages/e2e-second", { language: "fr", action: "save" });
      await visit("/profile", "Your profile");
      await expect(page.getByText("5 of 6 sections are complete.")).toBeVisible();
      await expect(rows(page).filter({ hasText: "Languages" })).toContainText("4 things to complete");
      await post(quick, "/profile/languages/e2e-second", { ...language, language: "fr" });
      await visit("/profile", "Your profile");
      await expect(page.getByText("Your profile is complete. You can apply.")).toBeVisible();
      const complete = sections.filter(([, state]) => state === "To do").map(([name]) => [name, "Complete"]);
      await expect(rows(page).locator("[id$=-state]")).toHaveText(states(Object.fromEntries(complete)));
    });

    test("personal details stay as they were typed", async ({ page, at, visit }) => {
      await visit("/profile/personal", "Personal details");
      const typed = {
        "Family name": " O’Connor-Ngũgĩ  ",
        "Given names": "Zoë Ọlá",
        Day: "010",
        Month: "12",
        Year: "1985",
        "Postal address": "12 Riverside Drive\n\n  Nairobi",
        Telephone: "+254 (20) 000-0142",
      };
      for (const [name, text] of Object.entries(typed)) await field(page, name).fill(text);
      await field(page, "Nationality").selectOption({ label: "Côte d’Ivoire" });
      await button(page, "Save and come back later").click();
      await at("Your profile");
      await visit("/profile/personal", "Personal details");
      for (const [name, text] of Object.entries(typed)) await expect(field(page, name), name).toHaveValue(text);
      await expect(field(page, "Nationality")).toHaveValue("CI");
    });

    test("jobs are added and changed, the ones of today first, then the latest", async ({ page, quick, at, visit }) => {
      await visit("/profile", "Your profile");
      await link(page, "Experience outside the ILO").click();
      await at("Experience outside the ILO");
      await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
      await link(page, "Add a job").click();
      await at("Add a job");
      await expect(button(page, "Remove")).toHaveCount(0);
      await field(page, "Job title").fill(job.title);
      await field(page, "Employer").fill(job.employer);
      await field(page, "Country or territory").selectOption(job.country);
      await page.locator("#from_month").fill("3");
      await page.locator("#from_year").fill("2009");
      await page.locator("#to_month").fill("12");
      await page.locator("#to_year").fill("2012");
      await field(page, "Key duties").fill(job.duties);
      await field(page, "Key achievements").fill(job.achievements);
      await button(page, "Save and continue").click();
      await at("Experience outside the ILO");
      await expect(rows(page)).toHaveCount(1);
      await expect(rows(page).first()).toContainText("Statistician, Institute of Surveys");
      await expect(rows(page).first()).toContainText("March 2009 – December 2012");
      await expect(rows(page).first()).not.toContainText("to complete");
      const first = new URL(page.url()).origin + (await rows(page).locator("a").getAttribute("href"));

      const ended = { ...job, current: "", to_month: "1" };
      await post(quick, "/profile/experience/e2e-b", { ...ended, title: "Analyst", from_year: "2013", to_year: "2018" });
      await post(quick, "/profile/experience/e2e-c", { ...job, title: "Adviser", from_year: "2015" });
      await post(quick, "/profile/experience/e2e-a", { ...job, title: "Director", from_year: "2019" });
      const at4 = `, ${job.employer}`;
      await visit("/profile/experience", "Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText(["Director", "Adviser", "Analyst", "Statistician"].map((name) => name + at4));
      await expect(rows(page).first()).toContainText("March 2019 – today");

      // The oldest turns out to have lasted longer than another.
      await title(page, "Statistician").click();
      await at("Edit a job");
      await expect(page).toHaveURL(first);
      await expect(field(page, "Key duties")).toHaveValue(job.duties);
      await expect(page.locator("#to_year")).toHaveValue("2012");
      await page.locator("#to_year").fill("2020");
      await field(page, "Job title").fill("Chief statistician");
      await button(page, "Save and continue").click();
      await at("Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText(
        ["Director", "Adviser", "Chief statistician", "Analyst"].map((name) => name + at4),
      );
    });

    test("an unfinished entry is in the list with what is missing, and under a name if it has one", async ({ page, at, visit }) => {
      await visit(JOB, "Add a job");
      await field(page, "Key duties").fill("Surveys.");
      await page.locator("#from_month").fill("3");
      await page.locator("#from_year").fill("2019");
      await button(page, "Save and come back later").click();
      await at("Experience outside the ILO");
      await expect(rows(page)).toHaveCount(1);
      await expect(rows(page)).toContainText("Untitled entry");
      await expect(rows(page)).toContainText("March 2019 – ");
      await expect(rows(page)).toContainText("5 things to complete"); // title, employer, country, end, achievements
      await title(page, "Untitled entry").click();
      await at("Edit a job");
      await field(page, "Employer").fill("Institute");
      await field(page, "I work there now").check();
      await button(page, "Save and come back later").click();
      await at("Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText("Institute");
      await expect(rows(page)).toContainText("3 things to complete");
      await expect(rows(page)).toContainText("March 2019 – today");
    });

    test("a language has four skills, and its name is the reader's", async ({ page, at, visit }) => {
      await visit("/profile/languages", "Languages");
      await expect(page.getByText("You have not added any language yet.")).toBeVisible();
      await link(page, "Add a language").click();
      await at("Add a language");
      await page.locator("main #language").selectOption({ label: "Swahili" });
      const skill = (name: string) => page.getByRole("group", { name: new RegExp(`^${name}`) });
      await expect(main(page).getByRole("radio")).toHaveCount(16);
      await skill("Understanding").getByLabel("Advanced").check();
      await skill("Speaking").getByLabel("Advanced").check();
      await skill("Reading").getByLabel("Advanced").check();
      await button(page, "Save and continue").click();
      await expect(summary(page).getByRole("link")).toHaveText(["Writing – Fill in this field."]);
      if (script) await alive(page);
      // A mother tongue is said once; a skill that is lower is said beside it.
      await field(page, "It is my mother tongue").check();
      await skill("Writing").getByLabel("None").check();
      await button(page, "Save and continue").click();
      await at("Languages");
      await expect(rows(page).locator("a")).toHaveText(["Swahili"]);
      await visit("/es/profile/languages", "Idiomas");
      await expect(rows(page).locator("a")).toHaveText(["Suajili (swahili)"]);
      await rows(page).locator("a").click();
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(4);
      await expect(page.locator("input[name=writing][value=none]")).toBeChecked();
    });

    test("removing an entry asks first, and keeps what was typed for who thinks again", async ({ page, quick, at, visit }) => {
      await post(quick, JOB, job);
      await post(quick, "/profile/experience/e2e-other", { ...job, title: "Adviser" });
      await visit(JOB, "Edit a job");
      await field(page, "Job title").fill("Chief statistician");
      const dialog = page.getByRole("dialog", { name: "Remove this entry?" });
      if (script) {
        await button(page, "Remove").click();
        await expect(dialog).toBeVisible();
        await dialog.getByRole("button", { name: "Cancel" }).click();
        await expect(dialog).toBeHidden();
        await button(page, "Remove").click();
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      } else {
        await button(page, "Remove").click();
        await at("Remove this entry?");
        await link(page, "Cancel").click();
        await at("Edit a job");
      }
      await expect(field(page, "Job title")).toHaveValue("Chief statistician");
      await field(page, "Key duties").fill("Led it.");
      await button(page, "Save and come back later").click();
      await at("Experience outside the ILO");
      await expect(rows(page)).toHaveCount(2);
      await title(page, "Chief statistician").click();
      await at("Edit a job");
      await button(page, "Remove").click();
      if (script) {
        await dialog.getByRole("button", { name: "Remove" }).click();
      } else {
        await at("Remove this entry?");
        await button(page, "Remove").click();
      }
      await at("Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText([`Adviser, ${job.employer}`]);
      // Its address is a new entry's again, with nothing in it.
      await visit(JOB, "Add a job");
      await expect(field(page, "Job title")).toHaveValue("");
      await expect(page.locator(".conflict")).toHaveCount(0);
    });
  });
}

for (const name of ["Save and continue", "Save and come back later"]) {
  test(`${name}: one press goes on, also when everything is saved already`, async ({ page }) => {
    await open(page, "/profile/languages/e2e-language");
    await page.locator("main #language").selectOption("sw");
    for (const skill of ["understanding", "speaking", "reading", "writing"]) {
      await page.locator(`input[name=${skill}][value=basic]`).check();
    }
    await expect(status(page)).toHaveText(/^Saved/);
    await button(page, name).click();
    await expect(heading(page)).toHaveText("Languages");
    await expect(rows(page).locator("a")).toHaveText(["Swahili"]);
  });
}

test("nobody sees another person's entry at its address", async ({ page, browser, quick, server, mailbox }) => {
  await post(quick, JOB, job);
  const other = await browser.newContext({ baseURL: server.address });
  await signUp(browser, other, server, mailbox);
  const theirs = await other.newPage();
  await theirs.goto(JOB);
  await expect(heading(theirs)).toHaveText("Add a job");
  await expect(field(theirs, "Job title")).toHaveValue("");
  await theirs.goto("/profile/experience");
  await expect(theirs.getByText("You have not added any experience yet.")).toBeVisible();
  await other.close();
  await page.goto(JOB);
  await expect(field(page, "Job title")).toHaveValue(job.title);
});

test("an address that is no section or entry is not found", async ({ page }) => {
  for (const path of ["/profile/hobbies", "/profile/hobbies/1", "/profile/experience/UPPER"]) {
    expect((await page.goto(path))!.status(), path).toBe(404);
  }
});
