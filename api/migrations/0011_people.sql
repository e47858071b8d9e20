CREATE TABLE "flux"."addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"phone" text NOT NULL,
	"line1" text NOT NULL,
	"line2" text,
	"city" text NOT NULL,
	"state" text NOT NULL,
	"postal_code" text NOT NULL,
	"country" text NOT NULL,
	"is_default" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flux"."wishes" (
	"user_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"tell" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wishes_user_id_product_id_pk" PRIMARY KEY("user_id","product_id")
);
--> statement-breakpoint
ALTER TABLE "flux"."users" ADD COLUMN "username" text;--> statement-breakpoint
ALTER TABLE "flux"."users" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "flux"."addresses" ADD CONSTRAINT "addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."wishes" ADD CONSTRAINT "wishes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "flux"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flux"."wishes" ADD CONSTRAINT "wishes_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "flux"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "addresses_user" ON "flux"."addresses" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_one_default" ON "flux"."addresses" USING btree ("user_id") WHERE "flux"."addresses"."is_default";--> statement-breakpoint
CREATE INDEX "wishes_told" ON "flux"."wishes" USING btree ("product_id") WHERE "flux"."wishes"."tell";--> statement-breakpoint
ALTER TABLE "flux"."users" ADD CONSTRAINT "users_username_unique" UNIQUE("username");