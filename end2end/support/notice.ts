import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** The notice of a real vacancy, which lies beside the checkout where the project is developed. */
const real = join(repository, "../shared/documents/vacancy-notice-p2.txt");

/** A notice of the same shape, for everybody else. */
const invented = `P2 - Archives and Reading Room Unit

P2 - Archives and Reading Room Unit

International Labour Organization (ILO)

March 2, 2025April 16, 2025GenevaSwitzerland
Job Description
Job Posting Organization:
The organization keeps the papers of a century of work.

Job Overview:
The position is part of the Archives and Reading Room Unit (ARCREAD) within the Library and Archives Department (LIBARCHIVES). The unit keeps what was decided and why, and helps those who look for it.

Duties and Responsibilities:
  • Answer the questions of readers, on site and from afar.
  • Describe new deposits so that they can be found.
  • Perform other related tasks as assigned.

Required Qualifications:
Education: A first-level university degree in history. Experience: Three years in an archive. Languages: Excellent English. Competencies: In addition to basic competencies, the following are required: Patience with old handwriting. Tact and discretion. Knowledge of digital preservation is an asset.

Educational Background:
A first-level university degree in history or archival science is required for this position.

Experience:
At least three years of experience in an archive that is open to the public.

Languages:
Excellent command of English and practical knowledge of French or Spanish.

Additional Notes:
The contract type is fixed-term, with the initial contract lasting for 24 months. Candidates must complete an online application form to apply for this position. The recruitment process may include written tests.
Similar Jobs
`;

/** The text of the notice. */
export const noticeText = existsSync(real) ? readFileSync(real, "utf8") : invented;

const sentences = (text: string) => text.split(/(?<=\.)\s+/);
const day = (date: Date) => date.toISOString().slice(0, 10);

/** Puts the text of a notice into the form that `ilo-jobs import vacancies` takes; published today, open as long as it was. */
export function vacancyOf(text: string, number: string) {
  const match = (pattern: RegExp) => {
    const found = text.match(pattern);
    if (!found) throw new Error(`the notice has nothing like ${pattern}`);
    return found.slice(1).map((part) => part.trim());
  };
  const section = (title: string, next: string) => match(new RegExp(`^${title}:\\n([\\s\\S]*?)\\n+${next}`, "m"))[0];

  const [grade, title] = match(/^(\w\d) - (.*)$/m);
  const [from, to, city, country] = match(/^(\w+ \d+, \d{4})(\w+ \d+, \d{4})([A-Z][a-z]+)([A-Z][a-z]+)$/m);
  const open = new Date(to).getTime() - new Date(from).getTime();
  const codes = readFileSync(join(repository, "app/locales/countries/en.tsv"), "utf8").split("\n");
  const overview = section("Job Overview", "Duties and Responsibilities");
  const [unit, unitShort, department, departmentShort] = overview.match(/the (.+?) \((\w+)\) within the (.+?) \((\w+)\)/)!.slice(1);
  const competencies = sentences(section("Required Qualifications", "Educational Background").split("Competencies: ")[1]);
  const isAsset = (sentence: string) => /is an asset\.$/.test(sentence);
  const notes = sentences(section("Additional Notes", "Similar Jobs"));
  const process = notes.findIndex((sentence) => /^Candidates must/.test(sentence));
  return {
    number,
    category: "international",
    grade,
    contract_type: "fixed-term",
    contract_months: Number(match(/lasting for (\d+) months/)[0]),
    published_on: day(new Date()),
    closes_on: day(new Date(Date.now() + open)),
    department: departmentShort,
    unit: unitShort,
    duty_station: { city, country: codes.find((line) => line.endsWith(`\t${country}`))!.slice(0, 2) },
    original_language: "en",
    texts: {
      en: {
        title,
        department,
        unit,
        overview,
        duties: section("Duties and Responsibilities", "Required Qualifications")
          .split("\n")
          .map((line) => line.replace(/^\s*•\s*/, "").trim()),
        education: { minimum: section("Educational Background", "Experience") },
        experience: { minimum: section("Experience", "Languages") },
        languages: { minimum: section("Languages", "Additional Notes") },
        competencies: {
          minimum: competencies.filter((sentence) => !isAsset(sentence)).join("\n"),
          desirable: competencies.filter(isAsset).join("\n"),
        },
        conditions: notes.slice(0, process).join(" "),
        process: notes.slice(process).join(" "),
      },
    },
  };
}

export type Vacancy = ReturnType<typeof vacancyOf>;
