import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/ilo-jobs/target");
/** `PROFILE=debug` tests what `make dev` has compiled. */
const compiled = join(target, process.env.PROFILE ?? "release");
export const binary = join(compiled, "ilo-jobs");

/** The real program, on a port and a data folder of its own. */
export class Server {
  private process?: ChildProcess;
  /** What it has printed. */
  log = "";

  private constructor(
    readonly address: string,
    readonly data: string,
    readonly environment: Record<string, string>,
  ) {}

  /** Starts a server with sample data; `environment` is added to its configuration. */
  static async start(environment: Record<string, string> = {}): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), "ilo-jobs-"));
    const address = `127.0.0.1:${await freePort()}`;
    const server = new Server(`http://${address}`, data, {
      ILO_JOBS_ADDRESS: address,
      ILO_JOBS_PUBLIC_URL: `http://${address}`,
      ILO_JOBS_DATA: data,
      ILO_JOBS_SITE: join(compiled, "site"),
      ILO_JOBS_MAIL_FROM: "ILO Jobs <no-reply@example.org>",
      ILO_JOBS_SAMPLE: "1",
      ...environment,
    });
    await server.resume();
    return server;
  }

  /** Runs it (again) on the same data, and waits until it is ready. */
  async resume() {
    const child = spawn(binary, ["serve"], { env: { ...process.env, ...this.environment } });
    this.process = child;
    let ended: string | undefined;
    child.on("error", (error) => (ended = `${binary} cannot be run: ${error.message}`));
    child.on("exit", (code, signal) => (ended = `the server ended (${code ?? signal})`));
    child.stdout.on("data", (text) => (this.log += text));
    child.stderr.on("data", (text) => (this.log += text));
    for (const started = Date.now(); Date.now() - started < 60_000; ) {
      if (ended) throw new Error(`${ended}:\n${this.log}`);
      const ready = await fetch(`${this.address}/health/ready`).catch(() => undefined);
      if (ready?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server was not ready after a minute:\n${this.log}`);
  }

  /** Runs another command of the program on the same data; gives its exit code and what it printed. */
  run(...command: string[]): Promise<{ code: number | null; output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(binary, command, { env: { ...process.env, ...this.environment } });
      let output = "";
      child.stdout.on("data", (text) => (output += text));
      child.stderr.on("data", (text) => (output += text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
  }

  /** Ends the process and leaves its data: politely, or with SIGKILL as a power cut would. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const tooLate = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await exit;
    clearTimeout(tooLate);
  }

  /** Its resident memory, in megabytes. */
  memory(): number {
    const status = readFileSync(`/proc/${this.process?.pid}/status`, "utf8");
    return Math.round(Number(status.match(/VmRSS:\s*(\d+)/)?.[1]) / 1024);
  }

  /** Waits until it rests: until it has used less than a twentieth of a processor for two seconds. */
  async rest() {
    // In hundredths of a second: the times in user and in kernel mode, behind the name in brackets (proc(5)).
    const used = () => {
      const fields = readFileSync(`/proc/${this.process?.pid}/stat`, "utf8").split(") ")[1].split(" ");
      return Number(fields[11]) + Number(fields[12]);
    };
    for (const started = Date.now(); Date.now() - started < 120_000; ) {
      const before = used();
      await new Promise((resolve) => setTimeout(resolve, 2000));
      if (used() - before < 10) return;
    }
    throw new Error("the server did not come to rest in two minutes");
  }

  async remove() {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject()));
    });
  });
}
