import type { Page } from "@playwright/test";
import { alive, expect, Listener } from "../fixtures";
import { type Hands, Keyboard, Thumb } from "../support/hands";
import { declarations, post } from "../support/person";
import { heading, main, rows, test } from "../support/signed-in";

/** Every field of every section, the optional ones too, as somebody would fill it in. */
const WHOLE: Record<string, Record<string, string>> = {
  personal: {
    family_name: "Byron",
    given_names: "Ada Augusta",
    preferred_name: "Ada",
    birth_day: "10",
    birth_month: "12",
    birth_year: "1985",
    gender: "own",
    gender_own: "A woman of numbers",
    nationality: "KE",
    other_nationality: "GB",
    third_nationality: "CH",
    residence: "KE",
    address: "12 Riverside Drive, Nairobi",
    phone: "+254 20 000 0142",
    relatives: "yes",
    relatives_who: "George Byron, brother, Harare office",
    served: "yes",
    served_where: "UNICEF, 2007 to 2008",
    personnel_number: "UN-4711",
  },
  "experience/e2e-job": {
    title: "Statistician",
    employer: "Institute of Surveys",
    country: "KE",
    sector: "public",
    from_month: "3",
    from_year: "2019",
    current: "yes",
    to_month: "",
    to_year: "",
    grade: "Senior",
    kind: "employment",
    share: "80",
    international: "yes",
    fields: "statistics",
    duties: "Planned the labour force survey.",
    achievements: "The survey is now quarterly.",
    supervised: "4",
    supervisor: "Grace Otieno, grace@example.org",
    leaving: "To work for more countries than one",
  },
  "ilo-experience/e2e-job": {
    title: "Assistant",
    department: "Statistics",
    duty_station: "Geneva",
    country: "CH",
    from_month: "1",
    from_year: "2015",
    current: "",
    to_month: "12",
    to_year: "2016",
    grade: "G6",
    kind: "employment",
    share: "100",
    international: "",
    fields: "statistics",
    duties: "Cleaned the tables of forty countries.",
    achievements: "They are published in March now.",
    supervised: "0",
    supervisor: "Rosa Klein",
    leaving: "The contract ended",
  },
  "expertise/e2e-area": { area: "statistics", depth: "advanced", years: "7", last_year: "2025" },
  "education/e2e-degree": {
    country: "KE",
    institution: "Lenana School of Numbers",
    unlisted: "yes",
    place: "Nairobi",
    level: "masters-degree",
    degree: "Master of Science in Statistics",
    field: "Statistics",
    from_month: "9",
    from_year: "2008",
    completion: "obtained",
    to_month: "12",
    to_year: "2010",
  },
  "languages/e2e-language": {
    language: "en",
    mother_tongue: "",
    understanding: "advanced",
    speaking: "intermediate",
    reading: "advanced",
    writing: "basic",
    certificate: "Cambridge C1 Advanced",
  },
  "training/e2e-course": {
    course: "Survey sampling",
    provider: "Turin Centre",
    done_month: "6",
    done_year: "2018",
    length: "2 weeks",
    certificate: "With distinction",
  },
  "publications/e2e-paper": {
    publication: "Counting informal work",
    authors: "Byron, A.",
    published_in: "Review of Surveys",
    published_year: "2021",
    link: "https://example.org/informal",
  },
  "memberships/e2e-body": {
    body: "Society of Statisticians",
    position: "Treasurer",
    from_month: "2",
    from_year: "2012",
    ended_month: "2",
    ended_year: "2020",
  },
  "references/e2e-referee": {
    referee: "Grace Otieno",
    referee_position: "Director, Institute of Surveys",
    referee_email: "grace@example.org",
    referee_phone: "+254 20 000 0143",
    relation: "She led my team",
  },
  more: {
    motivation: "Work that is counted is work that is seen.",
    skills: "Interviewing, sampling",
    computer_skills: "R, SQL",
    mobility: "some-places",
    places: "Harare and Geneva",
    notice: "Two months",
    source: "colleague",
  },
  needs: { needs: "Tests in large print" },
  declarations,
};

