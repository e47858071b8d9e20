CREATE TABLE "flux"."lost_payments" (
	"provider_payment_id" text PRIMARY KEY NOT NULL,
	"provider_order_id" text NOT NULL,
	"order_number" text NOT NULL,
	"state" text NOT NULL,
	"amount_paise" integer NOT NULL,
	"currency" text NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."reconciled" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"system_identifier" text NOT NULL,
	"timeline" integer NOT NULL,
	"last_life_at" timestamp with time zone,
	"doubt" text,
	"doubted_at" timestamp with time zone,
	"books_ended_at" timestamp with time zone,
	"reconciled_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconciled_one_row" CHECK ("flux"."reconciled"."id" = 1),
	CONSTRAINT "reconciled_doubt" CHECK (("flux"."reconciled"."doubt" is null) = ("flux"."reconciled"."doubted_at" is null))
);
--> statement-breakpoint
ALTER TABLE "flux"."garments" DROP CONSTRAINT "garments_held_by_order";--> statement-breakpoint
ALTER TABLE "flux"."signers" ADD COLUMN "accounted_nonces" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."tap_counters" ADD COLUMN "stale" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD COLUMN "taken_for" text;--> statement-breakpoint
CREATE INDEX "transactions_nonces" ON "flux"."transactions" USING btree ("signer","nonce");--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_taken" CHECK ("flux"."garments"."taken_for" is null or "flux"."garments"."state" <> 'available');--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_held_by_order" CHECK (("flux"."garments"."state" in ('available', 'withdrawn', 'taken')) = ("flux"."garments"."order_id" is null) and ("flux"."garments"."order_id" is null) = ("flux"."garments"."order_item_id" is null));