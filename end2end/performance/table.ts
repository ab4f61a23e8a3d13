import { cpus } from "node:os";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Prints all figures as one table in Markdown, for the README. */
export default class Table implements Reporter {
  private rows: string[] = [];
  private broken: string[] = [];

  onTestEnd(test: TestCase, result: TestResult) {
    const figures = result.annotations.filter(({ type }) => type === "figure");
    this.rows.push(...figures.map(({ description }) => `| ${description} |`));
    if (figures.length === 0) this.broken.push(`${test.title}: ${result.error?.message}`);
  }

  onEnd() {
    console.log(`\n| measured on ${cpus().length} cores | figure | aim | |\n|---|---|---|---|\n${this.rows.join("\n")}`);
    const missed = this.rows.filter((row) => row.includes("**missed**")).length;
    console.log(missed + this.broken.length === 0 ? "\nEvery aim is met." : `\n${missed} aims are missed.`);
    for (const words of this.broken) console.log(`Not measured: ${words}`);
  }
}
