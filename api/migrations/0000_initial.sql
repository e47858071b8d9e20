CREATE SEQUENCE "flux"."custody_index" INCREMENT BY 1 MINVALUE 0 MAXVALUE 2147483647 START WITH 0 CACHE 1;--> statement-breakpoint
CREATE TABLE "flux"."accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "flux"."registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registrations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "flux"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "flux"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'customer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "flux"."verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
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
	"act" jsonb NOT NULL,
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
	"last_sent_at" timestamp with time zone,
	"mined_at" timestamp with time zone,
	"block_number" bigint,
	"block_hash" text,
	"gas_used" bigint,
	"fee_wei" numeric(78, 0),
	CONSTRAINT "transactions_hash_unique" UNIQUE("hash"),
	CONSTRAINT "transactions_signer_nonce_unique" UNIQUE("signer","nonce")
);
--> statement-breakpoint
CREATE TABLE "flux"."cart_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cart_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "cart_items_variant" UNIQUE("cart_id","variant_id"),
	CONSTRAINT "cart_items_quantity" CHECK ("flux"."cart_items"."quantity" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "flux"."carts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"guest_key_hash" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carts_userId_unique" UNIQUE("user_id"),
	CONSTRAINT "carts_guestKeyHash_unique" UNIQUE("guest_key_hash"),
	CONSTRAINT "carts_one_owner" CHECK (("flux"."carts"."user_id" is null) <> ("flux"."carts"."guest_key_hash" is null))
);
--> statement-breakpoint
CREATE TABLE "flux"."batches" (
	"id" integer PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"cap" integer NOT NULL,
	"uri" text,
	CONSTRAINT "batches_cap" CHECK ("flux"."batches"."cap" between 1 and 999999)
);
--> statement-breakpoint
CREATE TABLE "flux"."garments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" integer NOT NULL,
	"serial" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"tag_hash" text NOT NULL,
	"chip_address" text NOT NULL,
	"chip_pk2_address" text,
	"state" text DEFAULT 'available' NOT NULL,
	"order_id" uuid,
	"order_item_id" uuid,
	"reserved_until" timestamp with time zone,
	CONSTRAINT "garments_tagHash_unique" UNIQUE("tag_hash"),
	CONSTRAINT "garments_chipAddress_unique" UNIQUE("chip_address"),
	CONSTRAINT "garments_chipPk2Address_unique" UNIQUE("chip_pk2_address"),
	CONSTRAINT "garments_orderItemId_unique" UNIQUE("order_item_id"),
	CONSTRAINT "garments_serial" UNIQUE("batch_id","serial"),
	CONSTRAINT "garments_serial_from_1" CHECK ("flux"."garments"."serial" between 1 and 999999),
	CONSTRAINT "garments_held_by_order" CHECK (("flux"."garments"."state" = 'available') = ("flux"."garments"."order_id" is null) and ("flux"."garments"."order_id" is null) = ("flux"."garments"."order_item_id" is null))
);
--> statement-breakpoint
CREATE TABLE "flux"."tap_challenges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"challenge" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "flux"."tap_counters" (
	"garment_id" uuid PRIMARY KEY NOT NULL,
	"last_counter" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."taps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"garment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"challenge_id" uuid,
	"counter" bigint,
	"user_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "taps_challengeId_unique" UNIQUE("challenge_id"),
	CONSTRAINT "taps_garmentId_counter_unique" UNIQUE("garment_id","counter")
);
--> statement-breakpoint
CREATE TABLE "flux"."order_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"product_name" text NOT NULL,
	"size" text NOT NULL,
	"color" text NOT NULL,
	"unit_price_paise" integer NOT NULL,
	"tax_paise" integer NOT NULL,
	"tax_rate_bps" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"payment_method" text NOT NULL,
	"subtotal_paise" integer NOT NULL,
	"shipping_paise" integer NOT NULL,
	"tax_paise" integer NOT NULL,
	"total_paise" integer NOT NULL,
	"address" jsonb NOT NULL,
	"hold_until" timestamp with time zone NOT NULL,
	"idempotency_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "orders_number_unique" UNIQUE("number"),
	CONSTRAINT "orders_idempotency" UNIQUE("user_id","idempotency_key"),
	CONSTRAINT "orders_total" CHECK ("flux"."orders"."total_paise" = "flux"."orders"."subtotal_paise" + "flux"."orders"."shipping_paise")
);
--> statement-breakpoint
CREATE TABLE "flux"."payment_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"provider_payment_id" text NOT NULL,
	"state" text NOT NULL,
	"amount_paise" integer,
	"currency" text,
	"method" text,
	"verdict" text,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_attempts_providerPaymentId_unique" UNIQUE("provider_payment_id"),
	CONSTRAINT "payment_attempts_verdict" CHECK ("flux"."payment_attempts"."verdict" is null or "flux"."payment_attempts"."state" in ('captured', 'refunded'))
);
--> statement-breakpoint
CREATE TABLE "flux"."payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"provider_order_id" text,
	"state" text DEFAULT 'starting' NOT NULL,
	"amount_paise" integer NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reconciled_at" timestamp with time zone,
	CONSTRAINT "payments_orderId_unique" UNIQUE("order_id"),
	CONSTRAINT "payments_providerOrderId_unique" UNIQUE("provider_order_id")
);
--> statement-breakpoint
CREATE TABLE "flux"."refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"amount_paise" integer NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"provider_refund_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_attemptId_unique" UNIQUE("attempt_id"),
	CONSTRAINT "refunds_providerRefundId_unique" UNIQUE("provider_refund_id")
);
--> statement-breakpoint
CREATE TABLE "flux"."product_variants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"size" text NOT NULL,
	"color" text NOT NULL,
	"color_hex" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "product_variants_sku_unique" UNIQUE("sku"),
	CONSTRAINT "product_variants_choice" UNIQUE("product_id","size","color")
);
--> statement-breakpoint
CREATE TABLE "flux"."products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"badge" text,
	"collection" text,
	"tagline" text NOT NULL,
	"description" text NOT NULL,
	"details" jsonb NOT NULL,
	"images" jsonb NOT NULL,
	"price_paise" integer NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_slug_unique" UNIQUE("slug"),
	CONSTRAINT "products_price_positive" CHECK ("flux"."products"."price_paise" >= 100)
);
--> statement-breakpoint
CREATE TABLE "flux"."wallets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"address" text NOT NULL,
	"kind" text NOT NULL,
	"derivation_index" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wallets_address_unique" UNIQUE("address"),
	CONSTRAINT "wallets_derivationIndex_unique" UNIQUE("derivation_index"),
	CONSTRAINT "wallets_custody_index" CHECK (("flux"."wallets"."kind" = 'custody') = ("flux"."wallets"."derivation_index" is not null)),
	CONSTRAINT "wallets_address" CHECK ("flux"."wallets"."address" ~ '^0x[0-9a-f]{40}$')
);
--> statement-breakpoint
CREATE TABLE "flux"."designs" (
	"id" bigint PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"picture" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."webhook_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"raw" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "webhook_inbox_event" UNIQUE("provider","event_id")
);
--> statement-breakpoint
ALTER TABLE "flux"."accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."mints" ADD CONSTRAINT "mints_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "flux"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."relays" ADD CONSTRAINT "relays_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "flux"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."cart_items" ADD CONSTRAINT "cart_items_cart_id_carts_id_fk" FOREIGN KEY ("cart_id") REFERENCES "flux"."carts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."cart_items" ADD CONSTRAINT "cart_items_variant_id_product_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "flux"."product_variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."carts" ADD CONSTRAINT "carts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."batches" ADD CONSTRAINT "batches_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "flux"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "flux"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_variant_id_product_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "flux"."product_variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "flux"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."garments" ADD CONSTRAINT "garments_order_item_id_order_items_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "flux"."order_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."tap_counters" ADD CONSTRAINT "tap_counters_garment_id_garments_id_fk" FOREIGN KEY ("garment_id") REFERENCES "flux"."garments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."taps" ADD CONSTRAINT "taps_garment_id_garments_id_fk" FOREIGN KEY ("garment_id") REFERENCES "flux"."garments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."taps" ADD CONSTRAINT "taps_challenge_id_tap_challenges_id_fk" FOREIGN KEY ("challenge_id") REFERENCES "flux"."tap_challenges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD CONSTRAINT "order_items_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "flux"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD CONSTRAINT "order_items_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "flux"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD CONSTRAINT "order_items_variant_id_product_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "flux"."product_variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD CONSTRAINT "orders_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."payment_attempts" ADD CONSTRAINT "payment_attempts_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "flux"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "flux"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."refunds" ADD CONSTRAINT "refunds_attempt_id_payment_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "flux"."payment_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."product_variants" ADD CONSTRAINT "product_variants_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "flux"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."wallets" ADD CONSTRAINT "wallets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "flux"."accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "registrations_email" ON "flux"."registrations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "flux"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "flux"."verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "mints_due" ON "flux"."mints" USING btree ("due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "mints_transaction_id_index" ON "flux"."mints" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "mints_order_item_id_index" ON "flux"."mints" USING btree ("order_item_id");--> statement-breakpoint
CREATE INDEX "mints_receiver" ON "flux"."mints" USING btree (lower("to"));--> statement-breakpoint
CREATE INDEX "relays_due" ON "flux"."relays" USING btree ("due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "relays_transaction_id_index" ON "flux"."relays" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "relays_user_id_index" ON "flux"."relays" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "transactions_open" ON "flux"."transactions" USING btree ("signer","nonce") WHERE state in ('stored', 'sent', 'mined');--> statement-breakpoint
CREATE INDEX "batches_product" ON "flux"."batches" USING btree ("product_id","id");--> statement-breakpoint
CREATE INDEX "garments_available" ON "flux"."garments" USING btree ("variant_id","batch_id","serial") WHERE "flux"."garments"."state" = 'available';--> statement-breakpoint
CREATE INDEX "garments_available_in_batch" ON "flux"."garments" USING btree ("batch_id") WHERE "flux"."garments"."state" = 'available';--> statement-breakpoint
CREATE INDEX "garments_order" ON "flux"."garments" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "taps_garment_id_at_index" ON "flux"."taps" USING btree ("garment_id","at");--> statement-breakpoint
CREATE INDEX "order_items_order" ON "flux"."order_items" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "orders_of_user" ON "flux"."orders" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "payment_attempts_payment" ON "flux"."payment_attempts" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "payments_unfinished" ON "flux"."payments" USING btree ("created_at") WHERE "flux"."payments"."state" = 'open';--> statement-breakpoint
CREATE INDEX "products_position" ON "flux"."products" USING btree ("position","id");--> statement-breakpoint
CREATE INDEX "products_category" ON "flux"."products" USING btree ("category");--> statement-breakpoint
CREATE INDEX "wallets_user" ON "flux"."wallets" USING btree ("user_id");