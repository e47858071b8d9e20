import { html } from "hono/html";
import { page } from "../page.ts";
import type { ChipRow } from "./drawer.ts";
import { forgeries } from "./taps.ts";

const perPage = 48;

/** The drawer as a person sees it: one card per garment's chip, by batch. */
export function drawerPage(chips: ChipRow[], query: Record<string, string>) {
  const batches = [...new Map(chips.map((chip) => [chip.batch, chip.label]))];
  const wanted = chips.filter((chip) => isWanted(chip, query));
  const shown = wanted.slice(0, perPage);
  const body = html`
<p class="label">Sandbox · Chips</p>
<h1>The drawer</h1>
<p class="fog">Each card is the chip sewn into one garment. Hold a phone to it: the chip signs a fresh link and the tap page opens. A forged copy shows what a fake does.</p>
<form method="get" class="row" style="margin:1rem 0">
  <label class="label" for="batch">Batch</label>
  <select id="batch" name="batch" style="width:auto"><option value="">all</option>${batches.map(([batch, label]) => html`<option value="${batch}" ${query.batch === String(batch) ? "selected" : ""}>${batch} ${label}</option>`)}</select>
  <label class="label" for="serial">Serial</label>
  <input id="serial" name="serial" inputmode="numeric" value="${query.serial ?? ""}" style="width:6rem">
  <button>Find</button>
  <span class="fog">${wanted.length > perPage ? `first ${perPage} of ${wanted.length}` : `${wanted.length} chips`}</span>
</form>
${chips.length === 0 ? html`<p class="card">No chips yet. They appear when garments are encoded (the seed does that).</p>` : ""}
<div class="grid">${shown.map(card)}</div>`;
  return page({ title: "Chip drawer", body });
}

function card(chip: ChipRow) {
  return html`<article class="card" style="display:grid;gap:.6rem;align-content:space-between">
<div><p class="label" style="margin:0">Batch ${chip.batch} · ${String(chip.serial).padStart(3, "0")}</p>
<h2>${chip.label || "Unnamed piece"}</h2>
<p class="mono fog" style="margin:0" title="${chip.address}">${short(chip.address)} · ${chip.counter === 1 ? "1 tap" : `${chip.counter} taps`}</p></div>
<form method="post" action="/chips/${chip.address}/hold"><button class="quiet wide">Hold phone to it</button></form>
<form method="post" action="/chips/${chip.address}/hold-copy" class="row" style="flex-wrap:nowrap">
<select name="forgery" aria-label="Kind of forgery">${Object.keys(forgeries).map((kind) => html`<option value="${kind}">${kind.replace("_", " ")}</option>`)}</select>
<button style="white-space:nowrap">Forged copy</button></form>
</article>`;
}

function isWanted(chip: ChipRow, { batch, serial }: Record<string, string>): boolean {
  return (!batch || chip.batch === Number(batch)) && (!serial || chip.serial === Number(serial));
}

const short = (address: string) => `${address.slice(0, 8)}…${address.slice(-6)}`;
