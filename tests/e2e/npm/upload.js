// Uploads one file with tus-js-client: node upload.js ENDPOINT TOKEN FILE METADATA-JSON [--url URL] [--stop-at BYTES]
// Prints one JSON line an event: {"url"}, {"sent"} as the server confirms, then {"done": true} or {"error"}.
// --stop-at ends the process in the middle, without a farewell, once that many bytes are confirmed.
"use strict";
const fs = require("fs");
const tus = require("tus-js-client");

const [endpoint, token, file, metadata, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const stopAt = Number(option("--stop-at") ?? Infinity);
const say = (event) => fs.writeSync(1, JSON.stringify(event) + "\n");

const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint,
  uploadUrl: option("--url") ?? null,
  uploadSize: fs.statSync(file).size,
  chunkSize: Number(option("--chunk") ?? 1 << 20),
  metadata: JSON.parse(metadata),
  headers: { Authorization: `Bearer ${token}` },
  retryDelays: [100, 300, 1000, 2000, 4000, 8000],
  storeFingerprintForResuming: false,
  onUploadUrlAvailable: () => say({ url: upload.url }),
  onChunkComplete: (size, sent) => {
    say({ sent });
    if (sent >= stopAt) {
      process.exit(7);
    }
  },
  onSuccess: () => say({ done: true }),
  onError: (error) => {
    say({ error: error.message, status: error.originalResponse?.getStatus() ?? 0 });
    process.exit(1);
  },
});
upload.start();
