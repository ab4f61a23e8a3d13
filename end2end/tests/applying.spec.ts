import type { Page } from "@playwright/test";
import { alive, axe, expect, Listener, Server } from "../fixtures";
import { Keyboard, Pointer, Thumb } from "../support/hands";
import { importInto } from "../support/import";
import { completeProfile, job, post, sendApplication, signIn, signUp } from "../support/person";
import { button, elsewhere, field, heading, main, open, saved, send, test } from "../support/signed-in";

/** A sample vacancy that asks four questions. */
const ASKING = "/vacancies/dc-employment-p-2026-03";
/** One that asks none. */
const PLAIN = "/vacancies/int-normes-p3-2026-02";
/** One that is open to nationals of the Netherlands. */
const JPO = "/vacancies/jpo-geneva-p2-2026-03";
const ANSWERS = { answer_1: "yes", answer_2: "2" };
const LETTER = "For this vacancy alone.";

const group = (page: Page, name: RegExp) => page.getByRole("group", { name });

/** From the form with its questions to the receipt. */
async function answerAndSend(hands: Pointer | Keyboard, scripted: boolean) {
  const { page } = hands;
  await hands.tick(group(page, /^Are you able to travel/).getByLabel("Yes", { exact: true }));
  await hands.fill(field(page, "How many years have you worked"), "2");
  await hands.tick(group(page, /^In which field/).getByLabel("Career guidance"));
  await hands.fill(field(page, "Which programme"), "The one in Kisumu.");
  await hands.fill(field(page, "Cover letter"), LETTER);
  await hands.press(button(page, "Continue: check and send"));
  await expect(heading(page)).toHaveText(/^Check your application/);
  if (scripted) await alive(page);
  await hands.arrive();
  // All that was answered stands there to be read, with the way back to it.
  for (const said of ["Yes", "2", "Career guidance", "The one in Kisumu.", LETTER]) {
    await expect(main(page).getByText(said, { exact: true }).first()).toBeVisible();
  }
  await hands.tick(field(page, "What I say in my profile"));
  await hands.press(button(page, "Send application"));
  await expect(page.getByText("We have received your application")).toBeVisible();
  await expect(main(page)).toContainText("Career guidance");
}

for (const [how, scripted, hands] of [
  ["by keyboard", true, (page: Page) => new Keyboard(page)],
  ["without WebAssembly", false, (page: Page) => new Pointer(page, false)],
  ["by keyboard without WebAssembly", false, (page: Page) => new Keyboard(page, false)],
] as const) {
  test.describe(how, () => {
    test.use({ javaScriptEnabled: scripted });

    test("a vacancy's questions are answered, read once more and sent", async ({ page, quick }) => {
      await completeProfile(quick);
      await page.goto(`${ASKING}/apply`);
      if (scripted) await alive(page);
      // What must be answered is asked for where it stands.
      await button(page, "Continue: check and send").click();
      const summary = page.locator("#error-summary");
      await expect(summary).toContainText("Are you able to travel to project countries about one week in four? – Fill in this field.");
      await summary.getByRole("link", { name: /^How many years/ }).click();
      await expect(page.locator("#answer_2")).toBeFocused();
      await page.locator("#answer_2").fill("60");
      await button(page, "Continue: check and send").click();
      await expect(summary).toContainText("Enter a whole number from 0 to 50.");
      if (scripted) await alive(page);
      await answerAndSend(hands(page), scripted);
    });
  });
}

