import { alive, axe, expect, test } from "../fixtures";
import { signUp } from "../support/person";

/** A vacancy that is open in the samples, for nationals of one country. */
const JPO = "/vacancies/jpo-geneva-p2-2026-06";
const NOTICE = "/vacancies/int-socpro-p4-2026-11";
const words = {
  "": { pdf: "Save as PDF", calendar: "Add the deadline to your calendar", mail: "Send by e-mail", similar: "Similar vacancies that are open" },
  "/fr": { pdf: "Enregistrer en PDF", calendar: "Ajouter la date limite à votre agenda", mail: "Envoyer par courriel", similar: "Postes semblables encore ouverts" },
  "/es": { pdf: "Guardar como PDF", calendar: "Añadir la fecha límite a su calendario", mail: "Enviar por correo electrónico", similar: "Vacantes similares abiertas" },
};

for (const [prefix, said] of Object.entries(words)) {
  test(`a notice is kept as a PDF, its deadline noted and the notice passed on, without WebAssembly: ${prefix || "/en"}`, async ({ browser, server }) => {
    const bare = await browser.newPage({ javaScriptEnabled: false, baseURL: server.address });
    await bare.goto(prefix + NOTICE);
    const tools = bare.locator(".notice-tools");
    const address = async (name: string) => (await tools.getByRole("link", { name }).getAttribute("href"))!;
    const pdf = await bare.request.get(await address(said.pdf));
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 8).toString()).toBe("%PDF-1.7");
    const calendar = await bare.request.get(await address(said.calendar));
    expect(await calendar.text()).toMatch(/BEGIN:VEVENT[^]*DTEND:\d{8}T2[23]0000Z/);
    const mail = new URL(await address(said.mail));
    expect(mail.protocol).toBe("mailto:");
    expect(mail.searchParams.get("body")).toBe(server.address + prefix + NOTICE);
    // What only a browser with WebAssembly can do is not offered.
    await expect(tools.getByRole("button")).toHaveCount(0);
    await expect(bare.getByRole("heading", { level: 2, name: said.similar })).toBeVisible();
    await expect(bare.locator("time.deadline")).toHaveAttribute("datetime", /^\d{4}-\d{2}-\d{2}$/);
    await expect(bare.locator("time.days-left")).toHaveAttribute("datetime", /^P\d+D$/);
    await bare.close();
  });
}

test("by keyboard alone the link is copied, and it is said", async ({ page, context, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.address });
  await page.goto("/fr" + NOTICE);
  await alive(page);
  const copy = page.getByRole("button", { name: "Copier le lien" });
  for (let key = 0; key < 40 && !(await copy.evaluate((button) => button === document.activeElement)); key++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Le lien est copié." })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${server.address}/fr${NOTICE}`);
});

test("where the browser can share, sharing is offered and handed the title and the address", async ({ page, server }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "share", { value: async (what: object) => void Object.assign(window, { shared: what }) });
  });
  await page.goto(NOTICE);
  await alive(page);
  await page.getByRole("button", { name: "Share" }).click();
  const shared = await page.evaluate(() => (window as unknown as { shared: { title: string; url: string } }).shared);
  expect(shared).toEqual({ title: await page.locator("h1").innerText(), url: server.address + NOTICE });
});

test("a candidate is told what the profile says of a nationality, and may apply all the same", async ({ browser, context, page, server, mailbox }) => {
  await signUp(browser, context, server, mailbox);
  await page.goto(JPO);
  await alive(page);
  const note = page.getByRole("alert").filter({ hasText: "Open to nationals of" });
  await expect(note).toContainText("Your profile does not name your nationality yet.");
  await expect(note.getByRole("link", { name: "Nationality in your profile" })).toHaveAttribute("href", "/profile/personal");
  await expect(page.getByRole("link", { name: "Apply for this vacancy" }).first()).toBeVisible();
  await axe(page);
});

test("what a notice says to search engines leaves with it", async ({ page }) => {
  await page.goto(NOTICE);
  await alive(page);
  const posting = page.locator("script[type='application/ld+json']");
  expect(JSON.parse((await posting.textContent())!)).toMatchObject({ "@type": "JobPosting", directApply: true });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Vacancies" }).click();
  await expect(page.locator("h1")).toHaveText("Vacancies");
  await expect(posting).toHaveCount(0);
});

test("on paper stand the notice and its deadline, and nothing that can only be pressed", async ({ page }) => {
  await page.goto(NOTICE);
  await alive(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".deadline")).toBeVisible();
  await expect(page.locator(".notice-tools")).toBeHidden();
  await expect(page.getByRole("heading", { name: "Similar vacancies that are open" })).toBeHidden();
});

for (const prefix of ["", "/fr", "/es"]) {
  test(`axe finds nothing wrong and nothing is cut off: ${prefix || "/en"}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [NOTICE, JPO, "/api"]) {
      await page.goto(prefix + path);
      if (path !== "/api") await alive(page);
      await axe(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
    }
  });
}

test("what is required stands beside what is desirable on a wide page, and above it on a narrow one", async ({ page }) => {
  await page.goto(NOTICE);
  const columns = page.locator(".qualification-columns").filter({ has: page.locator(":scope > :nth-child(2)") }).first();
  const tops = () => columns.evaluate((grid) => [...grid.children].map((column) => column.getBoundingClientRect().top));
  await page.setViewportSize({ width: 1280, height: 800 });
  const [required, desirable] = await tops();
  expect(required).toBe(desirable);
  await page.setViewportSize({ width: 360, height: 740 });
  const [above, below] = await tops();
  expect(above).toBeLessThan(below);
});
