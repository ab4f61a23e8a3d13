import { Server, test as base } from "../fixtures";
import { importInto } from "../support/import";
import { noticeText, vacancyOf } from "../support/notice";

export { alive, expect } from "../fixtures";

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
  const list = await (await fetch(`${server.address}/vacancies`)).text();
  const rows = list.match(/<li class="card/g)?.length;
  if (rows !== 50) throw new Error(`the list has ${rows} rows`);
  const notice = list.match(/href="(\/vacancies\/[^"/?]+)"/)?.[1];
  if (!notice) throw new Error("no link to a notice in the list");
  return notice;
}