test("through a screen reader, questions are groups with their names, and the review is read by its headings", async ({ page, quick }) => {
  await completeProfile(quick);
  await open(page, `${ASKING}/apply`);
  const listener = new Listener(page);
  await listener.arrive();
  await listener.tick(group(page, /^Are you able to travel/).getByLabel("Yes", { exact: true }));
  await listener.fill(field(page, "How many years have you worked"), "4");
  await listener.press(button(page, "Continue: check and send"));
  await expect(heading(page)).toHaveText(/^Check your application/);
  await alive(page);
  await listener.arrive();
  await listener.tick(field(page, "What I say in my profile"));
  await listener.press(button(page, "Send application"));
  await expect(page.getByText("We have received your application")).toBeVisible();
  expect(listener.heard.filter((said) => /travel|How many years|Check your|What I say/.test(said))).toEqual([
    expect.stringMatching(/^textbox, How many years have you worked on the employment of young people\? \(required\), Whole years/),
    expect.stringMatching(/^heading, Check your application: .*, level 1$/),
    expect.stringMatching(/^checkbox, What I say in my profile and in this application/),
  ]);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "a letter that was written before, with WebAssembly" : "a letter that was written before, without WebAssembly", () => {
    test.use({ javaScriptEnabled });

    test("it is offered with the vacancy that it was written for, and confirmed, changed or removed", async ({ page, quick }) => {
      await completeProfile(quick);
      await sendApplication(quick, PLAIN, { cover_letter: LETTER });
      const come = async () => {
        await page.goto(`${JPO}/apply`);
        if (javaScriptEnabled) await alive(page);
      };
      const onward = button(page, "Continue: check and send");
      await come();
      const offered = page.getByText("You wrote this letter for another vacancy");
      await expect(offered).toBeVisible();
      await expect(main(page)).toContainText("INT/NORMES/P3/2026/02");
      await expect(field(page, "Cover letter")).toHaveValue(LETTER);
      // Sent by nobody who has not looked.
      await onward.click();
      await expect(page.locator("#error-summary")).toContainText("I have read this letter again, and it is meant for this vacancy too – Read this letter again");
      await page.goto(`${JPO}/apply/review`);
      await expect(page.getByRole("heading", { name: "What is missing" })).toBeVisible();
      await expect(button(page, "Send application")).toHaveCount(0);
      // Removed.
      await come();
      await field(page, "Cover letter").fill("");
      if (javaScriptEnabled) await expect(offered).toBeHidden();
      await onward.click();
      await expect(page.getByText("You have written no cover letter.")).toBeVisible();
      // Written again as it was, and confirmed.
      await come();
      await field(page, "Cover letter").fill(LETTER);
      await onward.click();
      await expect(page.locator("#error-summary")).toBeVisible();
      await come();
      await field(page, "I have read this letter again").check();
      await send(page, javaScriptEnabled);
      await expect(page.getByText(LETTER)).toBeVisible();
    });

    test("an application is withdrawn, and another one sent in its place", async ({ page, quick, person, mailbox }) => {
      await completeProfile(quick);
      await sendApplication(quick, PLAIN, { cover_letter: LETTER });
      await page.goto("/applications");
      await main(page).locator(".rows a").first().click();
      const history = page.getByRole("table", { name: "What has happened" });
      await expect(history.getByRole("row")).toHaveCount(2);
      if (javaScriptEnabled) await alive(page);
      await main(page).getByRole("link", { name: "Withdraw this application" }).click();
      await expect(heading(page)).toHaveText(/^Withdraw your application for/);
      await expect(main(page)).toContainText("you can apply again");
      if (javaScriptEnabled) await axe(page);
      await button(page, "Withdraw this application").click();
      await expect(page.getByText("You have withdrawn it.")).toBeVisible();
      await expect(history.getByRole("row")).toHaveText([/Date/, /Received/, /Withdrawn/]);
      await expect(main(page).getByRole("link", { name: "Withdraw this application" })).toHaveCount(0);
      const mail = await mailbox.take(person.email, /^You have withdrawn your application/);
      expect(mail.text).toContain("You can apply for this vacancy again until its deadline.");
      // The link in the mail leads back to it.
      await page.goto(mail.text!.match(/https?:\/\/\S+\/applications\/\S+/)![0]);
      if (javaScriptEnabled) await alive(page);
      await main(page).getByRole("link", { name: "Apply again" }).click();
      await expect(main(page)).toContainText(/You withdrew your application [A-Z0-9-]+ on/);
      await expect(field(page, "Cover letter")).toHaveValue(LETTER);
      if (javaScriptEnabled) await alive(page);
      await field(page, "Cover letter").fill("A better one.");
      await send(page, javaScriptEnabled);
      await expect(page.getByText("A better one.")).toBeVisible();
      await page.goto("/applications");
      await expect(main(page).locator(".rows > li")).toHaveCount(2);
      await expect(main(page).locator(".rows .tag")).toHaveText(["Received", "Withdrawn"]);
      if (javaScriptEnabled) await axe(page);
    });

    test("what was changed in another window is read again before it is sent", async ({ page, quick }) => {
      await completeProfile(quick);
      await post(quick, `${PLAIN}/apply`, { cover_letter: LETTER, action: "submit" });
      await page.goto(`${PLAIN}/apply/review`);
      if (javaScriptEnabled) await alive(page);
      for (const [path, answers, seen] of [
        [`${PLAIN}/apply`, { cover_letter: "Newer." }, "Newer."],
        ["/profile/experience/e2e-job", { ...job, duties: "Half of a" }, "Half of a"],
      ] as const) {
        await post(quick, path, { ...answers, action: "save" });
        await field(page, "What I say in my profile").check();
        await button(page, "Send application").click();
        await expect(page.getByText("Nothing was sent: your application has changed")).toBeVisible();
        await expect(page.getByText(seen)).toBeVisible();
      }
      if (javaScriptEnabled) await alive(page);
      await field(page, "What I say in my profile").check();
      await button(page, "Send application").click();
      await expect(page.getByText("We have received your application")).toBeVisible();
    });
  });
}

