ALTER TABLE "flux"."cart_items" ADD COLUMN "price_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD COLUMN "address_key" text;--> statement-breakpoint
ALTER TABLE "flux"."batches" ADD COLUMN "per_person" integer;--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD COLUMN "buyer_id" uuid;--> statement-breakpoint
CREATE INDEX "orders_unpaid_of_user" ON "flux"."orders" USING btree ("user_id") WHERE "flux"."orders"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "orders_unpaid_of_address" ON "flux"."orders" USING btree ("address_key") WHERE "flux"."orders"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "garments_of_buyer" ON "flux"."garments" USING btree ("buyer_id","batch_id") WHERE "flux"."garments"."buyer_id" is not null;--> statement-breakpoint
ALTER TABLE "flux"."cart_items" ADD CONSTRAINT "cart_items_price" CHECK ("flux"."cart_items"."price_paise" is null or "flux"."cart_items"."price_paise" > 0);--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD CONSTRAINT "orders_ended" CHECK (("flux"."orders"."state" in ('expired', 'cancelled')) = ("flux"."orders"."ended_at" is not null));--> statement-breakpoint
ALTER TABLE "flux"."batches" ADD CONSTRAINT "batches_per_person" CHECK ("flux"."batches"."per_person" is null or "flux"."batches"."per_person" > 0);--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_buyer" CHECK ("flux"."garments"."buyer_id" is null or "flux"."garments"."order_id" is not null);