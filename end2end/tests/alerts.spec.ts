import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { alive, axe, expect, Server, test as base } from "../fixtures";
import { type Hands, Keyboard, Pointer } from "../support/hands";
import { linkTo, post, signUp } from "../support/person";
import { button, field, heading, main, test } from "../support/signed-in";

const alerts = (page: Page) => main(page).locator(".alerts > li");
const link = (page: Page, name: string) => main(page).getByRole("link", { name, exact: true }).first();

const WAYS = [
  {
    from: "the page of a category, by keyboard",
    hands: (page: Page): Hands => new Keyboard(page),
    javaScriptEnabled: true,
    begin: async (hands: Hands) => {
      await hands.page.goto("/vacancies/categories/internships");
      await alive(hands.page);
      await hands.follow(link(hands.page, "Create an alert"));
    },
    matches: "Category: Internships",
  },
  {
    from: "a search",
    hands: (page: Page): Hands => new Pointer(page),
    javaScriptEnabled: true,
    begin: async (hands: Hands) => {
      await hands.page.goto("/vacancies?q=statistics&region=africa&closing=30");
      await hands.follow(link(hands.page, "Create an alert from this search"));
      await expect(main(hands.page)).toContainText("An alert leaves out when a vacancy closes");
    },
    matches: "“statistics” · Region: Africa",
  },
  {
    from: "the account, without WebAssembly",
    hands: (page: Page): Hands => new Pointer(page, false),
    javaScriptEnabled: false,
    begin: async (hands: Hands) => {
      await hands.page.goto("/account");
      await hands.follow(main(hands.page).locator('a[href="/alerts"]').first());
      await expect(main(hands.page)).toContainText("You have no job alert yet.");
      await hands.follow(link(hands.page, "Create an alert"));
    },
    matches: "All new vacancies",
  },
];

for (const { from, hands: handsOf, javaScriptEnabled, begin, matches } of WAYS) {
  test.describe(`from ${from}`, () => {
    test.use({ javaScriptEnabled });

    test("an alert is made, changed, paused, resumed and deleted, with an empty profile", async ({ page }) => {
      const hands = handsOf(page);
      const ready = () => (javaScriptEnabled ? alive(page) : Promise.resolve());
      await begin(hands);
      await expect(heading(page)).toHaveText("Create an alert");
      await ready();
      await hands.fill(field(page, "Name of the alert"), "x".repeat(101));
      await hands.press(button(page, "Save the alert"));
      await expect(page.locator("#error-summary")).toBeVisible();
      await hands.fill(field(page, "Name of the alert"), "My own");
      await hands.tick(page.getByRole("radio", { name: "Once a week" }));
      await hands.choose(field(page, "Day, for once a week"), "Friday");
      await hands.press(button(page, "Save the alert"));
      await expect(main(page)).toContainText("The alert is created.");
      await expect(alerts(page)).toHaveCount(1);
      await expect(alerts(page)).toContainText(matches);
      await expect(alerts(page)).toContainText("Once a week, on Friday");
      await ready();
      await hands.follow(link(page, "My own"));
      await expect(heading(page)).toHaveText("Change an alert");
      await ready();
      await expect(field(page, "Name of the alert")).toHaveValue("My own");
      await hands.choose(field(page, "Add a country"), "Kenya");
      await hands.press(button(page, "Save the alert"));
      await expect(main(page)).toContainText("The alert is saved.");
      await expect(alerts(page)).toContainText("Country: Kenya");
      await ready();
      await hands.press(button(page, "Pause"));
      await expect(alerts(page)).toContainText("Paused");
      await ready();
      await hands.press(button(page, "Resume"));
      await expect(alerts(page)).toContainText("Active");
      await ready();
      await hands.follow(link(page, "My own"));
      await expect(heading(page)).toHaveText("Change an alert");
      await ready();
      await expect(page.getByRole("checkbox", { name: "Kenya" })).toBeChecked();
      await hands.press(button(page, "Delete the alert"));
      if (javaScriptEnabled) {
        await hands.press(page.getByRole("dialog").getByRole("button", { name: "Delete the alert" }));
      } else {
        await expect(heading(page)).toHaveText("Delete this alert?");
        await hands.follow(link(page, "Cancel"));
        await expect(heading(page)).toHaveText("Change an alert");
        await hands.press(button(page, "Delete the alert"));
        await hands.press(button(page, "Delete the alert"));
      }
      await expect(main(page)).toContainText("The alert is deleted.");
      await expect(alerts(page)).toHaveCount(0);
    });
  });
}