test("what can be changed in the review is led to where it stands, and what need not be answered can be taken back", async ({ page, quick }) => {
  await completeProfile(quick);
  await post(quick, `${ASKING}/apply`, { ...ANSWERS, answer_3: "other", action: "submit" });
  await open(page, `${ASKING}/apply/review`);
  await main(page).getByRole("link", { name: /^Change – How many years/ }).click();
  await expect(page.locator("#answer_2")).toBeFocused();
  await expect(page.locator("#answer_2")).toHaveAccessibleDescription(/From 0 to 50\./);
  await alive(page);
  await expect(group(page, /^Are you able to travel/).getByLabel("No answer")).toHaveCount(0);
  await group(page, /^In which field/).getByLabel("No answer").check();
  await button(page, "Continue: check and send").click();
  await expect(heading(page)).toHaveText(/^Check your application/);
  await expect(page.locator(".summary-row", { hasText: "In which field" })).toContainText("(not answered)");
});

test.describe("a refused “Send” without WebAssembly", () => {
  test.use({ javaScriptEnabled: false });

  test("it says why at the top, with the way to it", async ({ page, quick }) => {
    await completeProfile(quick);
    await post(quick, `${ASKING}/apply`, { ...ANSWERS, action: "submit" });
    await page.goto(`${ASKING}/apply/review`);
    await button(page, "Send application").click();
    const said = page.locator(".notification");
    await expect(said).toContainText("Nothing was sent: the declaration is not ticked");
    await expect(said.getByRole("link")).toHaveAttribute("href", "#truthful");
    await field(page, "What I say in my profile").check();
    await post(quick, "/profile/languages/e2e-language", { action: "remove-now" });
    await button(page, "Send application").click();
    await expect(said).toContainText("Nothing was sent: your application has changed");
    await page.goto(`${ASKING}/apply/review?unsent=missing`);
    await expect(said).toContainText("Nothing was sent: something is missing");
    await expect(said.getByRole("link")).toHaveAttribute("href", "#missing");
  });
});

