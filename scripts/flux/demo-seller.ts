/** Nobody's company: production names its own. */
export const demoSeller = {
  MAIL_FROM: "FLUX <hello@flux.test>",
  SELLER_NAME: "FLUX Streetwear Private Limited",
  SELLER_ADDRESS: "14 Hill Road, Bandra West, Mumbai 400050",
  SELLER_GSTIN: "27AAACF0000F1ZJ",
};
