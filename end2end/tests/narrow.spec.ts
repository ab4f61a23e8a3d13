import type { Page } from "@playwright/test";
import { alive, expect } from "../fixtures";
import { JOB, main, summary, test } from "../support/signed-in";
import { completeProfile, job, post } from "../support/person";

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
    "/profile/ilo-experience/e2e-new",
    "/profile/expertise/e2e-new",
    "/profile/education/e2e-new",
    "/profile/training/e2e-new",
    "/profile/publications/e2e-new",
    "/profile/memberships/e2e-new",
    "/profile/references/e2e-new",
    "/profile/education",
    "/profile/more",
    "/profile/declarations",
    "/vacancies/int-normes-p3-2026-02/apply",
    "/vacancies/int-normes-p3-2026-02/apply/review",
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