test("in French, from the form to the receipt", async ({ page, quick }) => {
  await completeProfile(quick);
  await open(page, `/fr${ASKING}/apply`);
  await expect(page.locator(".time-left")).toHaveText(/^Il reste \d+ (jours|heures) pour postuler$/);
  await group(page, /^Pouvez-vous voyager/).getByLabel("Oui").check();
  await field(page, "Combien d’années").fill("7");
  await button(page, "Continuer : vérifier et envoyer").click();
  await expect(heading(page)).toHaveText(/^Vérifier votre candidature/);
  await alive(page);
  await axe(page);
  await field(page, "Les informations de mon profil").check();
  await button(page, "Envoyer la candidature").click();
  await expect(page.getByText("Nous avons reçu votre candidature")).toBeVisible();
  await expect(main(page)).toContainText("Combien d’années avez-vous travaillé sur l’emploi des jeunes ?");
});

test("axe finds nothing wrong on the way, with questions and an earlier letter", async ({ page, quick }) => {
  await completeProfile(quick);
  await sendApplication(quick, PLAIN, { cover_letter: LETTER });
  for (const path of [`${ASKING}/apply`, `${ASKING}/apply/review`, `${JPO}/apply`, "/applications", "/account"]) {
    await open(page, path);
    await axe(page);
  }
});

test("who the profile says is not a national, or works here now, is told before they begin, and decides", async ({ page, quick }) => {
  await completeProfile(quick);
  await post(quick, "/profile/ilo-experience/e2e-own", { title: "Officer", current: "yes" });
  await open(page, `${JPO}/apply`);
  await expect(page.getByText("This vacancy is open to nationals of Netherlands")).toBeVisible();
  await expect(main(page)).toContainText("Your profile names none of these nationalities.");
  await expect(page.getByText("Do you work for the ILO now?")).toBeVisible();
  await expect(main(page).getByRole("link", { name: "accommodation@example.org" })).toHaveAttribute("href", "mailto:accommodation@example.org");
  await page.goto("/account");
  await expect(main(page).getByRole("link", { name: "accommodation@example.org" })).toBeVisible();
});

test("two versions of an application are shown against each other, the answers in words", async ({ page, quick }) => {
  await post(quick, `${ASKING}/apply`, { ...ANSWERS, answer_3: "other", action: "save" });
  await open(page, `${ASKING}/apply`);
  await post(quick, `${ASKING}/apply`, { ...ANSWERS, answer_3: "guidance", action: "save" });
  await group(page, /^In which field/).getByLabel("Entrepreneurship").check();
  await button(page, "Save and come back later").click();
  const conflict = page.locator(".conflict");
  await expect(conflict.getByRole("heading", { name: "In which field have you worked most?" })).toBeVisible();
  await expect(conflict).toContainText("Entrepreneurship");
  await expect(conflict).toContainText("Career guidance");
  await page.getByRole("button", { name: "Use the newer version" }).click();
  await saved(page);
  await expect(group(page, /^In which field/).getByLabel("Career guidance")).toBeChecked();
});

test("the receipt can be printed: all that was sent, without what belongs to the screen", async ({ page, quick }) => {
  await completeProfile(quick);
  await page.goto(await sendApplication(quick, ASKING, { ...ANSWERS, cover_letter: LETTER }));
  await alive(page);
  await page.emulateMedia({ media: "print" });
  for (const gone of ["nav", ".buttons", ".back"]) {
    for (const element of await page.locator(gone).all()) await expect(element).toBeHidden();
  }
  for (const text of [LETTER, "What has happened", "How many years have you worked"]) await expect(main(page)).toContainText(text);
  const pdf = (await page.pdf({ format: "A4", tagged: true, outline: true })).toString("latin1");
  expect(pdf).toContain("/StructTreeRoot");
});

test.describe("on a narrow touch screen", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test("nothing is cut off on the way", async ({ page, quick }) => {
    await completeProfile(quick);
    const thumb = new Thumb(page);
    for (const path of [`${ASKING}/apply`, `${ASKING}/apply/review`]) {
      await open(page, path);
      await thumb.arrive();
    }
    await page.goto(await sendApplication(quick, ASKING, ANSWERS));
    await alive(page);
    await thumb.arrive();
    await page.goto(`${new URL(page.url()).pathname}/withdraw`);
    await alive(page);
    await thumb.arrive();
  });
});

