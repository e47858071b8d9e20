CREATE TABLE "flux"."handed_sms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"as" text,
	"vendor_id" text
);
--> statement-breakpoint
ALTER TABLE "flux"."users" ADD COLUMN "phone_verified" boolean DEFAULT false NOT NULL;