import { alive, expect, Listener, type Mailbox, Server, test } from "../fixtures";
import { type Hands, Keyboard, Pointer, Thumb } from "../support/hands";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";
import { declarations, job, linkTo, type Person, somebody } from "../support/person";

const NUMBER = "RELMEETINGS/P/2025/01";

// A server of their own: they import a vacancy, which is then the newest.
const own = test.extend<object, { site: Server }>({
  site: [
    async ({ mailbox }, use) => {
      const site = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
      try {
        const imported = await importInto(site, [vacancyOf(noticeText, NUMBER)]);
        expect(imported.code, imported.output).toBe(0);
        await use(site);
      } finally {
        await site.remove();
      }
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ site }, use) => use(site.address),
});

const title = vacancyOf(noticeText, NUMBER).texts.en.title;

/** The page has this heading; come to within the application, the heading has the focus. */
async function at(hands: Hands, heading: string | RegExp, focused = false) {
  const h1 = hands.page.getByRole("heading", { level: 1, name: heading });
  await expect(h1).toBeVisible();
  await expect(hands.page).toHaveTitle(heading instanceof RegExp ? heading : new RegExp(`^${heading} – `));
  if (focused) await expect(h1).toBeFocused();
  if (hands.scripted) await alive(hands.page);
  await hands.arrive();
}

