import { randomUUID } from "node:crypto";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import type { Mailbox } from "./mailbox";
import type { Server } from "./server";

/** Somebody who looks for a post. */
export type Person = { givenNames: string; familyName: string; email: string; password: string };

export function somebody(): Person {
  return {
    givenNames: "Ada",
    familyName: "Byron",
    email: `ada.${randomUUID().slice(0, 8)}@example.org`,
    password: "seven lanterns over the quay",
  };
}

/** The address in a mail that leads to a page. */
export function linkTo(path: string, text: string | undefined): string {
  const link = text?.match(/https?:\/\/\S+/g)?.find((link) => new URL(link).pathname.endsWith(path));
  if (!link) throw new Error(`no link to ${path} in:\n${text}`);
  return link;
}

type Answers = Record<string, string>;

/** Posts a page's form as a browser without WebAssembly does, hidden fields included; gives where that led. */
export async function post(page: Page, path: string, answers: Answers): Promise<string> {
  return page.evaluate(
    async ([path, answers]) => {
      const html = await (await fetch(path)).text();
      const found = new DOMParser().parseFromString(html, "text/html");
      const form = found.querySelector<HTMLFormElement>("main form");
      if (!form) throw new Error(`no form at ${path}: ${found.querySelector("main")?.textContent}`);
      const body = new URLSearchParams();
      for (const [name, text] of new FormData(form)) body.append(name, String(text));
      for (const [name, text] of Object.entries(answers)) body.set(name, text);
      const answer = await fetch(form.getAttribute("action") ?? path, { method: "POST", body });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return new URL(answer.url).pathname;
    },
    [path, answers] as const,
  );
}

/** Signs somebody up, quickly, through the plain forms; the context is signed in then. */
export async function signUp(browser: Browser, context: BrowserContext, server: Server, mailbox: Mailbox): Promise<Person> {
  const person = somebody();
  const helper = await browser.newContext({ javaScriptEnabled: true, baseURL: server.address });
  const page = await helper.newPage();
  await page.goto("/terms");
  await post(page, "/account/new", { residence: "KE" });
  await post(page, "/account/new/statement?residence=KE", {});
  await post(page, "/account/new/details", {
    given_names: person.givenNames,
    family_name: person.familyName,
    email: person.email,
    password: person.password,
    language: "en",
  });
  const mail = await mailbox.take(person.email, /confirm/i);
  const link = new URL(linkTo("/account/confirm", mail.text));
  await post(page, link.pathname + link.search, {});
  await signIn(page, person);
  await context.addCookies(await helper.cookies());
  await helper.close();
  return person;
}

/** Signs in, if need be. The page must stand on the site. */
export async function signIn(page: Page, person: Person) {
  const names = (await page.context().cookies()).map((cookie) => cookie.name);
  if (!names.includes("__Host-session")) {
    await post(page, "/account/sign-in", { email: person.email, password: person.password });
  }
  expect((await page.context().cookies()).map((cookie) => cookie.name)).toContain("__Host-session");
}

export const personal = {
  family_name: "Byron",
  given_names: "Ada",
  birth_day: "10",
  birth_month: "12",
  birth_year: "1985",
  nationality: "KE",
  residence: "KE",
  address: "12 Riverside Drive\nNairobi",
  phone: "+254 20 000 0142",
  relatives: "no",
  served: "no",
};

export const job = {
  title: "Statistician",
  employer: "Institute of Surveys",
  country: "KE",
  from_month: "3",
  from_year: "2019",
  current: "yes",
  duties: "Planned the labour force survey.",
  achievements: "The survey is now quarterly.",
};

export const language = {
  language: "en",
  understanding: "advanced",
  speaking: "advanced",
  reading: "advanced",
  writing: "advanced",
  certificate: "Cambridge C1 Advanced, 2015",
};

export const area = { area: "statistics", depth: "advanced", years: "7", last_year: "2025" };

export const degree = {
  country: "KE",
  institution: "University of Nairobi",
  level: "masters-degree",
  degree: "Master of Science in Statistics",
  from_month: "9",
  from_year: "2008",
  completion: "obtained",
  to_month: "12",
  to_year: "2010",
};

const today = new Date();

export const declarations = {
  declare_truth: "yes",
  declare_conduct: "yes",
  declare_checks: "yes",
  signed_name: "Ada Byron",
  signed_day: String(today.getDate()),
  signed_month: String(today.getMonth() + 1),
  signed_year: String(today.getFullYear()),
};

/** Writes an application and sends it from its review, quickly; gives where that led. The page must stand on the site. */
export async function sendApplication(page: Page, vacancy: string, answers: Answers = {}): Promise<string> {
  await post(page, `${vacancy}/apply`, { ...answers, action: "submit" });
  return post(page, `${vacancy}/apply/review`, { truthful: "yes" });
}

/** Fills in all that is needed of the profile, quickly. The page must stand on the site. */
export async function completeProfile(page: Page) {
  await post(page, "/profile/personal", personal);
  await post(page, "/profile/experience/e2e-job", job);
  await post(page, "/profile/expertise/e2e-area", area);
  await post(page, "/profile/education/e2e-degree", degree);
  await post(page, "/profile/languages/e2e-language", language);
  await post(page, "/profile/declarations", declarations);
}
