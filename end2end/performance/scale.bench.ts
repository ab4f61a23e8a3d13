import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import autocannon from "autocannon";
import { binary } from "../support/server";
import { expect, figure, firstNotice, median, Server, test } from "./fixtures";
import { post } from "../support/person";

const CANDIDATE = "temperance.odhiambo@example.org";
const PASSWORD = "sample account password";

// `make bench` runs this beside a PostgreSQL of its own (tools/postgres).
const postgres = process.env.TEST_POSTGRES_URL;
const engines = [["SQLite", undefined], ...(postgres ? [["PostgreSQL", postgres]] : [])];

type Asking = { rate: number; connections: number; cookie?: string };
const MANY: Asking = { rate: 200, connections: 8 };

const ROUNDS = 3;

/**
 * The slowest of a hundred answers but one, in milliseconds, at so many requests a second, the median of the rounds: a few answers
 * decide it, and one round's may be half as much again as the next one's. `paths` take turns.
 */
async function p99(server: Server, paths: string[], { rate, connections, cookie }: Asking): Promise<number> {
  const headers = { "accept-encoding": "gzip, deflate, br", accept: "text/html", ...(cookie ? { cookie } : {}) };
  const requests = paths.map((path) => ({ path }));
  const run = (duration: number) =>
    autocannon({ url: server.address, connections, overallRate: rate, duration, headers, requests });
  await run(3);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { latency, non2xx, errors } = await run(15);
    expect(non2xx + errors, `refusals of ${paths[0]}`).toBe(0);
    rounds.push(latency.p99);
  }
  return median(rounds);
}

/** Searches that differ, so that no page that is kept answers them all. */
const searches = ["statistics", "labour", "ocio", "project manager nairobi", "econom", "programme", "finance geneva"].flatMap((words) =>
  ["", "&region=africa", "&grade=P4&sort=newest"].map((more) => `/vacancies?q=${encodeURIComponent(words)}${more}`),
);

/** Fills a server's database: with so many open and closed vacancies and candidates, or with as many as there may ever be. */
async function fill(server: Server, database?: string, ...numbers: number[]) {
  await server.stop();
  const scale = join(dirname(binary), "examples", "scale");
  const address = database ?? join(server.data, "ilo-jobs.db");
  const { status, stdout, stderr, error } = spawnSync(scale, [address, CANDIDATE, ...numbers.map(String)], { encoding: "utf8" });
  expect(status, error?.message ?? stderr).toBe(0);
  console.log(stdout);
  await server.resume();
}

for (const [engine, database] of engines) {
  test(`as much as the largest organisation has, on ${engine}`, async ({ browser }) => {
    test.setTimeout(3_600_000);
    const pages = async (server: Server) => ({
      list: await p99(server, ["/vacancies"], MANY),
      search: await p99(server, searches, MANY),
      notice: await p99(server, [await firstNotice(server)], MANY),
    });
    const few = await Server.start();
    const { total } = (await (await fetch(`${few.address}/api/v1/vacancies`)).json()) as { total: number };
    await fill(few, undefined, 100 - total, 0, 0);
    await few.rest();
    const before = await pages(few);
    await few.remove();

    const server = await Server.start(database ? { DATABASE_URL: database } : {});
    await fill(server, database);
    const early = await p99(server, ["/vacancies"], MANY);
    figure(`${engine}: list of 10,000 vacancies, p99 at 200 a second just after the start`, early, "ms", { below: 50 });
    // It numbers the vacancies that it sees for the first time, and matches them to the alerts.
    await server.rest();
    const found = await (await fetch(`${server.address}/vacancies`)).text();
    expect(found).toContain("10,0");

    const page = await browser.newPage({ baseURL: server.address });
    await page.goto("/terms");
    await post(page, "/account/sign-in", { email: CANDIDATE, password: PASSWORD });
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    await page.close();

    const many = await pages(server);
    figure(`${engine}: list of 10,000 vacancies, p99 at 200 a second`, many.list, "ms", { below: 50 });
    figure(`${engine}: search of 10,000 vacancies, p99 at 200 a second`, many.search, "ms", { below: 50 });
    figure(`${engine}: notice, p99 at 200 a second`, many.notice, "ms", { below: 50 });
    figure(`${engine}: list, beside 100 vacancies`, many.list / Math.max(1, before.list), "times", { atMost: 1.5 });
    figure(`${engine}: search, beside 100 vacancies`, many.search / Math.max(1, before.search), "times", { atMost: 1.5 });
    figure(`${engine}: notice, beside 100 vacancies`, many.notice / Math.max(1, before.notice), "times", { atMost: 1.5 });
    // All that come in a second are sent at its beginning, by each connection one after the other.
    const mine = (connections: number) => p99(server, ["/applications"], { rate: 20, connections, cookie });
    figure(`${engine}: the applications of one, p99 of 20 a second one after the other`, await mine(1), "ms", { below: 20 });
    figure(`${engine}: the applications of one, p99 of eight at the same moment`, await mine(8), "ms");
    figure(`${engine}: memory of the server after it`, server.memory(), "MB");
    await server.remove();
  });
}
