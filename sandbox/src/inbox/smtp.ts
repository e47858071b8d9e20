import type { Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { type Fault, type Faults, sleep } from "../faults.ts";
import { type MessageStore, toMessage } from "./store.ts";

/**
 * reject: refuse the mail (550, or `status`: 4xx asks the sender to try again) · delay: answer late ·
 * drop: hang up while the mail is being sent · drop_after: keep the mail, hang up before saying so.
 */
export const smtpActs = ["reject", "delay", "drop", "drop_after"];

/** An SMTP sink: takes every mail for everybody, any login, no TLS. Rejects when the port is taken. */
export async function listenSmtp(port: number, store: MessageStore, faults: Faults) {
  const sockets = new Map<string, Socket>();
  const hangUp = (session: SMTPServerSession) =>
    sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: 25 * 1024 * 1024,
    logger: false,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anybody" }),
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      const rule = firstFault(faults, recipients);
      receive(stream, rule)
        .then((mail) => {
          if (rule?.do === "drop") return hangUp(session);
          if (rule?.do === "reject") return done(refusal(rule));
          store.add(toMessage(mail, recipients));
          if (rule?.do === "drop_after") return hangUp(session);
          done();
        })
        .catch((error) => done(error));
    },
  });
  server.on("error", () => {}); // a sender that hangs up is no news
  server.server.on("connection", (socket: Socket) => {
    const name = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(name, socket);
    socket.on("close", () => sockets.delete(name));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The SMTP server has no TCP address.");
  return {
    port: address.port,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(resolve);
      }),
  };
}

function firstFault(faults: Faults, recipients: string[]): Fault | undefined {
  for (const address of recipients) {
    const rule = faults.take(`smtp ${address.toLowerCase()}`);
    if (rule) return rule;
  }
  return undefined;
}

async function receive(stream: NodeJS.ReadableStream, rule: Fault | undefined) {
  const mail = await simpleParser(stream as Parameters<typeof simpleParser>[0]);
  if (rule) await sleep(rule.ms ?? (rule.do === "delay" ? 2_000 : 0));
  return mail;
}

function refusal({ status = 550, body = "The sandbox was told to refuse this mail" }: Fault): Error {
  return Object.assign(new Error(body), { responseCode: status });
}
