import type { Page } from "@playwright/test";
import { alive, expect, serious, test as base } from "../fixtures";
import { completeProfile, post, signUp } from "../support/person";
import { send } from "../support/signed-in";

const JOB = "/profile/experience/e2e-text";

const test = base.extend<object>({
  // Every test here is somebody else, signed in.
  page: async ({ browser, context, page, server, mailbox }, use) => {
    await signUp(browser, context, server, mailbox);
    await use(page);
  },
});

const duties = (page: Page) => page.getByLabel("Key duties");
const counter = (page: Page) => page.locator("#duties ~ .counter[aria-hidden=true]");
const saved = (page: Page) => expect(page.locator(".save-status [aria-hidden=true]")).toHaveText(/^Saved/);

/** The rule in JavaScript's own words. */
const cleaned = (text: string) =>
  text
    .replace(/[\u200B\u2060\uFEFF\u00AD]/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/[\u00A0\u202F]/g, " ")
    .replace(/\uF0B7/g, "•");

const TEXTS: [string, string][] = [
  ["plain letters", "Planned surveys."],
  ["letters with diacritics", "Élaboration d’enquêtes à Genève"],
  ["combining marks", "e\u0301a\u0308n\u0303"],
  ["emoji beyond the basic plane", "😀👍"],
  ["a family of emoji joined by ZWJ", "👩‍👩‍👧‍👦 and 👩🏽‍🔬"],
  ["flags", "🇰🇪🇨🇭"],
  ["Arabic with marks", "مُخَطَّط"],
  ["Devanagari with ZWJ and ZWNJ", "क्‍ष क्‌ष"],
  ["Chinese beyond the basic plane", "𠜎𠜱"],
  ["line feeds", "one\ntwo\n\nthree"],
  ["carriage returns and line feeds, mixed", "one\r\ntwo\rthree\nfour\r\n\r\nfive"],
  ["a paste from Word", "\uF0B7\u00A0Planned the survey\u2028\uF0B7\u00A0“Led” a team – of five…\u00AD"],
  ["no-break spaces", "50\u202F% of\u00A0all"],
  ["what cannot be seen", "\uFEFFin\u200Bvis\u2060ible\u00AD"],
  ["tabs", "a\tb"],
  ["lone surrogates", "a\uD83Db\uDE00c"],
];

for (const [what, text] of TEXTS) {
  test(`the counter says what JavaScript's length says of ${what}`, async ({ page }) => {
    await page.goto(JOB);
    await alive(page);
    await duties(page).evaluate((area: HTMLTextAreaElement, text) => {
      area.focus();
      area.value = text;
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, text);
    // What the browser itself makes of the value: it turns line ends into LF.
    const value = await duties(page).inputValue();
    const units = cleaned(value).length;
    await expect(counter(page)).toHaveText(`You have ${(2000 - units).toLocaleString("en")} characters left`);
    await saved(page);
    await page.reload();
    // Kept as it was typed; half a character cannot be sent and becomes the replacement character, of the same length.
    const kept = value.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
    expect(await duties(page).inputValue()).toBe(kept);
    expect(cleaned(kept).length).toBe(units);
  });
}

test("2,000 characters are taken and 2,001 are not, by JavaScript's count, in the browser and on the server", async ({ page }) => {
  await page.goto(JOB);
  await alive(page);
  const whole = "👩‍🔬".repeat(400); // 5 code units each
  await duties(page).fill(whole);
  await expect(counter(page)).toHaveText("You have 0 characters left");
  await duties(page).blur();
  await expect(page.locator("#duties-error")).toHaveCount(0);
  await duties(page).fill(whole + "é");
  await expect(counter(page)).toHaveText("You have 1 character too many");
  await duties(page).blur();
  await expect(page.locator("#duties-error")).toContainText("Shorten this text by 1 character.");
  await saved(page);
  // Nothing is cut.
  await page.reload();
  await expect(duties(page)).toHaveValue(whole + "é");
});

test("a paste of several thousand characters stays whole until its writer has cut it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(JOB);
  await alive(page);
  const text = "Planned and led surveys.\n".repeat(200);
  await duties(page).focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
  await expect(duties(page)).toHaveValue(text);
  await expect(counter(page)).toHaveText("You have 3,000 characters too many");
  await saved(page);
});

test("a control character is named, not dropped", async ({ page }) => {
  await page.goto(JOB);
  await alive(page);
  await duties(page).evaluate((area: HTMLTextAreaElement) => {
    area.focus();
    area.value = "a\u0007b\u0000c";
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    area.blur();
  });
  await expect(page.locator("#duties-error")).toContainText("control character");
  await saved(page);
});

const HARM = [
  `</textarea><script>document.documentElement.dataset.harmed = "yes"</script>`,
  `<img src=x onerror="document.documentElement.dataset.harmed = 'yes'">`,
  `"><svg onload="document.documentElement.dataset.harmed='yes'">`,
  `\n{{constructor}} &lt;b&gt; &amp; <!-- -->`,
].join("\n");
const LINE = `</textarea><script>document.documentElement.dataset.harmed = "yes"</script><img src=x onerror="x()">`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled });

    test("markup that is typed is shown as it was typed, everywhere, and does nothing", async ({ page, context, complaints }) => {
      const harmless = async () => {
        expect(await page.locator("html").getAttribute("data-harmed"), page.url()).toBeNull();
        await expect(page.locator("main :is(script, img, svg[onload])"), page.url()).toHaveCount(0);
        expect(serious(complaints)).toEqual([]);
      };
      await page.goto("/terms");
      const plain = await context.browser()!.newContext({ javaScriptEnabled: true, baseURL: new URL(page.url()).origin });
      await plain.addCookies(await context.cookies());
      const quick = await plain.newPage();
      await quick.goto("/terms");
      await completeProfile(quick);
      // The form.
      await page.goto("/profile/experience/e2e-job");
      if (javaScriptEnabled) await alive(page);
      await page.getByLabel("Job title").fill(LINE);
      await page.getByLabel("Employer").fill(LINE);
      await duties(page).fill(HARM);
      await page.getByLabel("Key achievements").fill(HARM);
      // The conflict: another version of it, that does not come in the midst of a save.
      if (javaScriptEnabled) await saved(page);
      await post(quick, "/profile/experience/e2e-job", { duties: "Newer. " + HARM });
      await page.getByLabel("Employer").fill(`${LINE} too`);
      await page.getByRole("button", { name: "Save and continue" }).click();
      await expect(page.locator(".conflict")).toContainText("<img src=x onerror=");
      await harmless();
      await page.getByRole("button", { name: "Keep my text" }).click();
      await expect(page.locator(".conflict")).toHaveCount(0);
      await page.goto("/profile/experience/e2e-job");
      await expect(duties(page)).toHaveValue(HARM);
      await expect(page.getByLabel("Job title")).toHaveValue(LINE);
      await harmless();
      // The list.
      await page.goto("/profile/experience");
      await expect(page.locator("main li a")).toContainText("</textarea><script>");
      await harmless();
      // The letter and the receipt.
      await page.goto("/vacancies/int-normes-p3-2026-02/apply");
      await page.getByLabel("Cover letter").fill(HARM);
      await send(page, javaScriptEnabled);
      await expect(page.getByText("We have received your application")).toBeVisible();
      await expect(page.locator("main .text").first()).toContainText("</textarea><script>");
      await harmless();
      await plain.close();
    });
  });
}
