UPDATE "flux"."garments" SET "buyer_id" = "orders"."user_id" FROM "flux"."orders" WHERE "orders"."id" = "garments"."order_id";