/** From the list of vacancies to the receipt. */
async function apply(hands: Hands, mailbox: Mailbox) {
  const { page, scripted } = hands;
  const person = somebody();
  const link = (name: string) => page.locator("main").getByRole("link", { name, exact: true }).first();
  const button = (name: string) => page.locator("main").getByRole("button", { name, exact: true });
  const field = (name: string) => page.locator("main").getByLabel(name).first();
  const answer = (question: RegExp, label: string) => page.getByRole("group", { name: question }).getByLabel(label, { exact: true });

  await expect(async () => {
    await page.goto("/vacancies");
    await expect(link(title)).toBeVisible({ timeout: 500 });
  }).toPass();
  await at(hands, "Vacancies");
  await hands.follow(link(title));
  await at(hands, title, scripted);
  await hands.follow(link("Apply for this vacancy"));
  await at(hands, "Sign in");
  await hands.follow(link("Create an account"));
  await signUp(hands, mailbox, person);

  await at(hands, `Apply: ${title}`);
  await expect(page.getByText("Complete these sections before you send your application")).toBeVisible();
  await hands.follow(link("Personal details"));
  await at(hands, "Personal details", scripted);
  await expect(field("Family name")).toHaveValue(person.familyName);
  await hands.press(button("Save and continue"));
  // Refused, with what is missing at the top, where the focus is.
  const summary = page.locator("#error-summary");
  await expect(summary).toContainText("Postal address – Fill in this field.");
  if (scripted) await expect(summary).toBeFocused();
  await hands.hear(/There is a problem/);
  await hands.follow(summary.getByRole("link", { name: /^Postal address/ }));
  await expect(field("Postal address")).toBeFocused();
  await hands.hear(/^textbox, Postal address.*Fill in this field/);
  await hands.fill(field("Day"), "10");
  await hands.hear(/^polite: .*Saved$/); // the first time, and not again each time
  await hands.fill(field("Month"), "12");
  await hands.fill(field("Year"), "1985");
  await hands.choose(field("Nationality"), "Kenya");
  await hands.fill(field("Postal address"), "12 Riverside Drive, Nairobi");
  await hands.hear(/^polite: .*You have 473 characters left/);
  await hands.fill(field("Telephone"), "+254 20 000 0142");
  await hands.tick(answer(/^Do any of your relatives/, "No"));
  await hands.tick(answer(/^Have you ever worked/, "No"));
  await hands.press(button("Save and continue"));

  // Back where one came from: what is left to complete before applying.
  await at(hands, `Apply: ${title}`);
  await expect(link("Personal details")).toHaveCount(0);
  await hands.follow(link("Experience outside the ILO"));
  await at(hands, "Experience outside the ILO", scripted);
  await hands.follow(link("Add a job"));
  await at(hands, "Add a job", scripted);
  await hands.fill(field("Job title"), job.title);
  await hands.fill(field("Employer"), job.employer);
  await hands.choose(field("Country or territory"), "Kenya");
  await hands.fill(page.locator("#from_month"), job.from_month);
  await hands.fill(page.locator("#from_year"), job.from_year);
  await hands.tick(field("I work there now"));
  await hands.fill(field("Key duties"), job.duties);
  await hands.fill(field("Key achievements"), job.achievements);
  await hands.press(button("Save and continue"));
  await at(hands, "Experience outside the ILO");
  await expect(link(`${job.title}, ${job.employer}`)).toBeVisible();
  await hands.follow(link("Your profile"));

  await at(hands, "Your profile", scripted);
  await hands.follow(link("Key areas of expertise"));
  await at(hands, "Key areas of expertise", scripted);
  await hands.follow(link("Add an area"));
  await at(hands, "Add an area", scripted);
  await hands.choose(page.locator("main #area"), "Statistics");
  await hands.tick(answer(/^Level/, "Advanced"));
  await hands.fill(field("Years of work in this area"), "7");
  await hands.fill(field("The last year in which you worked in it"), "2025");
  await hands.press(button("Save and continue"));
  await at(hands, "Key areas of expertise");
  await expect(link("Statistics")).toBeVisible();
  await hands.follow(link("Your profile"));

  await at(hands, "Your profile", scripted);
  await hands.follow(link("Education"));
  await at(hands, "Education", scripted);
  await hands.follow(link("Add a degree or diploma"));
  await at(hands, "Add a degree or diploma", scripted);
  await hands.choose(field("Country or territory"), "Kenya");
  await hands.fill(page.locator("main #institution"), "nairobi university");
  await hands.choose(page.locator("main #level"), "Doctorate");
  await hands.fill(page.locator("main #degree"), "Doctor of Philosophy in Statistics");
  await hands.fill(page.locator("#from_month"), "9");
  await hands.fill(page.locator("#from_year"), "2008");
  await hands.tick(answer(/^State/, "Obtained"));
  await hands.fill(page.locator("#to_month"), "12");
  await hands.fill(page.locator("#to_year"), "2012");
  await hands.press(button("Save and continue"));
  await at(hands, "Education");
  // The list of institutions has it, and does not say that it is accredited.
  await expect(page.locator("main .rows > li")).toContainText("To be verified. We will check that the institution is accredited.");
  await hands.follow(link("Your profile"));

  await at(hands, "Your profile", scripted);
  await hands.follow(link("Languages"));
  await at(hands, "Languages", scripted);
  await hands.follow(link("Add a language"));
  await at(hands, "Add a language", scripted);
  await hands.choose(page.locator("main #language"), "Swahili");
  await hands.tick(field("It is my mother tongue"));
  for (const [skill, level] of [
    ["Reading", "Advanced"],
    ["Writing", "Intermediate"],
  ]) {
    await hands.tick(answer(new RegExp(`^${skill}`), level));
  }
  await hands.press(button("Save and continue"));
  await at(hands, "Languages");
  await expect(link("Swahili")).toBeVisible();
  await hands.follow(link("Your profile"));

  await at(hands, "Your profile", scripted);
  await hands.follow(link("Declarations"));
  await at(hands, "Declarations", scripted);
  for (const declared of ["All that I say", "I have never been", "The ILO may verify"]) await hands.tick(field(declared));
  await hands.fill(field("Your name, as a signature"), "Ada Byron");
  await hands.fill(field("Day"), declarations.signed_day);
  await hands.fill(field("Month"), declarations.signed_month);
  await hands.fill(field("Year"), declarations.signed_year);
  await hands.press(button("Save and continue"));
  await at(hands, "Your profile");
  await expect(page.getByText("Your profile is complete. You can apply.")).toBeVisible();

  await hands.follow(link("Find a vacancy"));
  await at(hands, "Vacancies", scripted);
  await hands.follow(link(title));
  await at(hands, title, scripted);
  await hands.follow(link("Apply for this vacancy"));
  await at(hands, `Apply: ${title}`, scripted);
  await hands.fill(field("Cover letter"), "I have read every agreement that this unit has published.");
  await hands.hear(/^polite: .*Saved$/);
  await hands.press(button("Continue: check and send"));
  await at(hands, `Check your application: ${title}`);
  await expect(page.getByText("I have read every agreement that this unit has published.")).toBeVisible();
  await hands.tick(field("What I say in my profile"));
  await hands.press(button("Send application"));

  await at(hands, title);
  await expect(page.getByText("We have received your application")).toBeVisible();
  await expect(page.getByText("I have read every agreement")).toBeVisible();
  const reference = await page.locator("main dl dd").first().innerText();
  const mail = await mailbox.take(person.email, /^Application received/);
  expect(mail.subject).toContain(title);
  expect(mail.text).toContain(reference);
  expect(mail.html).toContain(NUMBER);
  expect(linkTo(new URL(page.url()).pathname, mail.text)).toBeTruthy();

  await hands.follow(link("Your applications"));
  await at(hands, "Your applications", scripted);
  await expect(page.locator("main li", { hasText: title })).toContainText("Received");
  return person;
}

