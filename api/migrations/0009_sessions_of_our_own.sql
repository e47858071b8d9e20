CREATE TABLE "flux"."passwords" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "flux"."passwords" ADD CONSTRAINT "passwords_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "flux"."passwords" ("user_id", "hash", "changed_at")
	SELECT "user_id", "password", "updated_at" FROM "flux"."accounts" WHERE "provider_id" = 'credential' AND "password" IS NOT NULL;--> statement-breakpoint
DROP TABLE "flux"."accounts" CASCADE;--> statement-breakpoint
ALTER TABLE "flux"."registrations" ADD COLUMN "next" text;--> statement-breakpoint
ALTER TABLE "flux"."sessions" DROP CONSTRAINT "sessions_token_unique";--> statement-breakpoint
ALTER TABLE "flux"."sessions" ADD COLUMN "token_hash" text;--> statement-breakpoint
UPDATE "flux"."sessions" SET "token_hash" = encode(sha256(convert_to("token", 'UTF8')), 'hex');--> statement-breakpoint
ALTER TABLE "flux"."sessions" ALTER COLUMN "token_hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."sessions" ADD COLUMN "remembered" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."sessions" ADD COLUMN "seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."sessions" ADD COLUMN "confirmed_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "flux"."sessions" SET "seen_at" = "updated_at", "confirmed_at" = "created_at";--> statement-breakpoint
ALTER TABLE "flux"."sessions" DROP COLUMN "token";--> statement-breakpoint
ALTER TABLE "flux"."sessions" DROP COLUMN "updated_at";--> statement-breakpoint
ALTER TABLE "flux"."sessions" ADD CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash");
