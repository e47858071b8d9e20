CREATE TABLE "flux"."notification_choices" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"wanted" boolean NOT NULL,
	"token" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_choices_user_id_kind_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "notification_choices_token_unique" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "flux"."notification_choices" ADD CONSTRAINT "notification_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Who asked to be told of a product has chosen such mails.
INSERT INTO "flux"."notification_choices" ("user_id", "kind", "wanted", "token")
SELECT DISTINCT ON ("user_id") "user_id", 'restocks', true, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
FROM "flux"."wishes" WHERE "tell";
