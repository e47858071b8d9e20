import type { NextConfig } from "next";

const config: NextConfig = {
  reactCompiler: true,
  poweredByHeader: false,
  // Types are checked by `tsc -p web` in the test run; the build that `./flux start` waits for skips them.
  // The build keeps its own tsconfig, which it edits and which names the types it generates.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  // Pictures are rendered once and committed in three widths; nothing is optimised at run time.
  images: { unoptimized: true },
  // Where next-intl finds the words. Its own plugin says the same, and brings two compilers along.
  turbopack: { resolveAlias: { "next-intl/config": "./src/messages/request.ts" } },
  // Ours for the server alone: Node finds them as they are, so the build need not.
  serverExternalPackages: ["ipaddr.js", "openapi-fetch", "set-cookie-parser", "zod"],
  experimental: {
    // Nobody downloads the server's code; the build that `./flux start` waits for is a tenth shorter.
    serverMinification: false,
    serverSourceMaps: false,
    // Events stay open for as long as the page does; the default cuts a proxied answer after 30 s.
    proxyTimeout: 24 * 60 * 60 * 1000,
  },
};

export default config;
