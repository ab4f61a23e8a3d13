import { alive, expect } from "../fixtures";
import { completeProfile, degree, job, post, sendApplication } from "../support/person";
import { button, field, heading, later, main, rows, send, test } from "../support/signed-in";

// The questions and answers for external candidates, each as what somebody finds who does what the answer says. Those about
// degrees and institutions stand in institution.spec.ts as well, in every detail.
const VACANCY = "/vacancies/int-normes-p3-2026-02";

test("faq: what is ILO Jobs? where the current vacancies are found", async ({ page }) => {
  await page.goto("/");
  await main(page).getByRole("link", { name: /vacancies/i }).first().click();
  await expect(heading(page)).toHaveText("Vacancies");
});

test("faq: I am a staff member, can I create an account? officials are told where to go, and those on secondment give their number", async ({
  page,
  quick,
}) => {
  await page.goto("/account/new");
  await expect(main(page)).toContainText("internal");
  await expect(main(page)).toContainText("personnel number when you apply");
  await completeProfile(quick);
  await page.goto(`${VACANCY}/apply`);
  await alive(page);
  await field(page, "Personnel number").fill("123456");
  await send(page);
  await expect(page.getByText("We have received your application")).toBeVisible();
  await expect(main(page)).toContainText("123456");
});

test.describe("nobody is signed in", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("faq: how do I create an account, and do I have to accept the statement? the country first, then its statement, else there is no account", async ({
    browser,
    server,
  }) => {
    const page = await browser.newPage({ baseURL: server.address });
    await page.goto("/account/new/details");
    await expect(heading(page)).not.toHaveText("Your details");
    await page.goto("/account/new");
    await alive(page);
    await main(page).getByLabel("Country or territory of residence").first().selectOption({ label: "Switzerland" });
    await main(page).getByRole("button", { name: "Continue" }).click();
    await expect(heading(page)).toHaveText("Data privacy statement");
    await expect(page.getByText("For residents of: Switzerland")).toBeVisible();
    await main(page).getByRole("button", { name: "I accept this statement" }).click();
    await expect(heading(page)).toHaveText("Your details");
    await page.close();
  });
});

test("faq: do I have to create a full profile to sign up for job alerts? with an empty one an alert is made and listed", async ({ page }) => {
  await page.goto("/vacancies/categories/internships");
  await main(page).getByRole("link", { name: "Create an alert" }).click();
  await expect(heading(page)).toHaveText("Create an alert");
  await alive(page);
  await button(page, "Save the alert").click();
  await expect(main(page).locator(".alerts > li")).toContainText("Category: Internships");
  await page.goto("/profile");
  await expect(page.getByText("0 of 6 sections are complete.")).toBeVisible();
});

test("faq: can I just upload a CV? no form takes a file along with an application", async ({ page }) => {
  for (const path of [`${VACANCY}/apply`, "/profile", "/profile/experience/new-job"]) {
    await page.goto(path);
    await expect(heading(page)).toBeVisible();
    await expect(page.locator("input[type=file]")).toHaveCount(0);
  }
  await page.goto("/profile");
  await expect(main(page)).toContainText("Your profile replaces a CV");
});

test("faq: do I have to complete the profile in one session? what is begun waits, and required fields have a red star", async ({ page, quick }) => {
  await page.goto("/profile/experience/e2e-job");
  await alive(page);
  await expect(main(page)).toContainText("* ");
  await expect(field(page, "Job title")).toHaveAccessibleName(/required/);
  await field(page, "Job title").fill("Half a job");
  await later(page).click();
  await expect(heading(page)).toHaveText("Experience outside the ILO");
  await quick.goto("/profile/experience/e2e-job");
  await expect(field(quick, "Job title")).toHaveValue("Half a job");
  await quick.goto("/profile");
  await expect(main(quick)).toContainText("30 minutes");
});

