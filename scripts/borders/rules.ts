// The borders of the house: who may import whom. Type imports count. `npm test -- borders` walks them;
// borders.test.ts beside this file plants a violation of each.
import type { ICruiseOptions, IForbiddenRuleType, IRegularForbiddenRuleType } from "dependency-cruiser";

type Rule = IForbiddenRuleType & { name: string };

/** `why` is what somebody reads who crossed it. */
function forbid(name: string, why: string, rule: Pick<IRegularForbiddenRuleType, "from" | "to">): Rule {
  return { name, comment: why, severity: "error", ...rule };
}

/** The floors of the API, from the top: nothing below knows what is above. */
const floors = [
  ["entries", "^api/src/(server|worker|migrate|openapi|bot)\\.ts$"],
  ["top", "^api/src/(app\\.ts|create-(api-|worker-)?deps\\.ts|worker/)"],
  ["reconciler", "^api/src/reconciler/"],
  ["auditor", "^api/src/auditor/"],
  ["modules", "^api/src/modules/"],
  ["minter", "^api/src/(minter|realtime)/"],
  ["audit", "^api/src/(audit|metrics|restored)/"],
  ["http", "^api/src/http/"],
  ["deps", "^api/src/deps\\.ts$"],
  ["ground", "^api/src/(adapters|db|jobs|limits|input)/"],
  [
    "leaves",
    "^api/src/(answer-in-time|caller|errors|env|gst-states|in-rupees|key-settings|log|permissions|seller-settings|sms-settings)\\.ts$",
  ],
] as const;

const runsUp = floors.slice(1).map(([floor, path], at) => {
  const above = floors.slice(0, at + 1);
  return forbid(
    `api-${floor}-runs-up`,
    `${floor} knows nothing of ${above.map(([name]) => name).join(", ")}.`,
    {
      from: { path },
      to: { path: above.map(([, paths]) => paths) },
    },
  );
});

/** What is entered by what its package.json exports, never by a path into its inside. */
const packages = ["api", "contracts", "indexer", "pictures", "sandbox", "scripts", "web"];

const reachesInside = packages.map((name) =>
  forbid(`${name}-stays-outside-others`, "A package is entered by what its package.json exports.", {
    from: { path: `^${name}/` },
    to: {
      path: packages.filter((other) => other !== name).map((other) => `^${other}/`),
      dependencyTypes: ["local"],
    },
  }),
);

export const rules: Rule[] = [
  forbid("no-circle-of-files", "Two files that import each other: move what both need into one of its own.", {
    from: {},
    to: { circular: true },
  }),
  {
    name: "no-circle-of-modules",
    comment: "Modules stand above one another. What two of them need stands below both.",
    severity: "error",
    scope: "folder",
    from: { path: "^api/src/modules/" },
    to: { circular: true, path: "^api/src/modules/" },
  },
  ...runsUp,
  forbid("minter-has-no-http", "What sends to the chain answers no requests.", {
    from: { path: "^api/src/minter/" },
    to: { path: ["^api/src/http/", "node_modules/(hono|@hono)/"] },
  }),
  forbid(
    "auditor-reads-for-itself",
    "What is audited can't vouch for itself: the auditor reads rows and the chain by its own means.",
    {
      from: { path: "^api/src/auditor/" },
      to: {
        path: ["^api/src/(adapters|minter|http|jobs)/", "^api/src/modules/"],
        pathNot: ["/tables\\.ts$", "^api/src/jobs/define-job\\.ts$"],
      },
    },
  ),
  forbid(
    "tables-are-private",
    "A module may call another module's use cases and queries, never its tables.",
    {
      from: {
        path: "^api/src/modules/([^/]+)/",
        // A table may point at another's.
        pathNot: "/tables\\.ts$",
      },
      to: { path: "^api/src/modules/[^/]+/tables\\.ts$", pathNot: "^api/src/modules/$1/" },
    },
  ),
  forbid(
    "mails-stand-in-a-file-each",
    "A mail is a file of its module's mails/: there it gets its example, its preview and its test with hostile values.",
    {
      from: { path: "^api/src/", pathNot: "^api/src/modules/(mail|[^/]+/mails)/" },
      to: { path: "^api/src/modules/mail/render-mail\\.ts$" },
    },
  ),
  forbid("wallets-stay-in-their-room", "wagmi is large: web/src/wallet alone has it, loaded on a click.", {
    from: { path: "^web/src/", pathNot: "^web/src/wallet/" },
    to: { path: "node_modules/(wagmi|@wagmi)/" },
  }),
  forbid("ui-knows-nothing-of-flux", "A primitive takes what it shows as props.", {
    from: { path: "^web/src/ui/" },
    to: { path: ["^web/", "^api/", "^contracts/", "node_modules/@flux/"], pathNot: "^web/src/ui/" },
  }),
  ...reachesInside,
];

export const options: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: "node_modules" },
  // Proofs reach where they must: tests, what helps them, and benches.
  exclude: { path: ["\\.test\\.ts$", "(^|/)test/", "^bench/", "\\.next/", "\\.ponder/", "/generated/"] },
  enhancedResolveOptions: {
    extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    exportsFields: ["exports"],
    conditionNames: ["import", "types", "default"],
  },
};
