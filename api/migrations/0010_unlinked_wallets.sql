ALTER TABLE "flux"."wallets" DROP CONSTRAINT "wallets_address_unique";--> statement-breakpoint
ALTER TABLE "flux"."wallets" ADD COLUMN "unlinked_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "wallets_one_person" ON "flux"."wallets" USING btree ("address") WHERE "flux"."wallets"."unlinked_at" is null;--> statement-breakpoint
ALTER TABLE "flux"."wallets" ADD CONSTRAINT "wallets_custody_stays" CHECK ("flux"."wallets"."kind" = 'own' or "flux"."wallets"."unlinked_at" is null);