import { randomBytes } from "node:crypto";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { test as base } from "../fixtures";
import { expect, figure, NOTICE, type Server, serveFifty } from "./fixtures";

const PAGES = { list: "/vacancies", notice: NOTICE };

/** How many bytes a page has as it travels. */
function encodedSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (answer) => {
      let size = 0;
      answer.on("data", (part: Buffer) => (size += part.length));
      answer.on("end", () => resolve(size));
    }).on("error", reject);
  });
}

const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      // A site folder of its own, with a file of each page's size in it.
      const site = await mkdtemp(join(tmpdir(), "ilo-jobs-site-"));
      const plain = await serveFifty();
      await cp(plain.environment.ILO_JOBS_SITE, site, { recursive: true });
      for (const [name, path] of Object.entries(PAGES)) {
        const bytes = randomBytes(await encodedSize(plain.address + path));
        await writeFile(join(site, `${name}.txt`), bytes);
        await writeFile(join(site, `${name}.txt.br`), bytes);
      }
      await plain.remove();
      const server = await serveFifty({ ILO_JOBS_SITE: site });
      await use(server);
      await server.remove();
      await rm(site, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

// How much one server serves to sixteen connections, beside static files of the same size from the same server.
test("pages per second", async ({ server }) => {
  const run = async (path: string) => {
    const { requests, latency, non2xx } = await autocannon({
      url: server.address + path,
      connections: 16,
      duration: 8,
      headers: { "accept-encoding": "br" },
    });
    expect(non2xx, `answers to ${path} that are not what was asked for`).toBe(0);
    return { rate: Math.round(requests.average), p99: latency.p99 };
  };
  for (const [name, path] of Object.entries(PAGES)) {
    const size = await encodedSize(server.address + path);
    // A nonce is encoded now in more and now in fewer bytes.
    expect(Math.abs((await encodedSize(`${server.address}/${name}.txt`)) - size)).toBeLessThan(32);
    await run(path);
    const file = await run(`/${name}.txt`);
    const page = await run(path);
    const bytes = `${(size / 1000).toFixed(1)} KB`;
    figure(`static file of ${bytes}, 16 connections`, file.rate, "a second");
    figure(`static file of ${bytes}, p99`, file.p99, "ms");
    figure(`${name} page of ${bytes}, 16 connections`, page.rate, "a second", { atLeast: Math.round(file.rate / 2) });
    figure(`${name} page of ${bytes}, p99`, page.p99, "ms");
  }
  figure("memory of the server after it", server.memory(), "MB", { below: 150 });
});
