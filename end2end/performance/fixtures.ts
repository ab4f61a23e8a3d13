import { expect, Server, test as base } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";

export { alive, expect, Server } from "../fixtures";

/** As the tests', with a first page of fifty vacancies: the samples and as many again as are missing. */
export const test = base.extend<object, { server: Server }>({
  server: [
    async ({ mailbox }, use) => {
      const server = await Server.start({ ILO_JOBS_SMTP_URL: mailbox.url, ILO_JOBS_MAIL_FROM: "jobs@example.org" });
      const more = Array.from({ length: 20 }, (_, place) => {
        const vacancy = vacancyOf(noticeText, `P/BENCH/2026/${String(place + 1).padStart(2, "0")}`);
        vacancy.texts.en.title += `, unit ${place + 1}`;
        return vacancy;
      });
      const { code, output } = await importInto(server, more);
      if (code !== 0) throw new Error(output);
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

/** The address of the first notice in the list. */
export async function firstNotice(server: Server): Promise<string> {
  let list = "";
  // The server looks for what others have imported once in a while.
  const rows = async () => {
    list = await (await fetch(`${server.address}/vacancies`)).text();
    return list.match(/<li [^>]*class="card/g)?.length;
  };
  await expect.poll(rows, "rows of the list").toBe(50);
  const notice = list.match(/href="(\/vacancies\/[^"/?]+)"/)?.[1];
  if (!notice) throw new Error("no link to a notice in the list");
  return notice;
}

/** The number below which this share of them is: 0.95 asks for the 95th percentile. */
export const percentile = (numbers: number[], share: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

export const median = (numbers: number[]) => percentile(numbers, 0.5);

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
