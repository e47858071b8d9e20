export type Schema = { [key: string]: unknown };

/**
 * A schema with every `$ref` put in its place and every object closed, so that a property nobody declared is noticed.
 * The parts of an `allOf` are closed together, by the whole.
 */
export function resolveSchema(schema: Schema, named: Record<string, Schema>, partOfWhole = false): Schema {
  const { $ref, ...own } = schema;
  if (typeof $ref === "string") {
    const target = named[$ref.replace("#/components/schemas/", "")];
    if (!target) throw new Error(`openapi.json has no ${$ref}`);
    return resolveSchema({ ...target, ...own }, named, partOfWhole);
  }
  const resolved = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [
      key,
      key === "example" ? value : resolveWithin(key, value, named),
    ]),
  );
  const open = partOfWhole || "additionalProperties" in resolved;
  return (resolved.properties || resolved.allOf) && !open
    ? { ...resolved, unevaluatedProperties: false }
    : resolved;
}

function resolveWithin(key: string, value: unknown, named: Record<string, Schema>): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (isSchema(item) ? resolveSchema(item, named, key === "allOf") : item));
  }
  if (!isSchema(value)) return value;
  if (key !== "properties") return resolveSchema(value, named);
  return Object.fromEntries(
    Object.entries(value).map(([name, property]) => [
      name,
      isSchema(property) ? resolveSchema(property, named) : property,
    ]),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
