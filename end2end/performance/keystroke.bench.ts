import type { Page } from "@playwright/test";
import { alive, expect, test } from "../fixtures";
import { figure, median, percentile } from "./fixtures";
import { signUp } from "../support/person";

const KEYS = 200;
const ROUNDS = 3;
/** 1,900 characters, in lines. */
const TEXT = "Planned, led and evaluated household surveys. ".repeat(50).slice(0, 1900);


/** Of the times that keys took, in milliseconds. */
type Times = { p50: number; p95: number };

/** Types into a text, and measures from each key to the frame after it, in which everything that it changed is shown. */
async function keystrokes(page: Page): Promise<Times> {
  const processor = await page.context().newCDPSession(page);
  await processor.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.locator("textarea#duties").focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.evaluate(() => {
    const taken: number[] = [];
    (globalThis as unknown as { taken: number[] }).taken = taken;
    // An earlier round measures no more.
    const page = globalThis as unknown as { measuring?: AbortController };
    page.measuring?.abort();
    page.measuring = new AbortController();
    // Captured before anybody else hears of it: `timeStamp` is when the key was pressed.
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // A message is delivered once the frame has been painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => taken.push(performance.now() - timeStamp);
          port2.postMessage(0);
        });
      },
      { capture: true, signal: page.measuring.signal },
    );
  });
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 2 ? "Backspace" : "e");
    await page.waitForTimeout(20);
  }
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken.length)).toBe(KEYS);
  const taken = await page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken);
  await processor.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await processor.detach();
  const settled = taken.slice(10);
  return { p50: median(settled), p95: percentile(settled, 0.95) };
}

// A keystroke in a text of 1,900 characters until its counter and its error are shown, on a processor slowed four times, beside a
// text field in a page of its own without any script, and beside the same page while it is plain HTML: what is more than that is ours.
test("a keystroke in Key duties", async ({ page, browser, context, server, mailbox, complaints }) => {
  test.setTimeout(300_000);
  await signUp(browser, context, server, mailbox);
  await page.goto("/profile/experience/bench");
  await alive(page);
  await page.getByLabel("Key duties").fill(TEXT);
  // By keyboard: a mouse over one of the pages, and not over the other, is looked for at each of its frames. What is refused here has
  // every problem told from now on.
  await page.getByRole("button", { name: "Save and continue" }).press("Enter");
  await expect(page.locator("#error-summary")).toBeVisible();
  const bare = await context.newPage();
  await bare.setContent(`<label for=duties>Key duties</label><textarea id=duties rows=12 cols=60>${TEXT}</textarea>`);
  const plain = await context.newPage();
  await plain.route("**/*.js", (route) => route.abort());
  await plain.goto(new URL(page.url()).pathname);
  await plain.getByLabel("Key duties").fill(TEXT);

  const measured = [bare, plain, page].map((page) => ({ page, rounds: [] as Times[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { page, rounds } of measured) {
      await page.bringToFront();
      rounds.push(await keystrokes(page));
    }
  }
  await expect(page.locator("#duties ~ .counter[aria-hidden=true]")).toContainText("100 characters left");
  for (const share of ["p50", "p95"] as const) {
    const [alone, beside, ours] = measured.map(({ rounds }) => median(rounds.map((times) => times[share])));
    figure(`keystroke in a bare textarea, processor slowed 4 times: ${share}`, alone, "ms");
    figure(`keystroke in Key duties while it is plain HTML, likewise: ${share}`, beside, "ms");
    figure(`keystroke in Key duties, likewise: ${share}`, ours, "ms");
    figure(`keystroke, ${share}, against the bare textarea`, ours / alone, "times", { atMost: 1.2 });
    figure(`keystroke, ${share}, against the page in plain HTML`, ours / beside, "times");
  }
  // That the plain page's script did not come.
  expect(complaints.filter((message) => !message.includes("dynamically imported module"))).toEqual([]);
  complaints.length = 0;
});
