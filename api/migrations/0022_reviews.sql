CREATE TABLE "flux"."review_pictures" (
	"review_id" uuid NOT NULL,
	"name" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_pictures_review_id_name_pk" PRIMARY KEY("review_id","name")
);
--> statement-breakpoint
CREATE TABLE "flux"."review_reports" (
	"review_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"words" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"looked_at" timestamp with time zone,
	CONSTRAINT "review_reports_review_id_user_id_pk" PRIMARY KEY("review_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "flux"."review_votes" (
	"review_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "review_votes_review_id_user_id_pk" PRIMARY KEY("review_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "flux"."reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_item_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"stars" integer NOT NULL,
	"title" text,
	"text" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"hidden_at" timestamp with time zone,
	"hidden_by" text,
	"reply" text,
	"replied_at" timestamp with time zone,
	CONSTRAINT "reviews_piece_once" UNIQUE("order_item_id"),
	CONSTRAINT "reviews_stars" CHECK ("flux"."reviews"."stars" between 1 and 5),
	CONSTRAINT "reviews_hidden" CHECK (("flux"."reviews"."hidden_at" is null) = ("flux"."reviews"."hidden_by" is null)),
	CONSTRAINT "reviews_reply" CHECK (("flux"."reviews"."reply" is null) = ("flux"."reviews"."replied_at" is null))
);
--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "ratings" integer[] DEFAULT '{0,0,0,0,0}' NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "rating_count" integer GENERATED ALWAYS AS ((ratings[1] + ratings[2] + ratings[3] + ratings[4] + ratings[5])) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "flux"."products" ADD COLUMN "rating_average" integer GENERATED ALWAYS AS (round(100.0 * (ratings[1] + 2 * ratings[2] + 3 * ratings[3] + 4 * ratings[4] + 5 * ratings[5]) / nullif((ratings[1] + ratings[2] + ratings[3] + ratings[4] + ratings[5]), 0))::integer) STORED;--> statement-breakpoint
ALTER TABLE "flux"."review_pictures" ADD CONSTRAINT "review_pictures_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "flux"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."review_pictures" ADD CONSTRAINT "review_pictures_name_uploads_name_fk" FOREIGN KEY ("name") REFERENCES "flux"."uploads"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."review_reports" ADD CONSTRAINT "review_reports_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "flux"."reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."review_reports" ADD CONSTRAINT "review_reports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."review_votes" ADD CONSTRAINT "review_votes_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "flux"."reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."review_votes" ADD CONSTRAINT "review_votes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."reviews" ADD CONSTRAINT "reviews_order_item_id_order_items_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "flux"."order_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."reviews" ADD CONSTRAINT "reviews_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "flux"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."reviews" ADD CONSTRAINT "reviews_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_pictures_name" ON "flux"."review_pictures" USING btree ("name");--> statement-breakpoint
CREATE INDEX "review_reports_open" ON "flux"."review_reports" USING btree ("review_id") WHERE "flux"."review_reports"."looked_at" is null;--> statement-breakpoint
CREATE INDEX "review_reports_user" ON "flux"."review_reports" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "review_votes_user" ON "flux"."review_votes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "reviews_product" ON "flux"."reviews" USING btree ("product_id","id");--> statement-breakpoint
CREATE INDEX "reviews_user" ON "flux"."reviews" USING btree ("user_id","id");