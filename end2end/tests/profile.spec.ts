import type { Page } from "@playwright/test";
import { alive, expect, test as base } from "../fixtures";
import { completeProfile, job, language, type Person, personal, post, signUp } from "../support/person";

const JOB = "/profile/experience/e2e-job";

// Each test is somebody else, signed in.
const test = base.extend<{ person: Person; quick: Page }>({
  person: [
    async ({ browser, context, server, mailbox }, use) => {
      await use(await signUp(browser, context, server, mailbox));
    },
    { auto: true },
  ],
  /** A page of the same person that posts forms quickly, also where the test itself goes without scripts. */
  quick: async ({ browser, context, server, person }, use) => {
    expect(person).toBeTruthy();
    const other = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
    await other.addCookies(await context.cookies());
    const page = await other.newPage();
    await page.goto("/terms");
    await use(page);
    await other.close();
  },
});

const main = (page: Page) => page.locator("main");
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const rows = (page: Page) => main(page).locator(".rows > li");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const link = (page: Page, name: string | RegExp) => main(page).getByRole("link", { name, exact: true });
const field = (page: Page, name: string) => main(page).getByLabel(name).first();
const summary = (page: Page) => page.locator("#error-summary");
const title = (page: Page, name: string) => rows(page).locator("a", { hasText: name });

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    /** The page has this heading, and is ready to be worked with. */
    const at = async (page: Page, name: string) => {
      await expect(heading(page)).toHaveText(name);
      if (script) await alive(page);
    };
    const open = async (page: Page, path: string, name: string) => {
      await page.goto(path);
      await at(page, name);
    };

    test("each section says where it stands, and the profile how many are complete", async ({ page, person, quick }) => {
      await open(page, "/profile", "Your profile");
      await expect(rows(page).locator("a")).toHaveText(["Personal details", "Experience outside the ILO", "Languages"]);
      await expect(rows(page).locator("[id$=-state]")).toHaveText(["To do", "To do", "To do"]);
      await expect(page.getByText("0 of 3 sections are complete.")).toBeVisible();
      // The hint and the state are told with the link.
      await expect(link(page, "Languages")).toHaveAccessibleDescription("The languages you know, and how well. To do");

      await link(page, "Personal details").click();
      await at(page, "Personal details");
      // What the account tells already.
      await expect(field(page, "Family name")).toHaveValue(person.familyName);
      await expect(field(page, "Given names")).toHaveValue(person.givenNames);
      await expect(field(page, "Country or territory of residence")).toHaveValue("KE");
      await field(page, "Telephone").fill(personal.phone);
      await button(page, "Save and come back later").click();
      await at(page, "Your profile");
      const first = rows(page).first();
      await expect(first).toContainText("In progress");
      await expect(first).toContainText("3 things to complete"); // birth, nationality, address

      await link(page, "Personal details").click();
      await at(page, "Personal details");
      await field(page, "Day").fill(personal.birth_day);
      await field(page, "Month").fill(personal.birth_month);
      await field(page, "Year").fill(personal.birth_year);
      await field(page, "Nationality").selectOption({ label: "Kenya" });
      await button(page, "Save and come back later").click();
      await at(page, "Your profile");
      await expect(first).toContainText("1 thing to complete");
      await link(page, "Personal details").click();
      await at(page, "Personal details");
      await field(page, "Postal address").fill(personal.address);
      await button(page, "Save and continue").click();
      await at(page, "Your profile");
      await expect(page.getByText("1 of 3 sections are complete.")).toBeVisible();
      await expect(rows(page).locator("[id$=-state]")).toHaveText(["Complete", "To do", "To do"]);
      await expect(first).not.toContainText("to complete");

      // A list is complete once each of its entries is.
      await completeProfile(quick);
      await post(quick, "/profile/languages/e2e-second", { language: "fr", action: "save" });
      await open(page, "/profile", "Your profile");
      await expect(page.getByText("2 of 3 sections are complete.")).toBeVisible();
      await expect(rows(page).nth(2)).toContainText("4 things to complete");
      await post(quick, "/profile/languages/e2e-second", { ...language, language: "fr" });
      await open(page, "/profile", "Your profile");
      await expect(page.getByText("Your profile is complete. You can apply.")).toBeVisible();
      await expect(rows(page).locator("[id$=-state]")).toHaveText(["Complete", "Complete", "Complete"]);
    });

    test("personal details stay as they were typed", async ({ page }) => {
      await open(page, "/profile/personal", "Personal details");
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
      await at(page, "Your profile");
      await open(page, "/profile/personal", "Personal details");
      for (const [name, text] of Object.entries(typed)) await expect(field(page, name), name).toHaveValue(text);
      await expect(field(page, "Nationality")).toHaveValue("CI");
    });

    test("jobs are added and changed, the ones of today first, then the latest", async ({ page, quick }) => {
      await open(page, "/profile", "Your profile");
      await link(page, "Experience outside the ILO").click();
      await at(page, "Experience outside the ILO");
      await expect(page.getByText("You have not added any experience yet.")).toBeVisible();
      await link(page, "Add a job").click();
      await at(page, "Add a job");
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
      await at(page, "Experience outside the ILO");
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
      await open(page, "/profile/experience", "Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText(["Director", "Adviser", "Analyst", "Statistician"].map((name) => name + at4));
      await expect(rows(page).first()).toContainText("March 2019 – today");

      // The oldest turns out to have lasted longer than another.
      await title(page, "Statistician").click();
      await at(page, "Edit a job");
      await expect(page).toHaveURL(first);
      await expect(field(page, "Key duties")).toHaveValue(job.duties);
      await expect(page.locator("#to_year")).toHaveValue("2012");
      await page.locator("#to_year").fill("2020");
      await field(page, "Job title").fill("Chief statistician");
      await button(page, "Save and continue").click();
      await at(page, "Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText(
        ["Director", "Adviser", "Chief statistician", "Analyst"].map((name) => name + at4),
      );
    });

    test("an unfinished entry is in the list with what is missing, and under a name if it has one", async ({ page }) => {
      await open(page, JOB, "Add a job");
      await field(page, "Key duties").fill("Surveys.");
      await page.locator("#from_month").fill("3");
      await page.locator("#from_year").fill("2019");
      await button(page, "Save and come back later").click();
      await at(page, "Experience outside the ILO");
      await expect(rows(page)).toHaveCount(1);
      await expect(rows(page)).toContainText("Untitled entry");
      await expect(rows(page)).toContainText("March 2019 – ");
      await expect(rows(page)).toContainText("5 things to complete"); // title, employer, country, end, achievements
      await title(page, "Untitled entry").click();
      await at(page, "Edit a job");
      await field(page, "Employer").fill("Institute");
      await field(page, "I work there now").check();
      await button(page, "Save and come back later").click();
      await at(page, "Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText("Institute");
      await expect(rows(page)).toContainText("3 things to complete");
      await expect(rows(page)).toContainText("March 2019 – today");
    });

    test("a language has four skills, and its name is the reader's", async ({ page }) => {
      await open(page, "/profile/languages", "Languages");
      await expect(page.getByText("You have not added any language yet.")).toBeVisible();
      await link(page, "Add a language").click();
      await at(page, "Add a language");
      await page.locator("main #language").selectOption({ label: "Swahili" });
      const skill = (name: string) => page.getByRole("group", { name: new RegExp(`^${name}`) });
      await expect(main(page).getByRole("radio")).toHaveCount(20);
      await skill("Understanding").getByLabel("Mother tongue").check();
      await skill("Speaking").getByLabel("Mother tongue").check();
      await skill("Reading").getByLabel("Advanced").check();
      await button(page, "Save and continue").click();
      await expect(summary(page).getByRole("link")).toHaveText(["Writing – Fill in this field."]);
      if (script) await alive(page);
      await skill("Writing").getByLabel("None").check();
      await button(page, "Save and continue").click();
      await at(page, "Languages");
      await expect(rows(page).locator("a")).toHaveText(["Swahili"]);
      await open(page, "/es/profile/languages", "Idiomas");
      await expect(rows(page).locator("a")).toHaveText(["Suajili (swahili)"]);
      await rows(page).locator("a").click();
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(4);
      await expect(page.locator("input[name=writing][value=none]")).toBeChecked();
    });

    test("removing an entry asks first, and keeps what was typed for who thinks again", async ({ page, quick }) => {
      await post(quick, JOB, job);
      await post(quick, "/profile/experience/e2e-other", { ...job, title: "Adviser" });
      await open(page, JOB, "Edit a job");
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
        await at(page, "Remove this entry?");
        await link(page, "Cancel").click();
        await at(page, "Edit a job");
      }
      await expect(field(page, "Job title")).toHaveValue("Chief statistician");
      await field(page, "Key duties").fill("Led it.");
      await button(page, "Save and come back later").click();
      await at(page, "Experience outside the ILO");
      await expect(rows(page)).toHaveCount(2);
      await title(page, "Chief statistician").click();
      await at(page, "Edit a job");
      await button(page, "Remove").click();
      if (script) {
        await dialog.getByRole("button", { name: "Remove" }).click();
      } else {
        await at(page, "Remove this entry?");
        await button(page, "Remove").click();
      }
      await at(page, "Experience outside the ILO");
      await expect(rows(page).locator("a")).toHaveText([`Adviser, ${job.employer}`]);
      // Its address is a new entry's again, with nothing in it.
      await open(page, JOB, "Add a job");
      await expect(field(page, "Job title")).toHaveValue("");
      await expect(page.locator(".conflict")).toHaveCount(0);
    });

    test("all that is wrong stands at the top and at its field, until it is put right", async ({ page }) => {
      await open(page, JOB, "Add a job");
      await field(page, "Key achievements").fill("x".repeat(1002));
      await page.locator("#from_month").fill("13");
      await page.locator("#from_year").fill("2019");
      await page.locator("#to_year").fill("2012");
      await field(page, "Job title").fill(" "); // blank is nothing
      await button(page, "Save and continue").click();
      const found = [
        "Job title – Fill in this field.",
        "Employer – Fill in this field.",
        "Country or territory – Fill in this field.",
        "From – Enter a date that exists, for example 27 3 2019.",
        "To – Fill in every part of the date.",
        "Key duties – Fill in this field.",
        "Key achievements – Shorten this text by 2 characters.",
      ];
      await expect(summary(page).getByRole("link")).toHaveText(found);
      if (script) await expect(summary(page)).toBeFocused();
      const fields = ["title", "employer", "country", "from_month", "to_month", "duties", "achievements"];
      for (const [n, id] of fields.entries()) {
        await summary(page).getByRole("link").nth(n).click();
        await expect(page.locator(`#${id}`)).toBeFocused();
        await expect(page.locator(`#${id}`)).toHaveAttribute("aria-invalid", "true");
        await expect(page.locator(`#${id}-error`)).toContainText(found[n].split(" – ")[1]);
      }
      await expect(field(page, "Job title")).toHaveAccessibleDescription(/Fill in this field/);
      if (script) {
        // As it is typed, once it was said.
        await field(page, "Job title").fill("Statistician");
        await expect(page.locator("#title-error")).toHaveCount(0);
        await expect(page.locator("#employer-error")).toBeVisible();
      } else {
        // It is still said to who comes back, and nothing was lost.
        await page.goto("/profile");
        await page.goto(JOB);
        await expect(summary(page).getByRole("link")).toHaveText(found);
        await expect(field(page, "Key achievements")).toHaveValue("x".repeat(1002));
        await field(page, "Job title").fill("Statistician");
      }
      await field(page, "Employer").fill("Institute");
      await field(page, "Country or territory").selectOption("KE");
      await page.locator("#from_month").fill("3");
      await page.locator("#to_month").fill("1");
      await field(page, "Key duties").fill("Surveys.");
      await field(page, "Key achievements").fill("A survey.");
      await button(page, "Save and continue").click();
      await expect(summary(page).getByRole("link")).toHaveText(["To – The end is before the start. Check both dates."]);
      await page.locator("#to_year").fill("2021");
      await button(page, "Save and continue").click();
      await at(page, "Experience outside the ILO");
      await expect(rows(page)).toHaveCount(1);
      await expect(rows(page)).not.toContainText("to complete");
    });

    const year = new Date().getFullYear();
    const births: [string, [string, string, string], string][] = [
      ["no day of the calendar", ["31", "2", "1990"], "Enter a date that exists, for example 27 3 2019."],
      ["half a date", ["10", "", "1990"], "Fill in every part of the date."],
      ["a day to come", ["1", "1", String(year + 1)], "Enter a date that is not in the future."],
      ["a child", ["1", "1", String(year - 10)], "You must be at least 18 years old."],
      ["a year of two digits", ["1", "1", "85"], "Check the year: enter it with four digits."],
    ];

    test("a date of birth that cannot be is said to be wrong, and how", async ({ page, quick }) => {
      await post(quick, "/profile/personal", { ...personal, phone: "1234" });
      await open(page, "/profile/personal", "Personal details");
      await expect(summary(page).getByRole("link")).toHaveText(["Telephone – Enter a number."]);
      await field(page, "Telephone").fill("12345");
      for (const [what, parts, problem] of births) {
        for (const [n, name] of ["Day", "Month", "Year"].entries()) await field(page, name).fill(parts[n]);
        await button(page, "Save and continue").click();
        await expect(summary(page).getByRole("link"), what).toHaveText([`Date of birth – ${problem}`]);
        if (script) await alive(page);
        await expect(field(page, "Year"), what).toHaveValue(parts[2]);
      }
      for (const [n, name] of ["Day", "Month", "Year"].entries()) await field(page, name).fill(["10", "12", "1985"][n]);
      await button(page, "Save and continue").click();
      await at(page, "Your profile");
      await expect(rows(page).first()).toContainText("Complete");
    });
  });
}

