-- A picture says itself where it lies; before, its address was made of the product's slug, its view and each of its widths.
UPDATE "flux"."products" SET "images" = (
  SELECT jsonb_agg(
    CASE WHEN image ? 'widths' THEN
      (image - 'widths') || jsonb_build_object('sources', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'src', format('/products/%s-%s-%s.webp', "products"."slug", image->>'view', width),
          'width', width::int
        ) ORDER BY width::int), '[]')
        FROM jsonb_array_elements_text(image->'widths') AS width
      ))
    ELSE image END
    ORDER BY place
  )
  FROM jsonb_array_elements("products"."images") WITH ORDINALITY AS listed(image, place)
)
WHERE "images" @? '$[*].widths';
