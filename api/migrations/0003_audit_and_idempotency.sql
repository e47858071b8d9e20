CREATE TABLE "flux"."audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "flux"."idempotency_keys" (
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"worker" uuid NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"status" integer,
	"body" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_operation_key_pk" PRIMARY KEY("user_id","operation","key")
);
--> statement-breakpoint
ALTER TABLE "flux"."rate_limits" ALTER COLUMN "key" SET DATA TYPE text;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "flux"."audit" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "flux"."audit" USING btree ("actor","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "flux"."idempotency_keys" USING btree ("created_at");
--> statement-breakpoint
CREATE FUNCTION "flux"."refuse_change_of_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of flux.audit are only added';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "flux"."audit"
FOR EACH STATEMENT EXECUTE FUNCTION "flux"."refuse_change_of_audit"();
