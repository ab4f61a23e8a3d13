import { randomBytes } from "node:crypto";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import autocannon from "autocannon";
import { expect, figure, firstNotice, test } from "./fixtures";

// What browsers say that they take. A page for nobody in particular is kept as gzip.
const headers = { "accept-encoding": "gzip, deflate, br", accept: "text/html" };

// How much one server serves to sixteen connections, each page beside a static file of its size from the same server.
test("pages per second", async ({ server }) => {
  const notice = await firstNotice(server);
  const site = join(server.data, "site");
  await cp(server.environment.ILO_JOBS_SITE, site, { recursive: true });
  await server.stop();
  server.environment.ILO_JOBS_SITE = site;
  await server.resume();

  for (const [name, path] of Object.entries({ list: "/vacancies", notice })) {
    const page = await fetch(server.address + path, { headers });
    const size = Number(page.headers.get("content-length"));
    expect(size, `the size of the ${name}`).toBeGreaterThan(1000);
    // Bytes like those of a compressed page: reading them takes the client, which has one core, longer than letters do.
    await writeFile(join(site, `${name}.bin`), randomBytes(size));
    const rate: Record<string, number> = {};
    const kilobytes = (size / 1000).toFixed(1);
    for (const [what, address] of [["static file", `/${name}.bin`], [name, path]]) {
      const url = server.address + address;
      await autocannon({ url, connections: 16, duration: 2, headers });
      const { requests, latency, non2xx } = await autocannon({ url, connections: 16, duration: 10, headers });
      expect(non2xx, `refusals of ${address}`).toBe(0);
      rate[what] = requests.average;
      figure(`${what}, ${kilobytes} KB, 16 connections`, Math.round(requests.average), "a second");
      figure(`${what}, ${kilobytes} KB, p99`, latency.p99, "ms");
    }
    figure(`${name}: share of the static file's rate`, rate[name] / rate["static file"], "", { atLeast: 0.5 });
  }
  figure("memory of the server after it", server.memory(), "MB", { below: 150 });
});
