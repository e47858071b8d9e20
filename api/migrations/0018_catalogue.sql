CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "colors" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "found" text GENERATED ALWAYS AS (name || ' ' || category || ' ' || colors || ' ' || coalesce(collection, '') || ' ' || coalesce(badge, '')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('hindi', name), 'A') || setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('english', category || ' ' || colors || ' ' || coalesce(collection, '') || ' ' || coalesce(badge, '')), 'B') || setweight(to_tsvector('hindi', category || ' ' || colors || ' ' || coalesce(collection, '') || ' ' || coalesce(badge, '')), 'B') || setweight(to_tsvector('simple', category || ' ' || colors || ' ' || coalesce(collection, '') || ' ' || coalesce(badge, '')), 'B') || setweight(to_tsvector('english', tagline || ' ' || description), 'C') || setweight(to_tsvector('hindi', tagline || ' ' || description), 'C') || setweight(to_tsvector('simple', tagline || ' ' || description), 'C')) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "products_search" ON "flux"."products" USING gin ("search");--> statement-breakpoint
UPDATE "flux"."products" SET "colors" = coalesce((
  SELECT string_agg(c.color, ' ' ORDER BY c.position) FROM (
    SELECT DISTINCT ON (color) color, position FROM "flux"."product_variants" WHERE product_id = "flux"."products"."id" ORDER BY color, position
  ) c
), '');
