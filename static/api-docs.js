// Draws Swagger UI in place of the plain list of addresses, which stays where this cannot run.
"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
const place = document.getElementById("swagger");

// Its own layout says the title again and has a second <main>.
const ours = ({ React: { createElement } }) => ({
  components: {
    Ours: ({ getComponent }) => createElement("div", { className: "swagger-ui" },
      ["errors", "operations", "Models"].map((name) => createElement(getComponent(name, true), { key: name }))),
  },
});

dress();
dark.addEventListener("change", dress);
window.SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  plugins: [ours],
  layout: "Ours",
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: ["get"],
  syntaxHighlight: { theme: "nord" },
  tryItOutEnabled: true,
  validatorUrl: null,
  onComplete: () => { document.getElementById("endpoints").hidden = true; },
});
