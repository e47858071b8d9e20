/** The page of Swagger UI. All of it comes from this origin, and no script stands inline. */
export const docsPage = `<!doctype html>
<html lang="en" class="dark-mode">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>FLUX API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/flux.css">
</head>
<body>
<main id="docs"></main>
<noscript>This page needs JavaScript. The description itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>`;

export const docsScript = `SwaggerUIBundle({
  url: "/api/openapi.json",
  domNode: document.getElementById("docs"),
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  tryItOutEnabled: true,
});
`;

// The site's night palette over Swagger UI's own dark mode.
export const docsStyle = `
html, body { margin: 0; background: #05060b; color: #eceaff; }
html.dark-mode, html.dark-mode body, html.dark-mode .swagger-ui { background: #05060b; }
html.dark-mode .swagger-ui .scheme-container { background: #0b0c16; box-shadow: none; }
.swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag { font-family: "Space Grotesk", "Segoe UI", system-ui, sans-serif; }
.swagger-ui .info .title small.version-stamp { background: #c6ff3d; }
.swagger-ui .info .title small.version-stamp pre { color: #05060b; }
.swagger-ui .opblock-tag { border-bottom: 1px solid #3a3858; }
.swagger-ui .opblock { border-radius: 0; box-shadow: none; }
:focus-visible { outline: 3px solid #c6ff3d; outline-offset: 2px; }
noscript { display: block; padding: 2rem; } noscript a { color: #22e7ff; }
`;
