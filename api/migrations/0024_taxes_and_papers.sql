CREATE TABLE "flux"."credit_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"invoice_id" uuid NOT NULL,
	"refund_id" uuid NOT NULL,
	"lines" jsonb NOT NULL,
	"total_paise" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_notes_number_unique" UNIQUE("number"),
	CONSTRAINT "credit_notes_refundId_unique" UNIQUE("refund_id"),
	CONSTRAINT "credit_notes_number" CHECK ("flux"."credit_notes"."number" ~ '^[A-Z0-9/-]{1,16}$')
);
--> statement-breakpoint
CREATE TABLE "flux"."invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"parties" jsonb NOT NULL,
	"lines" jsonb NOT NULL,
	"total_paise" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoices_number_unique" UNIQUE("number"),
	CONSTRAINT "invoices_orderId_unique" UNIQUE("order_id"),
	CONSTRAINT "invoices_number" CHECK ("flux"."invoices"."number" ~ '^[A-Z0-9/-]{1,16}$')
);
--> statement-breakpoint
CREATE TABLE "flux"."paper_series" (
	"kind" text NOT NULL,
	"financial_year" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "paper_series_kind_financial_year_pk" PRIMARY KEY("kind","financial_year")
);
--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD COLUMN "hsn" text;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD COLUMN "taxable_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD COLUMN "cgst_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD COLUMN "sgst_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD COLUMN "igst_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD COLUMN "cgst_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD COLUMN "sgst_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD COLUMN "igst_paise" integer;--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD COLUMN "delivery" jsonb;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "hsn" text;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
ALTER TABLE "flux"."credit_notes" ADD CONSTRAINT "credit_notes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "flux"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."invoices" ADD CONSTRAINT "invoices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credit_notes_invoice" ON "flux"."credit_notes" USING btree ("invoice_id");--> statement-breakpoint
UPDATE "flux"."products" SET
	"hsn" = CASE
		WHEN "slug" LIKE '%sock%' THEN '6115' WHEN "slug" LIKE '%tee' THEN '6109' WHEN "category" = 'accessories' THEN '6505'
		WHEN "category" = 'bottoms' THEN '6203' WHEN "category" = 'outerwear' THEN '6201' ELSE '6110' END,
	"weight_grams" = CASE "category"
		WHEN 'accessories' THEN 150 WHEN 'tops' THEN 400 WHEN 'bottoms' THEN 700 WHEN 'outerwear' THEN 1200 ELSE 900 END;--> statement-breakpoint
UPDATE "flux"."order_items" "i" SET "hsn" = "p"."hsn", "taxable_paise" = "i"."unit_price_paise" - "i"."tax_paise", "cgst_paise" = 0, "sgst_paise" = 0, "igst_paise" = "i"."tax_paise"
	FROM "flux"."products" "p" WHERE "p"."id" = "i"."product_id";--> statement-breakpoint
UPDATE "flux"."orders" SET "cgst_paise" = 0, "sgst_paise" = 0, "igst_paise" = "tax_paise", "delivery" = '[]';--> statement-breakpoint
ALTER TABLE "flux"."products" ALTER COLUMN "hsn" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."products" ALTER COLUMN "weight_grams" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ALTER COLUMN "hsn" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ALTER COLUMN "taxable_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ALTER COLUMN "cgst_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ALTER COLUMN "sgst_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."order_items" ALTER COLUMN "igst_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."orders" ALTER COLUMN "cgst_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."orders" ALTER COLUMN "sgst_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."orders" ALTER COLUMN "igst_paise" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."orders" ALTER COLUMN "delivery" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."order_items" DROP COLUMN "tax_paise";--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD CONSTRAINT "order_items_tax" CHECK ("flux"."order_items"."unit_price_paise" = "flux"."order_items"."taxable_paise" + "flux"."order_items"."cgst_paise" + "flux"."order_items"."sgst_paise" + "flux"."order_items"."igst_paise");--> statement-breakpoint
ALTER TABLE "flux"."order_items" ADD CONSTRAINT "order_items_one_tax" CHECK ("flux"."order_items"."igst_paise" = 0 or "flux"."order_items"."cgst_paise" + "flux"."order_items"."sgst_paise" = 0);--> statement-breakpoint
ALTER TABLE "flux"."orders" ADD CONSTRAINT "orders_tax" CHECK ("flux"."orders"."tax_paise" = "flux"."orders"."cgst_paise" + "flux"."orders"."sgst_paise" + "flux"."orders"."igst_paise");--> statement-breakpoint
ALTER TABLE "flux"."products" ADD CONSTRAINT "products_hsn" CHECK ("flux"."products"."hsn" ~ '^[0-9]{4,8}$');--> statement-breakpoint
ALTER TABLE "flux"."products" ADD CONSTRAINT "products_weight" CHECK ("flux"."products"."weight_grams" > 0);--> statement-breakpoint
ALTER TABLE "flux"."invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "flux"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."credit_notes" ADD CONSTRAINT "credit_notes_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "flux"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE FUNCTION "flux"."refuse_change_of_papers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of flux.% are only added', TG_TABLE_NAME;
END
$$;--> statement-breakpoint
CREATE TRIGGER "invoices_are_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "flux"."invoices"
FOR EACH STATEMENT EXECUTE FUNCTION "flux"."refuse_change_of_papers"();--> statement-breakpoint
CREATE TRIGGER "credit_notes_are_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "flux"."credit_notes"
FOR EACH STATEMENT EXECUTE FUNCTION "flux"."refuse_change_of_papers"();
