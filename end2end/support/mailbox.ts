import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it is sent. */
export class Mailbox {
  private mails: { to: string[]; mail: Email }[] = [];
  private smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", async () => {
        const mail = await PostalMime.parse(Buffer.concat(parts));
        this.mails.push({ to: session.envelope.rcptTo.map((to) => to.address.toLowerCase()), mail });
        done();
      });
    },
  });
  /** Where it listens. */
  url = "";

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.smtp.listen(0, "127.0.0.1", resolve));
    const address = mailbox.smtp.server.address();
    if (!address || typeof address !== "object") throw new Error("the mail server has no port");
    mailbox.url = `smtp://127.0.0.1:${address.port}`;
    return mailbox;
  }

  /** Every mail to a person so far, oldest first. */
  all(to: string): Email[] {
    return this.mails.filter((mail) => mail.to.includes(to.toLowerCase())).map(({ mail }) => mail);
  }

  /** Takes the oldest mail to a person whose subject matches, and waits for it if need be. */
  async take(to: string, subject: RegExp = /^/): Promise<Email> {
    for (const started = Date.now(); Date.now() - started < 15_000; ) {
      const index = this.mails.findIndex(
        (mail) => mail.to.includes(to.toLowerCase()) && subject.test(mail.mail.subject ?? ""),
      );
      if (index >= 0) return this.mails.splice(index, 1)[0].mail;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const others = this.mails.map(({ to, mail }) => `${to}: ${mail.subject}`).join("\n");
    throw new Error(`no mail to ${to} about ${subject}; there are:\n${others}`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.smtp.close(resolve));
  }
}
