import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Vacancy } from "./notice";
import type { Server } from "./server";

/** Imports vacancies into a server, as an operator does. */
export async function importInto(server: Server, vacancies: Partial<Vacancy>[]) {
  const file = join(server.data, "vacancies.json");
  await writeFile(file, JSON.stringify({ vacancies }, null, 2));
  return server.run("import", "vacancies", file);
}
