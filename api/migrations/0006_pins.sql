CREATE TABLE "flux"."pin_files" (
	"cid" text NOT NULL,
	"path" text NOT NULL,
	"type" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "pin_files_cid_path_pk" PRIMARY KEY("cid","path")
);
--> statement-breakpoint
CREATE TABLE "flux"."pins" (
	"cid" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"pinned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"found_at" timestamp with time zone,
	"trouble" text
);
--> statement-breakpoint
ALTER TABLE "flux"."pin_files" ADD CONSTRAINT "pin_files_cid_pins_cid_fk" FOREIGN KEY ("cid") REFERENCES "flux"."pins"("cid") ON DELETE no action ON UPDATE no action;