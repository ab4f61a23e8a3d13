import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { axe, expect } from "../fixtures";
import { Keyboard } from "../support/hands";
import { personal, post } from "../support/person";
import { button, heading, main, rows, summary, test } from "../support/signed-in";

const PAGE = "/profile/import";
const ASKS = "Fill in your profile from a file";
const SHOWS = "What we found in your file";
const sample = (name: string) => fileURLToPath(new URL(`../../app/cv/tests/samples/${name}`, import.meta.url));
const field = (page: Page) => main(page).getByLabel("File", { exact: true });
const box = (page: Page, name: string | RegExp) => main(page).getByRole("checkbox", { name });
const notification = (page: Page) => main(page).locator(".notification");

/** A file of each format: its name, an entry that is in it, a field of a person, something that has no place. */
const formats = [
  ["json-resume.json", "Senior statistician, Institute of Surveys", "+41 22 555 01 02", "basics.label"],
  ["europass-passport.xml", "Inspectrice du travail, Direction régionale du travail", "+33 4 72 00 00 00", "Level.Label"],
  ["europass-passport.json", "Inspectrice du travail, Direction régionale du travail", "+33 4 72 00 00 00", "Level.Label"],
  ["europass-candidate.xml", "Programme officer, Skills agency", "+351 210000000", "ExecutiveSummary"],
  ["linked-in.zip", "Economist, Wage Council", "+233 30 000 0000", "Connections.csv"],
] as const;

