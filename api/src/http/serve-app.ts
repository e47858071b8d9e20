import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { serve } from "@hono/node-server";
import { defineErrors } from "../errors.ts";

/** What a request may be before anything of it is looked at. In bytes and ms. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
};

const brokenRequests = defineErrors({
  request_unreadable: [400, "This is no request of HTTP."],
  request_timeout: [408, "The request did not come to its end in time. Send it again."],
  headers_too_large: [431, "The headers are over the limit of {limitBytes} bytes."],
});

type Listen = {
  fetch: (request: Request, env: object) => Response | Promise<Response>;
  port: number;
  hostname?: string;
};

/** Serves an app over HTTP. What is no request, or too large a one, gets an error of the one shape as well. */
export function serveApp(
  { fetch, port, hostname }: Listen,
  onListen?: (info: { port: number }) => void,
): Server {
  const server = serve(
    { fetch, port, ...(hostname && { hostname }), createServer, serverOptions: limits },
    onListen,
  ) as Server;
  server.on("clientError", answerBrokenRequest);
  return server;
}

function answerBrokenRequest(broken: NodeJS.ErrnoException, socket: Socket) {
  // Gone, or in the middle of an answer: nothing more can be said.
  if (!socket.writable || socket.bytesWritten > 0) return socket.destroy();
  const { status, code, message } =
    broken.code === "HPE_HEADER_OVERFLOW"
      ? brokenRequests.headers_too_large({ limitBytes: limits.maxHeaderSize })
      : broken.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? brokenRequests.request_timeout()
        : brokenRequests.request_unreadable();
  const body = JSON.stringify({ error: { code, message, requestId: randomUUID() } });
  socket.end(
    [
      `HTTP/1.1 ${status} ${code}`,
      "Connection: close",
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}