for (const name of ["Save and continue", "Save and come back later"]) {
  test(`${name}: one press goes on, also when everything is saved already`, async ({ page }) => {
    await page.goto("/profile/languages/e2e-language");
    await alive(page);
    await page.locator("main #language").selectOption("sw");
    for (const skill of ["understanding", "speaking", "reading", "writing"]) {
      await page.locator(`input[name=${skill}][value=basic]`).check();
    }
    await expect(page.locator(".save-status [aria-hidden=true]")).toHaveText(/^Saved/);
    await button(page, name).click();
    await expect(heading(page)).toHaveText("Languages");
    await expect(rows(page).locator("a")).toHaveText(["Swahili"]);
  });
}

test("a button is pressed at once, also where leaving the field before it shows what is wrong", async ({ page }) => {
  await page.goto(JOB);
  await alive(page);
  await field(page, "Key achievements").fill("x".repeat(1002));
  await button(page, "Save and continue").click();
  await expect(summary(page)).toBeFocused();
});

test("what is wrong is said when the field is left, what is missing only when the form is submitted", async ({ page }) => {
  await page.goto(JOB);
  await alive(page);
  await field(page, "Job title").focus();
  await field(page, "Employer").focus();
  await page.locator("#from_month").fill("13");
  await page.locator("#from_year").fill("2019");
  // A date is left once all of it is.
  await expect(page.locator("#from_month-error")).toHaveCount(0);
  await field(page, "Key duties").focus();
  await expect(page.locator("#from_month-error")).toContainText("Enter a date that exists");
  await expect(page.locator("#title-error")).toHaveCount(0);
  await expect(summary(page)).toHaveCount(0);
  await page.locator("#from_month").fill("12");
  await expect(page.locator("#from_month-error")).toHaveCount(0);
});

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

