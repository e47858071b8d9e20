-- A product's rating is what its shown, verified reviews say. It is counted anew under the product's lock, in the
-- transaction that changes a review, whoever changes it: no act of the code can forget it or lose one of two.
CREATE FUNCTION "flux"."count_ratings"(rated uuid) RETURNS integer[] LANGUAGE sql STABLE AS $$
	SELECT ARRAY[
		count(*) FILTER (WHERE stars = 1), count(*) FILTER (WHERE stars = 2), count(*) FILTER (WHERE stars = 3),
		count(*) FILTER (WHERE stars = 4), count(*) FILTER (WHERE stars = 5)
	]::integer[]
	FROM "flux"."reviews" WHERE product_id = rated AND verified AND hidden_at IS NULL
$$;--> statement-breakpoint
CREATE FUNCTION "flux"."rate_product"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	rated uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.product_id ELSE NEW.product_id END;
BEGIN
	-- Each statement sees what was committed before it: the count comes after the lock.
	PERFORM FROM "flux"."products" WHERE id = rated FOR NO KEY UPDATE;
	UPDATE "flux"."products" SET ratings = "flux"."count_ratings"(rated) WHERE id = rated;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "reviews_rate_product" AFTER INSERT OR DELETE OR UPDATE OF "stars", "verified", "hidden_at" ON "flux"."reviews"
FOR EACH ROW EXECUTE FUNCTION "flux"."rate_product"();--> statement-breakpoint
-- Who has the money back has not bought it. Row by row, products in one order: two orders never wait for each other.
CREATE FUNCTION "flux"."unverify_reviews"(items uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	one uuid;
BEGIN
	FOR one IN SELECT id FROM "flux"."reviews" WHERE order_item_id = ANY(items) AND verified ORDER BY product_id, id LOOP
		UPDATE "flux"."reviews" SET verified = false WHERE id = one;
	END LOOP;
END
$$;--> statement-breakpoint
CREATE FUNCTION "flux"."refund_unverifies_review"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "flux"."unverify_reviews"(ARRAY[NEW.order_item_id]);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "refunds_unverify_review" AFTER INSERT ON "flux"."refunds"
FOR EACH ROW WHEN (NEW.order_item_id IS NOT NULL) EXECUTE FUNCTION "flux"."refund_unverifies_review"();--> statement-breakpoint
CREATE FUNCTION "flux"."cancel_unverifies_reviews"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "flux"."unverify_reviews"(ARRAY(SELECT id FROM "flux"."order_items" WHERE order_id = NEW.id));
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "orders_unverify_reviews" AFTER UPDATE OF "state" ON "flux"."orders"
FOR EACH ROW WHEN (NEW.state = 'cancelled' AND OLD.state <> 'cancelled') EXECUTE FUNCTION "flux"."cancel_unverifies_reviews"();