for (const script of [true, false]) {
  test.describe(script ? "with WebAssembly" : "without WebAssembly", () => {
    test.use({ javaScriptEnabled: script });

    /** Brings a file, and comes to where it is shown. */
    async function bring(page: Page, file: Parameters<ReturnType<typeof field>["setInputFiles"]>[0]) {
      await field(page).setInputFiles(file);
      await button(page, "Show what is in it").click();
    }

    for (const [name, entry, phone, left] of formats) {
      test(`${name}: what is found is shown, and what is ticked is taken over`, async ({ page, at, visit }) => {
        const sent: string[] = [];
        page.on("request", (request) => sent.push(request.headers()["content-type"] ?? ""));
        await visit(PAGE, ASKS);
        await bring(page, sample(name));
        await at(SHOWS);
        // What the browser can read itself is not sent.
        expect(sent.some((kind) => kind.startsWith("multipart/"))).toBe(!script);
        await expect(box(page, entry)).toBeChecked();
        await expect(box(page, "Telephone")).toBeChecked();
        await expect(box(page, "Telephone")).toHaveAccessibleDescription(phone);
        await expect(main(page).locator(".unknown")).toContainText(left);
        // The account knows a name: another one is not taken over unasked.
        await expect(box(page, "Family name")).not.toBeChecked();
        await expect(main(page)).toContainText("In your profile");
        await button(page, "Take over what is ticked").click();
        await at("Your profile");
        await expect(notification(page)).toContainText(/\d+ things were taken over from your file/);
        await visit("/profile/experience", "Experience outside the ILO");
        await expect(rows(page).locator("a", { hasText: entry })).toHaveCount(1);
        await visit("/profile/personal", "Personal details");
        await expect(main(page).getByLabel("Telephone")).toHaveValue(phone);
        await expect(main(page).getByLabel("Family name")).toHaveValue("Byron");
        // It is decided: the page asks for a file again.
        await visit(PAGE, ASKS);
      });
    }

    test("a file that cannot be read is refused in words, and the way leads to the field", async ({ page, at, visit }, info) => {
      await visit(PAGE, ASKS);
      const large = info.outputPath("large.zip");
      await writeFile(large, Buffer.alloc(50 << 20, "x"));
      const refusals: [string, string | Buffer, string][] = [
        ["cv.pdf", "%PDF-1.7 not really", "A PDF cannot be read."],
        ["latin.json", Buffer.from('{"basics": {"name": "Ren\xe9e"}}', "latin1"), "Save it with the encoding UTF-8"],
        ["laughs.xml", '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>', "defines parts of its own"],
        ["letter.txt", "Dear Sir or Madam", "This is none of the files that we can read."],
        ["half.json", '{"basics": {', "This file is damaged or not complete."],
        [large, "", "This file is larger than 10 MB."],
      ];
      for (const [name, content, words] of refusals) {
        const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
        await bring(page, name === large ? large : file);
        await expect(summary(page), name).toContainText(words, { timeout: 30_000 });
        await at(ASKS);
        if (script) await expect(summary(page)).toBeFocused();
        await expect(field(page)).toHaveAccessibleDescription(new RegExp(words.slice(0, 20)));
      }
      if (script) await axe(page);
      await visit(PAGE, ASKS);
      await button(page, "Show what is in it").click();
      await expect(summary(page)).toContainText("Choose a file that has something in it.");
    });

    test("what the profile says already is shown beside it and stays, unless it is ticked", async ({ page, quick, at, visit }) => {
      await post(quick, "/profile/personal", personal);
      await visit(PAGE, ASKS);
      await bring(page, sample("json-resume.json"));
      await at(SHOWS);
      const phone = box(page, "Telephone");
      await expect(phone).not.toBeChecked();
      await expect(phone).toHaveAccessibleDescription(/In your profile.*\+254 20 000 0142.*In the file.*\+41 22 555 01 02/);
      await box(page, "Postal address").check();
      // Somebody types elsewhere while this page is open: nothing is overwritten.
      await post(quick, "/profile/personal", { ...personal, phone: "+254 20 000 0199" });
      await button(page, "Take over what is ticked").click();
      await at(SHOWS);
      await expect(summary(page)).toContainText("Your profile has changed in the meantime");
      await expect(phone).toHaveAccessibleDescription(/\+254 20 000 0199/);
      await box(page, "Postal address").check();
      await button(page, "Take over what is ticked").click();
      await at("Your profile");
      await visit("/profile/personal", "Personal details");
      await expect(main(page).getByLabel("Telephone")).toHaveValue("+254 20 000 0199");
      await expect(main(page).getByLabel("Postal address")).toHaveValue("Chemin des Vignes 4\n1202 Geneva\nGE");
    });

    test("nothing need be taken over", async ({ page, at, visit }) => {
      await visit(PAGE, ASKS);
      await bring(page, sample("linked-in.zip"));
      await at(SHOWS);
      for (const each of await main(page).getByRole("checkbox").all()) await each.uncheck();
      await button(page, "Take over what is ticked").click();
      await expect(summary(page)).toContainText("Tick what you want to take over");
      await button(page, "Do not take over anything").click();
      await at("Your profile");
      await expect(notification(page)).toContainText("Nothing was taken over.");
      await visit("/profile/experience", "Experience outside the ILO");
      await expect(rows(page)).toHaveCount(0);
    });

    test("it is done by keyboard alone", async ({ page, at, visit }) => {
      const hands = new Keyboard(page, script);
      await visit("/profile", "Your profile");
      await hands.follow(main(page).getByRole("link", { name: ASKS }));
      await at(ASKS);
      if (script) await axe(page);
      // The dialog in which a file is chosen is the system's.
      await field(page).setInputFiles(sample("europass-candidate.xml"));
      await hands.press(button(page, "Show what is in it"));
      await at(SHOWS);
      if (script) await axe(page);
      await hands.tick(box(page, "Family name"));
      await hands.press(button(page, "Take over what is ticked"));
      await at("Your profile");
      await expect(notification(page)).toContainText("were taken over from your file");
      await visit("/profile/personal", "Personal details");
      await expect(main(page).getByLabel("Family name")).toHaveValue("Duarte");
    });

    test("both states of the page fit a screen of 320 pixels", async ({ page, at, visit }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      for (const prefix of ["", "/fr", "/es"]) {
        await page.goto(prefix + PAGE);
        expect(await wide(), `${prefix}, asking`).toBeLessThanOrEqual(0);
      }
      await visit(PAGE, ASKS);
      await bring(page, sample("json-resume.json"));
      await at(SHOWS);
      for (const prefix of ["", "/fr", "/es"]) {
        await page.goto(prefix + PAGE);
        expect(await wide(), `${prefix}, showing`).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("the profile can be had as JSON Resume, and brought back", async ({ page, quick, at, visit }) => {
  await post(quick, "/profile/personal", personal);
  await post(quick, "/profile/languages/e2e-language", { language: "sw", reading: "basic", writing: "basic" });
  await visit("/profile", "Your profile");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    main(page).getByRole("link", { name: "Download your profile as JSON Resume" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("resume.json");
  const file = await download.path();
  const resume = JSON.parse(await readFile(file, "utf8"));
  expect(resume.basics.name).toBe("Ada Byron");
  expect(resume.languages).toEqual([{ language: "Swahili", fluency: "reading basic, writing basic" }]);
  await visit(PAGE, ASKS);
  await field(page).setInputFiles(file);
  await button(page, "Show what is in it").click();
  await at(SHOWS);
  // All of it is in the profile: nothing is ticked, and only the entry can be.
  await expect(main(page).getByRole("checkbox")).toHaveCount(1);
  await expect(box(page, "Swahili")).not.toBeChecked();
  await expect(heading(page)).toHaveText(SHOWS);
});
