import { alive, axe, expect, Server } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";
import { completeProfile, declarations, post, signUp } from "../support/person";
import { elsewhere, open, saved, send, test } from "../support/signed-in";

const APPLY = "/vacancies/int-normes-p3-2026-02/apply";

for (const [language, prefix] of [["en", ""], ["fr", "/fr"], ["es", "/es"]]) {
  test(`axe finds nothing wrong before, while and after applying: ${language}`, async ({ page, quick }) => {
    test.setTimeout(90_000);
    const look = async (path: string) => {
      await page.goto(prefix + path);
      await alive(page);
      await axe(page);
    };
    await look("/applications");
    await look(APPLY);
    await page.locator("main button[value=submit]").click();
    await expect(page).toHaveURL(/\/review$/);
    await alive(page);
    await axe(page);
    await completeProfile(quick);
    await look(`${APPLY}/review`);
    const send = page.locator("main button[value=submit]");
    await send.click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await axe(page);
    await page.locator("#truthful").check();
    await send.click();
    await expect(page).toHaveURL(/\/applications\/[\w-]+$/);
    await alive(page);
    await axe(page);
    await look("/applications");
    await look(APPLY);
  });
}

test("an application with an unfinished profile cannot be sent: what is missing is named, and the letter is kept", async ({ page }) => {
  await open(page, APPLY);
  await page.getByLabel("Cover letter").fill("Dear panel,");
  await page.getByRole("button", { name: "Continue: check and send" }).click();
  await expect(page.getByRole("heading", { name: "What is missing" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send application" })).toHaveCount(0);
  await alive(page);
  // From a section that is missing, one comes back to the review.
  await page.locator("main .rows").getByRole("link", { name: "Personal details" }).click();
  await page.getByRole("button", { name: "Save and come back later" }).click();
  await expect(page).toHaveURL(`${APPLY}/review`);
  await page.getByRole("link", { name: "Change your application" }).first().click();
  await expect(page.getByLabel("Cover letter")).toHaveValue("Dear panel,");
  await page.goto("/applications");
  await expect(page.getByText("You have not applied for a vacancy yet.")).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "from applying to the profile, with WebAssembly" : "from applying to the profile, without WebAssembly", () => {
    test.use({ javaScriptEnabled });

    test("a section that is completed leads back to applying", async ({ page, at }) => {
      await page.goto(APPLY);
      if (javaScriptEnabled) await alive(page);
      await page.locator("main .rows").getByRole("link", { name: "Declarations" }).click();
      await at("Declarations");
      for (const box of await page.locator("main input[type=checkbox]").all()) await box.check();
      await page.getByLabel("Your name").fill("Ada Byron");
      for (const part of ["day", "month", "year"] as const) await page.locator(`#signed_${part}`).fill(declarations[`signed_${part}`]);
      await page.getByRole("button", { name: "Save and continue" }).click();
      await expect(page).toHaveURL(APPLY);
      await expect(page.locator("main .rows").getByRole("link", { name: "Declarations" })).toHaveCount(0);
      // From an entry, by way of the list, where there may be more to add.
      await page.locator("main .rows").getByRole("link", { name: "Languages" }).click();
      await at("Languages");
      await page.getByRole("link", { name: "Add a language" }).click();
      await at("Add a language");
      await page.getByRole("button", { name: "Save and come back later" }).click();
      await at("Languages");
      await page.getByRole("link", { name: "Back to your application" }).click();
      await expect(page).toHaveURL(APPLY);
    });
  });
}

test("before applying, a candidate sees line by line how the profile compares with the grade", async ({ page, quick }) => {
  await completeProfile(quick);
  await open(page, APPLY);
  await page.getByText("How do I compare?").click();
  const lines = page.locator(".compared");
  const line = (text: string) => lines.filter({ hasText: text });
  await expect(line("An advanced university degree, or a first-level one and 7 years")).toContainText("To be verified");
  await expect(line("5 years of relevant experience").filter({ hasText: "We count" })).toContainText("Met");
  await expect(line("Excellent command of one working language")).toContainText("Met");
  await expect(line("a second working language")).toContainText("Look in the notice whether it is asked.");
  await expect(line("We count").getByRole("link")).toHaveAttribute("href", "/profile/experience/e2e-job");
  await axe(page);
});

test("what was sent stays as it was when the profile changes", async ({ page, quick }) => {
  await completeProfile(quick);
  await open(page, APPLY);
  await send(page);
  await expect(page.getByText("We have received your application")).toBeVisible();
  const receipt = page.url();
  await open(page, "/profile/experience/e2e-job");
  await page.getByLabel("Job title").fill("Something else");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("link", { name: /^Something else/ })).toBeVisible();
  await page.goto(receipt);
  await expect(page.getByRole("heading", { level: 3, name: "Statistician" })).toBeVisible();
  await expect(page.getByText("Something else")).toHaveCount(0);
});

test("nobody reads another person's application", async ({ page, quick, browser, server, mailbox }) => {
  await completeProfile(quick);
  await open(page, APPLY);
  await send(page);
  await expect(page.getByText("We have received your application")).toBeVisible();
  const other = await browser.newContext({ baseURL: server.address });
  await signUp(browser, other, server, mailbox);
  const theirs = await other.newPage();
  expect((await theirs.goto(page.url()))!.status()).toBe(404);
  await other.close();
});

test("pressing Send twice makes one application", async ({ page, quick, person, mailbox }) => {
  await completeProfile(quick);
  await open(page, APPLY);
  await page.getByRole("button", { name: "Continue: check and send" }).click();
  await page.getByLabel("What I say in my profile").check();
  await page.getByRole("button", { name: "Send application" }).dblclick();
  await expect(page.getByText("We have received your application")).toBeVisible();
  await page.goto("/applications");
  await expect(page.locator("main .rows > li")).toHaveCount(1);
  await mailbox.take(person.email, /^Application received/);
  await page.goto(APPLY);
  await expect(page.getByText("You have applied for this vacancy")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send application" })).toHaveCount(0);
  expect(mailbox.all(person.email).filter((mail) => /^Application received/.test(mail.subject ?? ""))).toEqual([]);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "a deadline, with WebAssembly" : "a deadline, without WebAssembly", () => {
    test.use({ javaScriptEnabled });

    test("after it the draft is kept, and that is said", async ({ page, context, browser, mailbox }) => {
      test.setTimeout(120_000);
      const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url });
      try {
        const vacancy = vacancyOf(noticeText, "CLOSES/1");
        const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
        const opened = await importInto(own, [{ ...vacancy, published_on: day(-9) }]);
        expect(opened.code, opened.output).toBe(0);
        await context.clearCookies();
        await signUp(browser, context, own, mailbox);
        const quick = await elsewhere(browser, context, own);
        await completeProfile(quick);
        await quick.context().close();

        const apply = `${own.address}/vacancies/closes-1/apply`;
        const letter = page.getByLabel("Cover letter");
        const send = page.getByRole("button", { name: "Send application" });
        const onward = page.getByRole("button", { name: "Continue: check and send" });
        await page.goto(apply);
        if (javaScriptEnabled) await alive(page);
        await expect(page.locator(".time-left")).toHaveText(/^\d+ (days|hours) left to apply$/);
        await letter.fill("Dear panel, I was almost ready.");
        if (javaScriptEnabled) await saved(page);
        await onward.click();
        if (javaScriptEnabled) await alive(page);
        await page.getByLabel("What I say in my profile").check();
        // HRD closes the vacancy while the page is open.
        const desk = await browser.newPage({ baseURL: own.address });
        await desk.goto("/terms");
        await post(desk, "/account/sign-in", { email: "hrd@example.org", password: "sample account password" });
        await desk.goto("/staff/vacancies?q=CLOSES%2F1");
        const file = await desk.locator("main a[href^='/staff/vacancies/']", { hasText: vacancy.texts.en.title }).getAttribute("href");
        await post(desk, `${file}/close`, {});
        await desk.close();
        await send.click();
        await expect(page.getByText("This vacancy was closed early, on")).toBeVisible();
        await expect(page.getByText("Your draft is kept: you can still read and copy it.")).toBeVisible();
        await expect(page).toHaveURL(apply);
        await expect(letter).toHaveValue("Dear panel, I was almost ready.");
        await expect(onward).toHaveCount(0);
        if (javaScriptEnabled) await alive(page);
        // What is typed still is kept.
        await letter.fill("Dear panel, I was almost ready. Now I am.");
        await page.getByRole("button", { name: "Save and come back later" }).click();
        await expect(page).not.toHaveURL(apply);
        await page.goto(`${own.address}/applications`);
        await expect(page.getByText("You have not applied for a vacancy yet.")).toBeVisible();
        await page.goto(apply);
        await expect(letter).toHaveValue("Dear panel, I was almost ready. Now I am.");
      } finally {
        await own.remove();
      }
    });
  });
}
