// node lint_openapi.js DOCUMENT.json: what Redocly's linter says of an OpenAPI document, a line each; exit status 1 when it says anything.
const { createConfig, lint } = require("@redocly/openapi-core");

(async () => {
  const config = await createConfig({
    extends: ["recommended"],
    // Words win over {…} in this server's paths (/media/edits/{id} and /media/{asset_id}/edits), which OpenAPI leaves open;
    // a type that only a desk's sync carries stands in the document, too; and the WebSocket answers 101.
    rules: { "no-ambiguous-paths": "off", "no-unused-components": "off", "operation-2xx-response": "off" },
  });
  const problems = await lint({ ref: process.argv[2], config });
  for (const one of problems) {
    console.log(`${one.severity} ${one.ruleId} ${one.location[0].pointer ?? ""}: ${one.message}`);
  }
  process.exit(problems.length === 0 ? 0 : 1);
})();
