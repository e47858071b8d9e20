CREATE TABLE "flux"."sends" (
	"hash" text PRIMARY KEY NOT NULL,
	"transaction_id" uuid NOT NULL,
	"raw" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tried_at" timestamp with time zone,
	"taken_at" timestamp with time zone,
	"refusal" text
);
--> statement-breakpoint
-- What was signed so far: one send for each nonce.
INSERT INTO "flux"."sends" ("hash", "transaction_id", "raw", "stored_at", "tried_at", "taken_at")
SELECT "hash", "id", "raw", "stored_at", "last_sent_at", "sent_at" FROM "flux"."transactions";--> statement-breakpoint
UPDATE "flux"."mints" SET "state" = 'parked' WHERE "state" = 'failed';--> statement-breakpoint
UPDATE "flux"."relays" SET "state" = 'parked' WHERE "state" = 'failed';--> statement-breakpoint
ALTER TABLE "flux"."transactions" DROP CONSTRAINT "transactions_signer_nonce_unique";--> statement-breakpoint
ALTER TABLE "flux"."sends" ADD CONSTRAINT "sends_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "flux"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sends_transaction_id_index" ON "flux"."sends" USING btree ("transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_nonce" ON "flux"."transactions" USING btree ("signer","nonce") WHERE state <> 'displaced';--> statement-breakpoint
CREATE INDEX "transactions_mined" ON "flux"."transactions" USING btree ("mined_at");--> statement-breakpoint
ALTER TABLE "flux"."signers" DROP COLUMN "next_nonce";--> statement-breakpoint
ALTER TABLE "flux"."transactions" DROP COLUMN "raw";--> statement-breakpoint
ALTER TABLE "flux"."transactions" DROP COLUMN "last_sent_at";