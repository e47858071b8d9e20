CREATE TABLE "flux"."departures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_id" numeric(78, 0) NOT NULL,
	"moves" numeric(78, 0) NOT NULL,
	"from" text NOT NULL,
	"custody_index" integer NOT NULL,
	"to" text NOT NULL,
	"via" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leaves_at" timestamp with time zone,
	"stop_hash" text,
	"relay_id" uuid,
	"failure" text,
	"ended_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "departures_stopHash_unique" UNIQUE("stop_hash")
);
--> statement-breakpoint
CREATE TABLE "flux"."destinations" (
	"user_id" uuid NOT NULL,
	"address" text NOT NULL,
	"first_asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"free_from" timestamp with time zone NOT NULL,
	CONSTRAINT "destinations_user_id_address_pk" PRIMARY KEY("user_id","address")
);
--> statement-breakpoint
ALTER TABLE "flux"."departures" ADD CONSTRAINT "departures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."destinations" ADD CONSTRAINT "destinations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "departures_once" ON "flux"."departures" USING btree ("token_id","moves") WHERE "flux"."departures"."state" in ('waiting', 'sent');--> statement-breakpoint
CREATE INDEX "departures_person" ON "flux"."departures" USING btree ("user_id","asked_at");--> statement-breakpoint
CREATE INDEX "departures_due" ON "flux"."departures" USING btree ("leaves_at") WHERE "flux"."departures"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "departures_untold" ON "flux"."departures" USING btree ("relay_id") WHERE "flux"."departures"."state" = 'sent' and "flux"."departures"."told_at" is null;--> statement-breakpoint
-- What was sent before departures were written down: it is no news, and where it went is no new address.
INSERT INTO "flux"."departures" ("id", "user_id", "token_id", "moves", "from", "custody_index", "to", "via", "state", "asked_at", "relay_id", "told_at")
SELECT r."id", r."user_id", (r."act"->>'tokenId')::numeric, (r."act"->>'moves')::numeric, r."act"->>'from', r."custody_index", r."act"->>'to', 'send', 'sent', r."requested_at", r."id", now()
FROM "flux"."relays" r JOIN "flux"."users" u ON u."id" = r."user_id"
WHERE r."act"->>'kind' = 'transfer' AND r."custody_index" IS NOT NULL AND r."state" <> 'parked';--> statement-breakpoint
INSERT INTO "flux"."destinations" ("user_id", "address", "first_asked_at", "free_from")
SELECT "user_id", lower("to"), min("asked_at"), min("asked_at") FROM "flux"."departures" GROUP BY 1, 2;
