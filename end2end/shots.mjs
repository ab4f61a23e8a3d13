import { chromium } from "@playwright/test";
const base = "http://127.0.0.1:4100";
const b = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const out = "/tmp/w/shots";
const signIn = async (role) => {
  const c = await b.newContext({ baseURL: base });
  const p = await c.newPage();
  await p.goto("/account/sign-in");
  await p.waitForSelector("html[data-alive]", { timeout: 20000 }).catch(() => {});
  await p.fill("[name=email]", `${role}@example.org`);
  await p.fill("[name=password]", "sample account password");
  await p.press("[name=password]", "Enter");
  await p.waitForURL((u) => !u.pathname.includes("sign-in"), { timeout: 20000 });
  const state = await c.storageState();
  await c.close();
  return state;
};
const shots = async (role, list, dark = false, widths = [360, 1280]) => {
  const state = await signIn(role);
  for (const w of widths) {
    const c = await b.newContext({ baseURL: base, storageState: state, viewport: { width: w, height: 800 }, colorScheme: dark ? "dark" : "light" });
    const p = await c.newPage();
    p.on("pageerror", (e) => console.log("ERR", role, e.message));
    p.on("console", (m) => { if (m.type() === "error") console.log("CONSOLE", role, m.text()); });
    for (const [name, path] of list) {
      await p.goto(path);
      await p.waitForSelector("html[data-alive]", { timeout: 20000 }).catch(() => console.log("not alive", path));
      await p.waitForTimeout(300);
      const wide = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log("OVERFLOW", wide, w, path);
      await p.screenshot({ path: `${out}/${role}-${name}-${w}${dark ? "-dark" : ""}.png`, fullPage: true });
    }
    await c.close();
  }
};
const links = async (role, path, re) => {
  const state = await signIn(role);
  const c = await b.newContext({ baseURL: base, storageState: state });
  const p = await c.newPage();
  await p.goto(path);
  const hrefs = await p.$$eval("main a", (as) => as.map((a) => [a.getAttribute("href"), a.closest("li,tr")?.innerText.replace(/\n/g, " | ").slice(0, 120)]));
  await c.close();
  return hrefs.filter(([h]) => re.test(h));
};
export { b, shots, links, signIn, base };
