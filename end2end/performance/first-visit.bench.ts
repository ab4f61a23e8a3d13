import { alive, expect, firstNotice, test } from "./fixtures";

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

// What a first visit to the list of vacancies costs, as it travels.
test("size of a first visit to /vacancies", async ({ page, server }) => {
  await firstNotice(server); // there are fifty rows
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = {};
  network.on("Network.responseReceived", ({ requestId, type, response }) => {
    kinds.set(requestId, response.mimeType.includes("wasm") ? "WebAssembly" : type);
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await page.goto("/vacancies");
  await alive(page);
  await page.waitForLoadState("networkidle");

  for (const [kind, size] of Object.entries(bytes)) console.log(`${kind.padEnd(12)} ${kilobytes(size)}`);
  const readable = (bytes.Document ?? 0) + (bytes.Stylesheet ?? 0);
  const all = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  console.log(`readable with ${kilobytes(readable)}, complete with ${kilobytes(all)}`);
  expect(readable).toBeLessThanOrEqual(30_000);
  expect(all).toBeLessThanOrEqual(200_000);
});
