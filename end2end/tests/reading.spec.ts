import { alive, expect } from "../fixtures";
import { completeProfile, job, personal, post } from "../support/person";
import { field, heading, main, rows, send, test } from "../support/signed-in";

const VACANCY = "/vacancies/int-normes-p3-2026-02";

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    test("a profile is read as a panel reads it: without what is for other eyes", async ({ page, quick, visit }) => {
      await completeProfile(quick);
      await post(quick, "/profile/needs", { needs: "A sign language interpreter" });
      await post(quick, "/profile/references/e2e-1", {
        referee: "Grace Otieno",
        referee_position: "Director, Institute",
        referee_email: "grace@example.org",
        relation: "She led my team.",
      });
      await visit("/profile", "Your profile");
      await main(page).getByRole("link", { name: "Read your profile as a panel does, and print it" }).click();
      await expect(heading(page)).toHaveText("Your profile as a panel reads it");
      const text = await main(page).innerText();
      for (const seen of [personal.family_name, job.title, job.duties, "Kenya", "University of Nairobi", "Cambridge C1 Advanced"]) {
        expect(text, seen).toContain(seen);
      }
      for (const hidden of ["1985", personal.phone, "Riverside Drive", "Grace Otieno", "interpreter", "Nationality"]) {
        expect(text, hidden).not.toContain(hidden);
      }
    });

    test("what a grade asks for stands beside the profile, line by line, with the entries that it rests on", async ({ page, quick }) => {
      await completeProfile(quick);
      await page.goto(VACANCY);
      await main(page).getByRole("link", { name: "How do I compare?" }).click();
      await expect(heading(page)).toContainText("How do I compare?");
      const years = rows(page).filter({ hasText: "years of relevant experience" }).last();
      await expect(years).toContainText("Met");
      await expect(years.getByRole("link", { name: "Statistician, Institute of Surveys" })).toHaveAttribute("href", "/profile/experience/e2e-job");
      await expect(main(page).getByRole("status")).toHaveText(/^\d of \d requirements are met\.$/);
      await expect(page.getByRole("group", { name: "Which jobs are relevant?" })).toBeVisible({ visible: script });
    });
  });
}

test("whether a job is relevant is tried out in the browser, and nothing is sent", async ({ page, quick }) => {
  await completeProfile(quick);
  await page.goto(`${VACANCY}/compare`);
  await alive(page);
  const years = rows(page).filter({ hasText: "years of relevant experience" }).last();
  await expect(years).toContainText("Met");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.getByRole("group", { name: "Which jobs are relevant?" }).getByLabel(job.title).uncheck();
  await expect(years).toContainText("Not met");
  await expect(years).toContainText("None of your jobs is counted.");
  await page.getByRole("group", { name: "Which jobs are relevant?" }).getByLabel(job.title).check();
  await expect(years).not.toContainText("Not met");
  expect(sent).toEqual([]);
});

test("gaps and overlaps are pointed out, and nobody is kept from applying", async ({ page, quick, visit }) => {
  await completeProfile(quick);
  const earlier = { ...job, title: "Clerk", from_year: "2008", to_month: "12", to_year: "2010", current: "" };
  await post(quick, "/profile/experience/e2e-early", earlier);
  await post(quick, "/profile/experience/e2e-beside", { ...earlier, title: "Tutor", from_month: "1", from_year: "2010" });
  await visit("/profile/experience", "Experience outside the ILO");
  const remarks = main(page).locator(".notification", { hasText: "Please look at these once more" });
  await expect(remarks).toContainText("January 2011 – February 2019: no job between “Tutor, Institute of Surveys” and “Statistician, Institute of Surveys”.");
  await expect(remarks).toContainText("January 2010 – December 2010: “");
  await visit("/profile", "Your profile");
  await expect(page.getByText("Your profile is complete. You can apply.")).toBeVisible();
});

test("what somebody needs is told to who arranges it when they ask for it, and is not in the application", async ({ page, quick, mailbox }) => {
  await completeProfile(quick);
  await page.goto(`${VACANCY}/apply`);
  await expect(page.locator("#tell_needs")).toHaveCount(0);
  await post(quick, "/profile/needs", { needs: "A sign language interpreter" });
  await page.goto(`${VACANCY}/apply`);
  await alive(page);
  await field(page, "Send what I need during recruitment").check();
  await send(page);
  await expect(page.getByText("We have received your application")).toBeVisible();
  await expect(main(page)).not.toContainText("interpreter");
  const reference = await main(page).locator("dl dd").first().innerText();
  const mail = await mailbox.take("accommodation@example.org", new RegExp(reference));
  expect(mail.text).toContain("A sign language interpreter");
});

test("the pages on which a profile is read can be printed: without what belongs to the screen, on pages that are filled", async ({ page, quick }) => {
  await completeProfile(quick);
  await page.goto("/profile/print");
  await alive(page);
  await page.emulateMedia({ media: "print" });
  for (const gone of ["nav", ".buttons", ".back", ".screen-only"]) {
    expect(await page.locator(gone).count(), gone).toBeGreaterThan(0);
    for (const element of await page.locator(gone).all()) await expect(element).toBeHidden();
  }
  await expect(main(page).getByRole("heading", { name: "Experience outside the ILO" })).toBeVisible();
  const pdf = (await page.pdf({ format: "A4", tagged: true, outline: true })).toString("latin1");
  expect(pdf).toContain("/StructTreeRoot");
  expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(3);
});