/** From the first page of signing up to the page that was wanted. */
async function signUp(hands: Hands, mailbox: Mailbox, person: Person) {
  const { page, scripted } = hands;
  const button = (name: string) => page.locator("main").getByRole("button", { name, exact: true });
  const field = (name: string) => page.locator("main").getByLabel(name).first();
  await at(hands, "Create an account", scripted);
  await hands.choose(field("Country or territory of residence"), "Kenya");
  await hands.press(button("Continue"));
  await at(hands, "Data privacy statement");
  await expect(page.getByText("For residents of: Kenya")).toBeVisible();
  await hands.follow(page.getByRole("link", { name: /^Go to the end of the statement/ }));
  await hands.press(button("I accept this statement"));
  await at(hands, "Your details");
  await hands.fill(field("Given names"), person.givenNames);
  await hands.fill(field("Family name"), person.familyName);
  await hands.fill(field("E-mail address"), person.email);
  await hands.fill(page.locator("main #password"), person.password);
  await hands.press(button("Create the account"));
  await at(hands, "Check your e-mail");
  const mail = await mailbox.take(person.email, /confirm/i);
  await page.goto(linkTo("/account/confirm", mail.text));
  await at(hands, "Confirm your e-mail address");
  await hands.press(button("Confirm my address"));
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Confirm your e-mail address");
  if ((await page.locator("h1").innerText()) === "Sign in") {
    await hands.fill(field("E-mail address"), person.email);
    await hands.fill(page.locator("main #password"), person.password);
    await hands.press(button("Sign in"));
  }
}