/** What of it a panel reads, as it was typed: the privacy classes of the model decide. */
const READ_BY_A_PANEL = [
  "Byron", "Ada Augusta", "Statistician", "Institute of Surveys", "Planned the labour force survey.", "The survey is now quarterly.",
  "80", "Senior", "Assistant", "Cleaned the tables of forty countries.", "G6", "Lenana School of Numbers", "Nairobi",
  "Master of Science in Statistics", "Cambridge C1 Advanced", "Survey sampling", "Turin Centre", "With distinction", "2 weeks",
  "Counting informal work", "Review of Surveys", "https://example.org/informal", "Society of Statisticians", "Treasurer",
  "Work that is counted is work that is seen.", "Interviewing, sampling", "R, SQL", "Harare and Geneva", "Two months",
];
const FOR_OTHER_EYES = [
  "1985", "numbers.", "Riverside", "+254", "George Byron", "UNICEF", "UN-4711", "grace@example.org", "She led my team", "large print",
  "The contract ended", "more countries than one", "Rosa Klein",
];

/** Fills in whatever the form in the page asks, found by the names of its fields, whatever the language. */
async function fill(hands: Hands, answers: Record<string, string>) {
  const { page } = hands;
  const asked = await main(page).locator("form").first().evaluate((form: HTMLFormElement) => [
    ...new Set([...form.elements].filter((e) => e.checkVisibility() || e.closest("details")).map((e) => (e as HTMLInputElement).name)),
  ].filter((name) => name && name !== "action"));
  expect([...asked].sort(), "every field is filled in").toEqual(Object.keys(answers).sort());
  for (const name of asked) {
    const text = answers[name]!;
    if (!text) continue;
    const all = main(page).locator(`[name="${name}"]`);
    const kind = await all.first().evaluate((e) => (e instanceof HTMLInputElement ? e.type : e.tagName.toLowerCase()));
    const fold = main(page).locator("details:not([open])").filter({ has: page.locator(`[name="${name}"][value="${text}"]`) });
    if (await fold.count()) await hands.press(fold.locator("summary"));
    if (kind === "radio" || kind === "checkbox") {
      await hands.tick(main(page).locator(`[name="${name}"][value="${text}"]`));
    } else if (kind === "select") {
      await hands.choose(all, await all.locator(`option[value="${text}"]`).innerText());
    } else {
      await hands.fill(all, text);
    }
  }
}

const EVERYTHING = Object.keys(WHOLE);
/** What the journey to an application does not come to: a screen reader, which takes its time, is spared the rest here. */
const OPTIONAL = ["training/e2e-course", "publications/e2e-paper", "memberships/e2e-body", "references/e2e-referee", "more", "needs"];

type Holds = (page: Page, scripted: boolean) => Hands;

const keyboard: Holds = (page, scripted) => new Keyboard(page, scripted);

const HANDS: [how: string, prefix: string, sections: string[], hold: Holds, use: Parameters<typeof test.use>[0]][] = [
  ["by keyboard alone, in French", "/fr", EVERYTHING, keyboard, {}],
  ["by keyboard alone, without WebAssembly, in Spanish", "/es", EVERYTHING, keyboard, { javaScriptEnabled: false }],
  ["through a screen reader", "", OPTIONAL, (page) => new Listener(page), {}],
  ["with a thumb on 360 pixels", "", EVERYTHING, (page) => new Thumb(page), { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }],
];

for (const [how, prefix, sections, hold, use] of HANDS) {
  test.describe(how, () => {
    test.use(use);
    test.setTimeout(240_000);

    test(`a whole profile, every section and every field: ${how}`, async ({ page, quick, javaScriptEnabled }) => {
      const hands = hold(page, javaScriptEnabled);
      for (const [path, answers] of Object.entries(WHOLE)) {
        if (!sections.includes(path)) {
          await post(quick, `/profile/${path}`, answers);
          continue;
        }
        await test.step(path, async () => {
          await page.goto(`${prefix}/profile/${path}`);
          if (javaScriptEnabled) await alive(page);
          await hands.arrive();
          const before = await heading(page).innerText();
          await fill(hands, answers);
          await hands.press(main(page).locator("button[value=submit]"));
          await expect(heading(page)).not.toHaveText(before);
        });
      }
      await page.goto(`${prefix}/profile`);
      const states = rows(page).locator("[id$=-state]");
      await expect(states).toHaveCount(13);
      expect([...new Set(await states.allInnerTexts())], "every section is in the same state").toHaveLength(1);
      const complete = { "": "Your profile is complete.", "/fr": "Votre profil est complet.", "/es": "Su perfil está completo." }[prefix]!;
      await expect(page.getByText(complete)).toBeVisible();
      // What a panel reads of it, and what it does not.
      await page.goto(`${prefix}/profile/print`);
      const read = await main(page).innerText();
      expect(READ_BY_A_PANEL.filter((text) => !read.includes(text)), "what the panel does not see").toEqual([]);
      expect(FOR_OTHER_EYES.filter((text) => read.includes(text)), "what the panel should not see").toEqual([]);
    });
  });
}