test.describe("at 320 pixels, for somebody with a very long family name", () => {
  test.use({ viewport: { width: 320, height: 640 } });
  const LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe";
  const FORMS = [
    "/profile",
    "/profile/personal",
    "/profile/experience",
    JOB,
    "/profile/experience/e2e-new",
    `${JOB}?remove=ask`,
    "/profile/languages",
    "/profile/languages/e2e-language",
    "/vacancies/int-normes-p3-2026-02/apply",
    "/applications",
    "/account",
    "/account/details",
    "/account/email",
    "/account/change-password",
    "/account/forgotten",
  ];

  /** Nothing is wider than the screen. */
  async function fits(page: Page, what: string) {
    const { wide, culprits } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      culprits: [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility())
        .map((element) => element.outerHTML.slice(0, 100)),
    }));
    expect.soft({ what, wide: wide > 0, culprits: wide > 0 ? culprits.slice(-3) : [] }).toEqual({ what, wide: false, culprits: [] });
  }

  for (const script of [true, false]) {
    test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
      test.use({ javaScriptEnabled: script });

      test("no list of entries scrolls sideways, whatever an entry is called", async ({ page, quick }) => {
        await post(quick, JOB, { ...job, title: LONG, employer: LONG });
        await page.goto("/profile/experience");
        if (script) await alive(page);
        await fits(page, "/profile/experience");
      });

      for (const prefix of ["", "/fr", "/es"]) {
        test(`no page scrolls sideways: ${prefix || "/en"}`, async ({ page, quick }) => {
          await completeProfile(quick);
          await post(quick, "/profile/personal", { family_name: LONG });
          await post(quick, JOB, { duties: LONG.repeat(3) });
          await post(quick, "/account/details", { family_name: LONG });
          for (const path of FORMS) {
            await page.goto(prefix + path);
            if (script) await alive(page);
            await fits(page, prefix + path);
          }
          await expect(page.locator(".site-person")).toContainText(LONG);
          // With problems, and with two versions.
          await page.goto(`${prefix}/profile/experience/e2e-empty`);
          if (script) await alive(page);
          await main(page).locator("button[value=submit]").click();
          await expect(summary(page)).toBeVisible();
          await fits(page, "problems");
          await page.goto(prefix + JOB);
          if (script) await alive(page);
          await post(quick, JOB, { employer: LONG, duties: `New ${LONG}` });
          await page.locator("#duties").fill(`Mine ${LONG}`);
          await main(page).locator("button[value=save]").click();
          await expect(page.locator(".conflict")).toBeVisible();
          if (script) await expect(page.locator("#conflict-title")).toBeFocused();
          await fits(page, "conflict");
          await page.locator("button[value=take-theirs]").click();
          await expect(page.locator(".conflict")).toHaveCount(0);
          if (script) {
            await main(page).locator("button[value=remove]").click();
            await expect(page.getByRole("dialog")).toBeVisible();
            await fits(page, "dialog");
          }
        });
      }
    });
  }
});