/** What a screen reader says of each page that is come to, and of everything that is worked on the way. */
const HEARD = [
  "heading, Vacancies, level 1",
  `link, ${title}`,
  `heading, ${title}, level 1`,
  "link, Apply for this vacancy",
  "heading, Sign in, level 1",
  "link, Create an account",
  "heading, Create an account, level 1",
  "combobox, Country or territory of residence (required), Where you live now. It decides which data privacy statement you read next., not expanded, has popup listbox",
  "button, Continue",
  "heading, Data privacy statement, level 1",
  "link, Go to the end of the statement, where you can accept it",
  "button, I accept this statement",
  "heading, Your details, level 1",
  "textbox, Given names (required)",
  "textbox, Family name (required)",
  "textbox, E-mail address (required), We send a link to this address, to make sure that it is yours.",
  "Password (required), At least 15 characters. Any characters will do, spaces too: several words that do not belong together are strong and easy to remember.",
  "button, Create the account",
  "heading, Check your e-mail, level 1",
  "heading, Confirm your e-mail address, level 1",
  "button, Confirm my address",
  `heading, Apply: ${title}, level 1`,
  "link, Personal details, Your name as in your passport, and how we can reach you. To do",
  "heading, Personal details, level 1",
  "button, Save and continue, submit",
  "link, Postal address – Fill in this field.",
  "textbox, Day, Error: Fill in this field., invalid",
  "textbox, Month, Error: Fill in every part of the date., invalid",
  "textbox, Year, Error: Fill in every part of the date., invalid",
  "combobox, Nationality (required), If you have several, the one under which you apply. Error: Fill in this field., invalid, not expanded, has popup listbox",
  "textbox, Postal address (required), You can enter up to 500 characters Error: Fill in this field., invalid",
  "textbox, Telephone (required), With the country code, for example +41 22 000 00 00. Error: Fill in this field., invalid",
  "radio, No, not checked, position 2, set size 2",
  "radio, No, not checked, position 2, set size 2",
  "button, Save and continue, submit",
  `heading, Apply: ${title}, level 1`,
  "link, Experience outside the ILO, Every job that matters for your applications, the latest first. To do",
  "heading, Experience outside the ILO, level 1",
  "link, Add a job",
  "heading, Add a job, level 1",
  "textbox, Job title (required)",
  "textbox, Employer (required)",
  "combobox, Country or territory (required), not expanded, has popup listbox",
  "textbox, Month",
  "textbox, Year",
  "checkbox, I work there now, not checked",
  "textbox, Key duties (required), What you were responsible for. About 300 words. You can enter up to 2,000 characters",
  "textbox, Key achievements (required), What came of it. About 150 words. You can enter up to 1,000 characters",
  "button, Save and continue, submit",
  "heading, Experience outside the ILO, level 1",
  "link, Your profile",
  "heading, Your profile, level 1",
  "link, Key areas of expertise, The areas you know best, and how well. To do",
  "heading, Key areas of expertise, level 1",
  "link, Add an area",
  "heading, Add an area, level 1",
  "combobox, Area (required), not expanded, has popup listbox",
  "radio, Advanced, You solve difficult cases and guide others., not checked, position 3, set size 4",
  "textbox, Years of work in this area (required)",
  "textbox, The last year in which you worked in it (required)",
  "button, Save and continue, submit",
  "heading, Key areas of expertise, level 1",
  "link, Your profile",
  "heading, Your profile, level 1",
  "link, Education, Your degrees and diplomas, the latest first. To do",
  "heading, Education, level 1",
  "link, Add a degree or diploma",
  "heading, Add a degree or diploma, level 1",
  "combobox, Country or territory (required), Where the institution is., not expanded, has popup listbox",
  "combobox, Institution (required), Choose the country first. Begin to type any part of its name, an abbreviation or a former name, and choose it. If it is not in the list, type the whole name., autocomplete in list, not expanded, has popup listbox, 1 control",
  "combobox, Level (required), An advanced degree is a Master’s degree or a doctorate from an accredited institution. A post-graduate diploma or certificate is not one. Only degrees from institutions in the World Higher Education Database or in UNESCO’s list count., not expanded, has popup listbox",
  "textbox, Degree or diploma (required), Its title in the language in which it was given.",
  "textbox, Month",
  "textbox, Year",
  "radio, Obtained, not checked, position 1, set size 2",
  "textbox, Month",
  "textbox, Year",
  "button, Save and continue, submit",
  "heading, Education, level 1",
  "link, Your profile",
  "heading, Your profile, level 1",
  "link, Languages, The languages you know, and how well. To do",
  "heading, Languages, level 1",
  "link, Add a language",
  "heading, Add a language, level 1",
  "combobox, Language (required), not expanded, has popup listbox",
  "checkbox, It is my mother tongue, Then a level that you leave out below counts as that of a mother tongue., not checked",
  "radio, Advanced, Any subject at work, fluently and exactly., not checked, position 4, set size 4",
  "radio, Intermediate, Most situations at work, with some effort., not checked, position 3, set size 4",
  "button, Save and continue, submit",
  "heading, Languages, level 1",
  "link, Your profile",
  "heading, Your profile, level 1",
  "link, Declarations, What you declare before you apply, signed by name and date. To do",
  "heading, Declarations, level 1",
  "checkbox, All that I say in my profile is true and complete. (required), not checked",
  "checkbox, I have never been convicted of a crime, dismissed for misconduct, or found to have harassed, exploited or abused anybody. (required), not checked",
  "checkbox, The ILO may verify what I say with employers, schools and authorities once I am considered for a job. (required), not checked",
  "textbox, Your name, as a signature (required)",
  "textbox, Day",
  "textbox, Month",
  "textbox, Year",
  "button, Save and continue, submit",
  "heading, Your profile, level 1",
  "link, Find a vacancy",
  "heading, Vacancies, level 1",
  `link, ${title}`,
  `heading, ${title}, level 1`,
  "link, Apply for this vacancy",
  `heading, Apply: ${title}, level 1`,
  "textbox, Cover letter, Recommended. Say why this post, and why you. Write it for this vacancy. You can enter up to 4,000 characters",
  "button, Continue: check and send, submit",
  `heading, Check your application: ${title}, level 1`,
  "checkbox, What I say in my profile and in this application is true and complete. (required), not checked",
  "button, Send application, submit",
  `heading, ${title}, level 1`,
  "link, Your applications",
  "heading, Your applications, level 1",
];

own.describe("from the vacancies to the receipt", () => {
  own.setTimeout(420_000);

  own("with WebAssembly", async ({ page, mailbox }) => {
    await apply(new Pointer(page), mailbox);
  });

  own("by keyboard alone", async ({ page, mailbox }) => {
    await apply(new Keyboard(page), mailbox);
  });

  own("through a screen reader", async ({ page, mailbox }) => {
    const listener = new Listener(page);
    await apply(listener, mailbox);
    expect(listener.heard).toEqual(HEARD);
  });

  own.describe("on a narrow touch screen", () => {
    own.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

    own("with a thumb", async ({ page, mailbox }) => {
      await apply(new Thumb(page), mailbox);
    });
  });

  own.describe("without WebAssembly", () => {
    own.use({ javaScriptEnabled: false });

    own("by plain forms", async ({ page, mailbox }) => {
      await apply(new Pointer(page, false), mailbox);
    });

    own("by keyboard alone", async ({ page, mailbox }) => {
      await apply(new Keyboard(page, false), mailbox);
    });
  });
});
