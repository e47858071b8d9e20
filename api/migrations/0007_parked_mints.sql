ALTER TABLE "flux"."refunds" DROP CONSTRAINT "refunds_attemptId_unique";--> statement-breakpoint
ALTER TABLE "flux"."garments" DROP CONSTRAINT "garments_held_by_order";--> statement-breakpoint
ALTER TABLE "flux"."refunds" ADD COLUMN "order_item_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "mints_one_a_line" ON "flux"."mints" USING btree ("order_item_id") WHERE state <> 'given_up';--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_all_once" ON "flux"."refunds" USING btree ("attempt_id") WHERE "flux"."refunds"."order_item_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_piece_once" ON "flux"."refunds" USING btree ("order_item_id");--> statement-breakpoint
CREATE INDEX "refunds_attempt" ON "flux"."refunds" USING btree ("attempt_id");--> statement-breakpoint
ALTER TABLE "flux"."refunds" ADD CONSTRAINT "refunds_of_a_piece" CHECK (("flux"."refunds"."reason" = 'never_minted') = ("flux"."refunds"."order_item_id" is not null));--> statement-breakpoint
ALTER TABLE "flux"."refunds" ADD CONSTRAINT "refunds_amount" CHECK ("flux"."refunds"."amount_paise" > 0);--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_held_by_order" CHECK (("flux"."garments"."state" in ('available', 'withdrawn')) = ("flux"."garments"."order_id" is null) and ("flux"."garments"."order_id" is null) = ("flux"."garments"."order_item_id" is null));