CREATE TABLE "flux"."mints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" uuid,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failure" text,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"garment_id" uuid NOT NULL,
	"order_item_id" uuid NOT NULL,
	"to" text NOT NULL,
	"token_id" numeric(78, 0) NOT NULL,
	"tag_hash" text NOT NULL,
	"order_ref" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	CONSTRAINT "mints_garmentId_unique" UNIQUE("garment_id"),
	CONSTRAINT "mints_tokenId_unique" UNIQUE("token_id")
);
--> statement-breakpoint
CREATE TABLE "flux"."relays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" uuid,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failure" text,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"key" text NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	CONSTRAINT "relays_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "flux"."signers" (
	"address" text PRIMARY KEY NOT NULL,
	"next_nonce" integer NOT NULL,
	"lease_holder" text NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"fence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"signer" text NOT NULL,
	"nonce" integer NOT NULL,
	"purpose" text NOT NULL,
	"raw" text NOT NULL,
	"hash" text NOT NULL,
	"state" text DEFAULT 'stored' NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"mined_at" timestamp with time zone,
	"block_number" bigint,
	"block_hash" text,
	"gas_used" bigint,
	"fee_wei" numeric(78, 0),
	CONSTRAINT "transactions_hash_unique" UNIQUE("hash"),
	CONSTRAINT "transactions_signer_nonce_unique" UNIQUE("signer","nonce")
);
--> statement-breakpoint
ALTER TABLE "flux"."mints" ADD CONSTRAINT "mints_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "flux"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."relays" ADD CONSTRAINT "relays_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "flux"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mints_due" ON "flux"."mints" USING btree ("due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "mints_transaction_id_index" ON "flux"."mints" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "mints_order_item_id_index" ON "flux"."mints" USING btree ("order_item_id");--> statement-breakpoint
CREATE INDEX "mints_to_index" ON "flux"."mints" USING btree ("to");--> statement-breakpoint
CREATE INDEX "relays_due" ON "flux"."relays" USING btree ("due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "relays_transaction_id_index" ON "flux"."relays" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "relays_user_id_index" ON "flux"."relays" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "transactions_open" ON "flux"."transactions" USING btree ("signer","nonce") WHERE state in ('stored', 'sent', 'mined');