import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { alive, expect, figure, percentile, Server } from "./fixtures";
import { test as signedIn } from "../support/signed-in";

/** More than any source lists, and as many of them as the country with the most of them has. */
const INSTITUTIONS = 30_000;
const IN_INDIA = 6_000;
const COUNTRIES = ["BR", "CN", "DE", "FR", "ID", "JP", "KE", "MX", "NG", "PE", "RU", "US"];
const SYLLABLES = "san ber lin gen ève kyo to mar ra kesh nai ro bi lag os são pau lo bue nos mont ré al ox ford del hi mum bai łódź mün zür ich".split(" ");
const KINDS = [
  (place: string) => `University of ${place}`,
  (place: string) => `${place} State University`,
  (place: string) => `The ${place} College of Arts and Sciences`,
  (place: string) => `Universidad Nacional de ${place}`,
  (place: string) => `École nationale supérieure d’agronomie de ${place}`,
  (place: string) => `${place} Institute of Technology`,
];

/** A name made of a number, the same for the same number. */
function name(number: number): string {
  let rest = Math.imul(number + 1, 2_654_435_761) >>> 0;
  let place = "";
  for (let syllable = 0; syllable < 4; syllable++, rest >>>= 5) place += SYLLABLES[rest % SYLLABLES.length];
  return KINDS[number % KINDS.length](place[0].toUpperCase() + place.slice(1));
}

const test = signedIn.extend<object, { server: Server }>({
  server: [
    async ({ mailbox }, use) => {
      const server = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url, ILO_JOBS_MAIL_FROM: "jobs@example.org" });
      const institutions = Array.from({ length: INSTITUTIONS }, (_, number) => ({
        IAUCode: `IAU-${number}`,
        CountryCode: number < IN_INDIA ? "IN" : COUNTRIES[number % COUNTRIES.length],
        OrgName: name(number),
        InstNameEnglish: name(number + 1),
        InstAcronym: name(number + 7).slice(0, 3).toUpperCase(),
        FormerNames: [name(number + 3)],
      }));
      const file = join(server.data, "institutions.json");
      await writeFile(file, JSON.stringify(institutions));
      const { code, output } = await server.run("import", "institutions", file, "--apply");
      expect(code, output).toBe(0);
      const found = async () => (await ask(server, name(0))).text();
      await expect.poll(found, { message: "the import", timeout: 60_000 }).toContain(name(0));
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

const ask = (server: Server, typed: string) =>
  fetch(`${server.address}/api/fn/lookup/institutions?country=IN&typed=${encodeURIComponent(typed)}`);

// What every key in the field asks of the server: names, one letter after the other.
test("finding an institution among 30,000", async ({ server }) => {
  const texts = Array.from({ length: 25 }, (_, number) => Array.from(name(number * 61)).slice(0, 20)).flatMap((letters) =>
    letters.map((_, length) => letters.slice(0, length + 1).join("")),
  );
  for (const text of texts.slice(0, 50)) await (await ask(server, text)).arrayBuffer();
  const times: number[] = [];
  for (const text of texts) {
    const begun = performance.now();
    const answer = await ask(server, text);
    await answer.arrayBuffer();
    times.push(performance.now() - begun);
    expect(answer.status, text).toBe(200);
  }
  figure("institutions, 6,000 of 30,000 in the country: a request, p50", percentile(times, 0.5), "ms");
  figure("the same: p95", percentile(times, 0.95), "ms", { below: 20 });
});

// What somebody waits who types.
test("key to first options", async ({ page }) => {
  await page.goto("/profile/education/e2e-bench");
  await alive(page);
  await page.locator("main #country").selectOption("IN");
  await page.evaluate(() => {
    const times: number[] = ((globalThis as unknown as { times: number[] }).times = []);
    const list = document.querySelector<HTMLElement>("#institution-list")!;
    let begun = 0;
    document.querySelector("#institution")?.addEventListener("keydown", () => (begun = performance.now()), { capture: true });
    new MutationObserver(() => {
      if (!list.hidden) requestAnimationFrame(() => times.push(performance.now() - begun));
    }).observe(list, { attributes: true, attributeFilter: ["hidden"] });
  });
  const field = page.locator("#institution");
  const measured = () => page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
  for (let number = 0; number < 60; number++) {
    await field.fill("");
    await field.press("unetsbgmlo"[number % 10]);
    await expect.poll(async () => (await measured()).length, "how often the list opened").toBe(number + 1);
  }
  const times = await measured();
  figure("institutions: key to first options in the browser, p95", percentile(times, 0.95), "ms", { below: 100 });
});
