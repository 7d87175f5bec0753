"""The server's OpenAPI document, held against a public linter and against what the server really answers."""
import json
import pathlib
import subprocess
import urllib.error

from newsroom import NewsroomTest

PEER = pathlib.Path(__file__).resolve().parent / "npm"


class OpenApiTest(NewsroomTest):
    def test_a_public_linter_finds_nothing(self):
        if not (PEER / "node_modules").exists():
            raise AssertionError(f"the linter is not installed; run: npm ci --prefix {PEER} (./check does)")
        document = self.folder / "openapi.json"
        document.write_text(json.dumps(self.server.request("GET", "/api/v1/openapi.json")))
        done = subprocess.run(["node", PEER / "lint_openapi.js", document], capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_answers_hold_what_the_document_promises(self):
        document = self.server.request("GET", "/api/v1/openapi.json")
        token = self.server.login()
        answered = 0
        for path, operations in document["paths"].items():
            operation = operations.get("get")
            if not operation or "{" in path or path == "/api/v1/ws":
                continue
            required = [one for one in operation["parameters"] if one.get("required")]
            content = operation["responses"].get("200", {}).get("content", {})
            if required or "application/json" not in content:
                continue
            try:
                answer = self.server.request("GET", path, token=token)
            except urllib.error.HTTPError as refusal:
                self.fail(f"GET {path} answers {refusal.code}: {refusal.read()}")
            self.check(document, content["application/json"]["schema"], answer, path)
            answered += 1
        self.assertGreater(answered, 10)

    def check(self, document, schema, value, place):
        """As far as the document's schemas go: references, types, required and described members, lists."""
        while "$ref" in schema:
            target = document
            for name in schema["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            schema = target
        types = schema.get("type", [])
        kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
        wanted = [types] if isinstance(types, str) else types
        if wanted:
            self.assertTrue(any(isinstance(value, kinds[one]) for one in wanted), f"{place}: {value!r} is no {types}")
        if isinstance(value, dict):
            properties = schema.get("properties", {})
            for name in schema.get("required", []):
                self.assertIn(name, value, place)
            for name, inner in properties.items():
                if name in value:
                    self.check(document, inner, value[name], f"{place}.{name}")
            if properties and schema.get("additionalProperties") is False:
                self.assertLessEqual(set(value), set(properties), place)
        if isinstance(value, list) and "items" in schema:
            for number, one in enumerate(value):
                self.check(document, schema["items"], one, f"{place}[{number}]")
