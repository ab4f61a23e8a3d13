import { expect, Server, test as base } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";

export { alive, expect, Server } from "../fixtures";

/** A server with fifty open vacancies: one full page of the list. */
export async function serveFifty(environment: Record<string, string> = {}): Promise<Server> {
  const server = await Server.start({ ILO_JOBS_SAMPLE: "0", ...environment });
  const published_on = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const vacancies = Array.from({ length: 50 }, (_, n) => {
    const number = `BENCH/${String(n + 1).padStart(2, "0")}`;
    const vacancy = { ...vacancyOf(noticeText, number), published_on };
    vacancy.texts.en.title += `, ${number}`;
    return vacancy;
  });
  const imported = await importInto(server, vacancies);
  expect(imported.code, imported.output).toBe(0);
  await expect(async () => {
    expect((await (await fetch(`${server.address}/vacancies`)).text()).match(/href="\/vacancies\/bench-/g)).toHaveLength(50);
  }).toPass();
  return server;
}

export const NOTICE = "/vacancies/bench-01";

export const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await serveFifty();
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

/** A figure for the table that `npm run bench` prints, with what it must be, if it must be anything. */
export function figure(what: string, value: number, unit: string, bound?: { atMost?: number; atLeast?: number; below?: number }) {
  const shown = `${Number.isInteger(value) ? value.toLocaleString("en") : value.toFixed(value < 10 ? 2 : 1)}${unit && ` ${unit}`}`;
  const { atMost, atLeast, below } = bound ?? {};
  const aim = [[atMost, "at most"], [atLeast, "at least"], [below, "under"]].filter(([n]) => n !== undefined);
  const met = (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast) && (below === undefined || value < below);
  const row = [what, shown, aim.map(([n, words]) => `${words} ${n}`).join(", "), bound ? (met ? "met" : "**missed**") : ""];
  base.info().annotations.push({ type: "figure", description: row.join(" | ") });
  expect.soft(met, `${what}: ${shown}, ${row[2]}`).toBe(true);
}
