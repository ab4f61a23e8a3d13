import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alive, expect, test } from "../fixtures";

type Assets = {
  css: string;
  js: string;
  wasm: string;
  texts: Record<string, string>;
  folder: string;
  split: string;
  manifest: Record<string, string[]>;
};

test("whatever the bundle names travels compressed, and is kept for a year", async ({ server, request }) => {
  const assets: Assets = JSON.parse(readFileSync(join(server.environment.ILO_JOBS_SITE, "assets.json"), "utf8"));
  const { css, js, wasm, texts, folder, split, manifest } = assets;
  const lazy = new Set(Object.values(manifest).flat());
  const files = [css, js, wasm, `${folder}/${split}`, ...[...lazy].map((name) => `${folder}/${name}.wasm`)];
  files.push(...Object.values(texts));
  for (const file of files) {
    const answer = await request.get(file, { headers: { "accept-encoding": "br, gzip" } });
    expect(answer.status(), file).toBe(200);
    const headers = answer.headers();
    // A file of a few bytes may be larger when compressed.
    if ((await answer.body()).length > 200) expect(headers["content-encoding"], file).toBe("br");
    expect(headers["cache-control"], file).toContain("immutable");
    expect(headers["cache-control"], file).toContain("max-age=31536000");
    if (file.endsWith(".wasm")) expect(headers["content-type"], file).toBe("application/wasm");
  }
});

test("the first page loads no lazy module and only one language", async ({ page, server }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto("/");
  await alive(page);
  expect(loaded.filter((path) => path.includes("/texts-")).length).toBeLessThanOrEqual(1);
  expect(loaded.filter((path) => path.includes("/split_"))).toEqual([]);
  // Everything comes from the server itself: no font, script or picture of anybody else.
  expect(server.address).toBe(new URL(page.url()).origin);
});
