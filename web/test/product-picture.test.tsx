import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ProductPicture } from "../src/features/catalogue/product-picture.tsx";

const uploaded = {
  view: "front",
  alt: "A vest, from the front.",
  src: "https://pictures.test/prd_1/a-900.webp",
  sources: [
    { src: "https://pictures.test/prd_1/a-300.webp", width: 300 },
    { src: "https://pictures.test/prd_1/a-900.webp", width: 900 },
  ],
} as const;

test("a product's picture comes from the addresses that the API lists, wherever they lie", () => {
  const html = render({ ...uploaded, sources: [...uploaded.sources] });
  expect(html).toContain(`src="${uploaded.src}"`);
  expect(html).toContain(
    'srcSet="https://pictures.test/prd_1/a-300.webp 300w, https://pictures.test/prd_1/a-900.webp 900w"',
  );
  expect(html).toContain(`alt="${uploaded.alt}"`);
  expect(html).not.toContain("background-image");
});

test("a picture that the API lists with its few blurred pixels shows them while it loads", () => {
  const placeholder = "data:image/webp;base64,UklGRg==";
  expect(render({ ...uploaded, sources: [...uploaded.sources], placeholder })).toContain(placeholder);
});

test("a product without a picture keeps its place, and asks for no file", () => {
  expect(render(null)).not.toContain("<img");
});

function render(image: Parameters<typeof ProductPicture>[0]["image"]) {
  return renderToStaticMarkup(<ProductPicture image={image} sizes="100vw" />);
}
