CREATE TABLE "flux"."uploads" (
	"name" text PRIMARY KEY NOT NULL,
	"size_bytes" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sweep_after" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "uploads_sweep" ON "flux"."uploads" USING btree ("sweep_after");--> statement-breakpoint
ALTER TABLE "flux"."users" ADD CONSTRAINT "users_image_uploads_name_fk" FOREIGN KEY ("image") REFERENCES "flux"."uploads"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_image" ON "flux"."users" USING btree ("image");