test("who thinks again on the page that asks comes back to the form, also once the page is alive", async ({ page, quick }) => {
  await post(quick, "/alerts/new", { name: "Mine" });
  await page.goto("/alerts");
  await alive(page);
  const path = await link(page, "Mine").getAttribute("href");
  await page.goto(`${path}?delete=ask`);
  await alive(page);
  await link(page, "Cancel").click();
  await expect(heading(page)).toHaveText("Change an alert");
});

for (const [prefix, create, save] of [
  ["", "Create an alert", "Save the alert"],
  ["/fr", "Créer une alerte", "Enregistrer l’alerte"],
  ["/es", "Crear una alerta", "Guardar la alerta"],
] as const) {
  test(`at 320 pixels nothing is cut off, and axe finds nothing wrong: ${prefix || "/en"}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const look = async () => {
      await alive(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(320);
      await axe(page);
    };
    await page.goto(`${prefix}/alerts`);
    await look();
    await link(page, create).click();
    await expect(heading(page)).toHaveText(create);
    await look();
    await main(page).locator("details > summary").click();
    await look();
    await button(page, save).click();
    await expect(alerts(page)).toHaveCount(1);
    await look();
    const path = await alerts(page).getByRole("link").getAttribute("href");
    for (const other of [path!, `${path}?delete=ask`, `${prefix}/alerts/stop?token=none`]) {
      await page.goto(other);
      await look();
    }
  });
}

base("a mail tells of a vacancy that opens; its links lead to the notice, and to a button that stops it without signing in", async ({
  browser,
  context,
  page,
  mailbox,
}) => {
  const own = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url, ILO_JOBS_TRUSTED_PROXIES: "127.0.0.1" });
  try {
    const person = await signUp(browser, context, own, mailbox);
    await page.goto(`${own.address}/alerts/new?q=harbour`);
    await alive(page);
    await field(page, "Name of the alert").fill("Harbours");
    await page.getByRole("radio", { name: "As soon as a vacancy is published" }).check();
    await button(page, "Save the alert").click();
    await expect(alerts(page)).toHaveCount(1);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const vacancy = {
      number: "LOC/PORT/2026/77",
      category: "local",
      contract_type: "fixed-term",
      published_on: day(-1),
      closes_on: day(30),
      department: "PORT",
      duty_station: { city: "Nairobi", country: "KE" },
      original_language: "en",
      texts: { en: { title: "Harbour master", overview: "Keeps the harbour.", duties: ["Keep it."] } },
    };
    const file = join(own.data, "new.json");
    await writeFile(file, JSON.stringify({ vacancies: [vacancy] }));
    expect(await own.run("import", "vacancies", file)).toMatchObject({ code: 0 });
    // The worker looks every ten seconds or so.
    await expect.poll(() => mailbox.all(person.email).length, { timeout: 40_000 }).toBeGreaterThan(0);
    const mail = await mailbox.take(person.email, /Harbours/);
    expect(mail.subject).toBe("1 new vacancy: Harbours");
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    const stop = linkTo("/alerts/stop", mail.text);
    expect(header("list-unsubscribe")?.replace(/\s/g, "")).toBe(`<${stop}>`);
    // On another device, where nobody is signed in.
    const other = await browser.newPage({ javaScriptEnabled: false });
    await other.goto(linkTo("/vacancies/loc-port-2026-77", mail.text));
    await expect(heading(other)).toHaveText(/Harbour master/);
    await other.goto(stop);
    await expect(heading(other)).toHaveText("Stop this alert");
    await page.goto(`${own.address}/alerts`);
    await alive(page);
    await expect(alerts(page)).toContainText("Active");
    await button(other, "Stop the e-mails").click();
    await expect(heading(other)).toHaveText("The e-mails are stopped");
    await other.close();
    await page.reload();
    await alive(page);
    await expect(alerts(page)).toContainText("Paused");
  } finally {
    await own.remove();
  }
});
