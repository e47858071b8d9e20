-- Five foreign keys of 0000 stay in the database and leave the declarations, because they run up from a module to one
-- above it: batches.product_id, garments.variant_id, garments.order_id, garments.order_item_id, payments.order_id.
ALTER TABLE "flux"."relays" ADD COLUMN "custody_index" integer;--> statement-breakpoint
UPDATE "flux"."relays" SET "custody_index" = "wallets"."derivation_index" FROM "flux"."wallets"
WHERE "wallets"."user_id" = "relays"."user_id" AND "wallets"."kind" = 'custody' AND "relays"."act"->'signed' IS NULL;