test("faq: what should I put in Key Duties and Key Achievements? at most 2000 and 1000 characters of plain text, and a paste is cleaned", async ({
  page,
  quick,
}) => {
  await page.goto("/profile/experience/e2e-job");
  await alive(page);
  await field(page, "Key duties").fill("x".repeat(2001));
  await field(page, "Key achievements").fill("y".repeat(1001));
  await expect(page.locator("main .field", { has: page.locator("#duties") })).toContainText("1 character too many");
  await expect(page.locator("main .field", { has: page.locator("#achievements") })).toContainText("1 character too many");
  // From a word processor: bullets of its own font, line ends of its own, spaces that do not break.
  await post(quick, "/profile/experience/e2e-job-2", { ...job, duties: "\uF0B7 Led\r\n\uF0B7\u00A0Wrote\u200B" });
  await quick.goto("/profile/print");
  await expect(quick.locator("p.text").first()).toHaveText("• Led\n• Wrote", { useInnerText: true });
});

test("faq: how do I determine my level of expertise? the definition of each level stands beside it", async ({ page }) => {
  await page.goto("/profile/expertise/new-area");
  await expect(page.getByRole("radio", { name: "Expert" })).toHaveAccessibleDescription("People beyond your own organisation ask you for advice.");
  await expect(page.getByRole("radio", { name: "Basic" })).toHaveAccessibleDescription(/under guidance/);
});

test("faq: will my degree be accepted, and what is an advanced degree? it is said where the degree is entered, and what each counts as", async ({
  page,
  quick,
}) => {
  await page.goto("/profile/education/new-degree");
  await expect(main(page)).toContainText("An advanced degree is a Master’s degree or a doctorate from an accredited institution.");
  await post(quick, "/profile/education/e2e-1", { ...degree, level: "post-graduate-diploma" });
  await post(quick, "/profile/education/e2e-2", degree);
  await page.goto("/profile/education");
  await expect(rows(page)).toHaveCount(2);
  await expect(main(page)).toContainText("A post-graduate diploma or certificate is not an advanced degree.");
  await expect(main(page)).toContainText("To be verified");
});

test("faq: should I attach a cover letter to each application? it is recommended, belongs to one vacancy, and none is sent unseen", async ({
  page,
  quick,
}) => {
  await completeProfile(quick);
  await page.goto(`${VACANCY}/apply`);
  await alive(page);
  await expect(field(page, "Cover letter")).toHaveAccessibleDescription(/Recommended/);
  await field(page, "Cover letter").fill("For this vacancy alone.");
  await send(page);
  await expect(page.getByText("For this vacancy alone.")).toBeVisible();
  await page.goto("/vacancies");
  const other = main(page).locator(`a[href^="/vacancies/"]:not([href="${VACANCY}"]):not([href*="?"])`).first();
  await page.goto(`${await other.getAttribute("href")}/apply`);
  await alive(page);
  // The last one is offered with the vacancy that it was written for, and sent only once it was read again.
  await expect(field(page, "Cover letter")).toHaveValue("For this vacancy alone.");
  await expect(main(page)).toContainText("You wrote this letter for another vacancy");
  await button(page, "Continue: check and send").click();
  await expect(page.locator("#error-summary")).toContainText("Read this letter again");
  await field(page, "Cover letter").fill("For the other one.");
  await expect(page.getByText("You wrote this letter for another vacancy")).toBeHidden();
  await button(page, "Continue: check and send").click();
  await expect(page.getByText("For the other one.")).toBeVisible();
});

test("faq: where can I read the notices of the jobs I applied for? with the application, as they were", async ({ page, quick }) => {
  await completeProfile(quick);
  await sendApplication(quick, VACANCY);
  await page.goto("/applications");
  await alive(page);
  await main(page).locator("ul a").first().click();
  await main(page).locator("details > summary").last().click();
  await expect(main(page).getByRole("heading", { name: "Duties and responsibilities" })).toBeVisible();
});
