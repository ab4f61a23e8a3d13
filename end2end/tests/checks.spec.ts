import { alive, expect } from "../fixtures";
import { button, field, JOB, open, rows, summary, test } from "../support/signed-in";
import { personal, post } from "../support/person";

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    test("all that is wrong stands at the top and at its field, until it is put right", async ({ page, at, visit }) => {
      await visit(JOB, "Add a job");
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
      await at("Experience outside the ILO");
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

    test("a date of birth that cannot be is said to be wrong, and how", async ({ page, quick, at, visit }) => {
      await post(quick, "/profile/personal", { ...personal, phone: "1234" });
      await visit("/profile/personal", "Personal details");
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
      await at("Your profile");
      await expect(rows(page).first()).toContainText("Complete");
    });
  });
}

test("a button is pressed at once, also where leaving the field before it shows what is wrong", async ({ page }) => {
  await open(page);
  await field(page, "Key achievements").fill("x".repeat(1002));
  await button(page, "Save and continue").click();
  await expect(summary(page)).toBeFocused();
});

test("what is wrong is said when the field is left, what is missing only when the form is submitted", async ({ page }) => {
  await open(page);
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