test("where nobody is named who arranges it, the words promise nothing", async ({ page, context, browser, mailbox }) => {
  const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url, ILO_JOBS_INTERNAL_PLATFORM: "https://people.example.org/" });
  try {
    expect((await importInto(own, [])).code).toBe(0);
    await context.clearCookies();
    await signUp(browser, context, own, mailbox);
    const quick = await elsewhere(browser, context, own);
    await post(quick, "/profile/ilo-experience/e2e-own", { current: "yes" });
    await quick.context().close();
    await page.goto(`${own.address}${PLAIN}/apply`);
    await alive(page);
    await expect(main(page).getByRole("link", { name: "Open the internal platform" })).toHaveAttribute("href", "https://people.example.org/");
    await expect(main(page)).not.toContainText("write to the people who arrange it");
    await expect(main(page).getByRole("link", { name: "Read what we do for accessibility, and whom to ask" })).toBeVisible();
  } finally {
    await own.remove();
  }
});

for (const [how, scripted, hands] of [
  ["by keyboard", true, (page: Page) => new Keyboard(page)],
  ["without WebAssembly", false, (page: Page) => new Pointer(page, false)],
] as const) {
  test(`HRD moves an application on, and its person gets a mail and sees it in the history: ${how}`, async ({ page, quick, person, mailbox, browser, server }) => {
    await completeProfile(quick);
    const receipt = await sendApplication(quick, ASKING, { answer_1: "no", answer_2: "7" });
    await page.goto(receipt);
    const reference = await page.locator(".summary-row", { hasText: "Reference" }).locator("dd").innerText();

    const context = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
    const first = await context.newPage();
    await first.goto("/terms");
    await signIn(first, { givenNames: "", familyName: "", email: "hrd@example.org", password: "sample account password" });
    const desk = await browser.newContext({ javaScriptEnabled: scripted, baseURL: server.address });
    await desk.addCookies(await context.cookies());
    const office = hands(await desk.newPage());
    const at = async (name: string | RegExp) => {
      await expect(heading(office.page)).toHaveText(name);
      if (scripted) {
        await alive(office.page);
        await axe(office.page);
      }
      await office.arrive();
    };
    await office.page.goto("/staff/vacancies?q=DC%2FEMPLOYMENT%2FP%2F2026%2F03");
    await office.page.locator("table a").first().click();
    await expect(heading(office.page)).not.toHaveText("Vacancies");
    if (scripted) await alive(office.page);
    await office.follow(main(office.page).getByRole("link", { name: "Applications" }));
    await at("Applications");
    const row = office.page.getByRole("row", { name: new RegExp(reference) });
    await expect(row).toContainText("Are you able to travel to project countries about one week in four? – No");
    await expect(row).toContainText("Received");
    await office.follow(row.getByRole("link"));
    await at("Ada Byron");
    // Nothing is chosen: nothing is done.
    await office.press(button(office.page, "Move on"));
    await expect(office.page.locator("#error-summary")).toContainText("Move to");
    await office.tick(office.page.getByLabel("Under review"));
    await office.press(button(office.page, "Move on"));
    await expect(office.page.getByText("It is moved, and the person told")).toBeVisible();
    await at("Ada Byron");
    await expect(office.page.getByRole("radio")).toHaveCount(3);
    await desk.close();
    await context.close();

    const mail = await mailbox.take(person.email, /^Your application is under review/);
    await page.goto(mail.text!.match(/https?:\/\/\S+\/applications\/\S+/)![0]);
    await expect(page.getByRole("table", { name: "What has happened" }).getByRole("row")).toHaveText([/Date/, /Received/, /Under review/]);
  });
}
