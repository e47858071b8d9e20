import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** Palette and type of the shop (void ground, ice text, acid for the one action), system fonts only. */
const css = `
:root{color-scheme:dark;--void:#05060b;--night:#0b0c16;--panel:#131421;--raised:#1b1c2e;--ice:#eceaff;--fog:#a9a6c9;--line:#3a3858;--edge:#6b6796;--acid:#c6ff3d;--cyan:#22e7ff;--magenta:#ff6be0;--amber:#ffb02e;--red:#ff5d73}
*{box-sizing:border-box}
body{margin:0;background:radial-gradient(60rem 30rem at 0 -10rem,#22e7ff14,transparent),radial-gradient(50rem 30rem at 100% -5rem,#ff2bd112,transparent),var(--void);color:var(--ice);font:1rem/1.6 "Space Grotesk",ui-sans-serif,system-ui,sans-serif;min-height:100vh}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
main.narrow{max-width:27rem}
h1{font-size:clamp(1.75rem,5vw,2.5rem);line-height:1.05;margin:.25rem 0 .5rem;letter-spacing:-.01em}
h2{font-size:1.25rem;margin:0 0 .25rem}
a{color:var(--cyan)}
p{margin:.25rem 0 .75rem;max-width:64ch}
.label{font:500 .8125rem/1.4 "Geist Mono",ui-monospace,monospace;letter-spacing:.04em;color:var(--fog);text-transform:uppercase}
.mono,code,pre{font-family:"Geist Mono",ui-monospace,monospace;font-size:.8125rem;overflow-wrap:anywhere}
pre{background:var(--void);border:1px solid var(--line);padding:.75rem;overflow:auto;margin:.5rem 0}
.fog{color:var(--fog)}
.notice{border-left:3px solid var(--amber);background:#ffb02e14;color:var(--amber);padding:.5rem .75rem;margin:1rem 0;font-size:.875rem}
.card{background:var(--panel);border:1px solid var(--line);padding:1rem;clip-path:polygon(0 0,calc(100% - 14px) 0,100% 14px,100% 100%,0 100%)}
.grid{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr))}
.row{display:flex;gap:.5rem;flex-wrap:wrap;align-items:center}
.button,button{display:inline-flex;justify-content:center;align-items:center;min-height:2.75rem;padding:.4rem 1rem;border:1px solid var(--edge);border-radius:2px;background:var(--raised);color:var(--ice);font:inherit;font-weight:600;line-height:1.2;cursor:pointer;text-decoration:none}
button:hover,.button:hover{border-color:var(--ice)}
button:active,.button:active{transform:translateY(1px)}
.quiet{background:none;border-color:var(--acid);color:var(--acid)}
.acid{background:var(--acid);border-color:var(--acid);color:var(--void)}
.wide{width:100%}
:focus-visible{outline:3px solid var(--acid);outline-offset:3px}
.acid:focus-visible{outline-color:var(--void);box-shadow:0 0 0 6px var(--acid)}
input,select{width:100%;min-height:2.75rem;background:var(--void);color:var(--ice);border:1px solid var(--edge);border-radius:2px;padding:.4rem .75rem;font:inherit}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}
`;

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

interface Page {
  title: string;
  body: Markup;
  narrow?: boolean;
  /** Reloads the page after so many seconds (no script needed). */
  refreshSec?: number;
  /** Extra rules of this page. */
  style?: string;
  /** One inline script; pages must work without it. */
  script?: string;
}

/** One HTML page of the sandbox: self-contained, no outside assets. */
export function page({ title, body, narrow, refreshSec, style, script }: Page): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
${refreshSec ? html`<meta http-equiv="refresh" content="${refreshSec}">` : ""}
<title>${title}</title>
<style>${raw(css + (style ?? ""))}</style>
</head>
<body><main class="${narrow ? "narrow" : ""}">${body}</main>${script ? html`<script>${raw(script)}</script>` : ""}</body>
</html>`;
}

/** The Content-Security-Policy for a page with at most the one inline script given. */
export function policy(script?: string): string {
  const scripts = script ? `'sha256-${createHash("sha256").update(script).digest("base64")}'` : "'none'";
  return `default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; frame-src 'self'; script-src ${scripts}; base-uri 'none'`;
}

/** ₹ with Indian grouping: 1234500 paise → "₹12,345". */
export function rupees(paise: number): string {
  const whole = paise % 100 === 0;
  return new Intl.NumberFormat("en-IN", {
    style: "currency",
    currency: "INR",
    minimumFractionDigits: whole ? 0 : 2,
  }).format(paise / 100);
}
