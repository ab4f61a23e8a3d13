import { readFileSync } from "node:fs";
import { join } from "node:path";
import autocannon from "autocannon";
import { expect, test } from "../fixtures";

// How much one server serves to sixteen connections, beside a static file from the same server.
test("pages per second", async ({ server, request }) => {
  const list = await (await request.get("/vacancies")).text();
  const notice = list.match(/href="(\/vacancies\/[^"/?]+)"/)?.[1];
  expect(notice, "a link to a notice in the list").toBeTruthy();
  const assets = JSON.parse(readFileSync(join(server.environment.ILO_JOBS_SITE, "assets.json"), "utf8"));

  const rate: Record<string, number> = {};
  for (const [name, path] of Object.entries({ "static file": assets.css, list: "/vacancies", notice: notice! })) {
    const { requests, latency, non2xx } = await autocannon({
      url: server.address + path,
      connections: 16,
      duration: 10,
      headers: { "accept-encoding": "br" },
    });
    expect(non2xx, `answers to ${path} that are not a page`).toBe(0);
    rate[name] = requests.average;
    console.log(`${name.padEnd(12)} ${Math.round(requests.average)} a second, p99 ${latency.p99} ms`);
  }
  console.log(`memory of the server after it: ${server.memory()} MB`);
  expect.soft(rate.list).toBeGreaterThan(rate["static file"] / 2);
  expect.soft(rate.notice).toBeGreaterThan(rate["static file"] / 2);
  expect.soft(server.memory()).toBeLessThan(150);
});
