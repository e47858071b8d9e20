// Does every import stay within the borders of scripts/borders/rules.ts?  node scripts/borders.ts
import { cruise } from "dependency-cruiser";
import { options, rules } from "./borders/rules.ts";

const houses = ["api", "contracts", "indexer", "pictures", "sandbox", "scripts", "web"];
const ruleSet = { forbidden: rules };
const { output, exitCode } = await cruise(houses, { ...options, ruleSet, validate: true, outputType: "err" });
console.log(output);
process.exit(exitCode);
