import { alive, figure, firstNotice, test } from "./fixtures";

const kilobytes = (bytes: number) => bytes / 1000;

// What a first visit to the list of vacancies costs, as it travels.
test("size of a first visit to /vacancies", async ({ page, server }) => {
  await firstNotice(server); // and fifty rows
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

  for (const [kind, size] of Object.entries(bytes)) figure(`/vacancies, 50 rows: ${kind}`, kilobytes(size), "KB");
  const readable = (bytes.Document ?? 0) + (bytes.Stylesheet ?? 0);
  const all = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  figure("/vacancies, 50 rows: readable with", kilobytes(readable), "KB", { atMost: 30 });
  figure("/vacancies, 50 rows: complete with", kilobytes(all), "KB", { atMost: 200 });
});
