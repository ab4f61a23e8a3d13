import { alive, expect, figure, median } from "./fixtures";
import { completeProfile, job, post } from "../support/person";
import { test } from "../support/signed-in";

const ENTRIES = 60;
/** As long as the fields take. */
const text = (most: number) => "Planned, led and evaluated household surveys. ".repeat(50).slice(0, most);

test("checking a profile at its limits in WebAssembly", async ({ page }) => {
  await page.goto("/gallery");
  await alive(page);
  await page.locator("#measure").click();
  await expect(page.locator("#measured")).toHaveText(/[\d.]+ ms/);
  const taken = Number((await page.locator("#measured").innerText()).match(/([\d.]+) ms/)![1]);
  figure("checking a profile of 60 entries in each section, in WebAssembly", taken, "ms", { below: 5 });
});

test("rendering and printing a profile of 60 jobs of 3,000 characters", async ({ page, quick, context, server }) => {
  test.setTimeout(180_000);
  await completeProfile(quick);
  const long = { ...job, duties: text(2000), achievements: text(1000) };
  for (let entry = 0; entry < ENTRIES - 1; entry++) {
    await post(quick, `/profile/experience/bench-${entry}`, { ...long, title: `${job.title} ${entry}` });
  }
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const times: number[] = [];
  for (let asked = 0; asked < 40; asked++) {
    const begun = performance.now();
    const answer = await fetch(`${server.address}/profile/print`, { headers: { cookie } });
    const body = await answer.text();
    times.push(performance.now() - begun);
    expect(body.match(/<h3>/g)!.length).toBeGreaterThanOrEqual(ENTRIES);
  }
  figure("rendering a profile of 60 jobs of 3,000 characters: a request, median", median(times), "ms", { below: 50 });
  await page.goto("/profile/print");
  await alive(page);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b/g)!.length;
  expect(pages).toBeGreaterThan(20);
  figure("the same printed on A4", pages, "pages");
});
