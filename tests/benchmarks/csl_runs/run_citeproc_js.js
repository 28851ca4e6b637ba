// One run of citeproc-js for bench_csl_peers.py: a job file, a style file, a locale file in, one line for each string out.
// The package is found through NODE_PATH: npm install citeproc, in a folder of its own.
"use strict";
const fs = require("fs");
const CSL = require("citeproc");

const [jobFile, styleFile, localeFile] = process.argv.slice(2);
const job = JSON.parse(fs.readFileSync(jobFile, "utf8"));
const locale = fs.readFileSync(localeFile, "utf8");
const items = new Map(job.references.map((item) => [String(item.id), item]));
const engine = new CSL.Engine(
  { retrieveLocale: () => locale, retrieveItem: (id) => items.get(String(id)) },
  fs.readFileSync(styleFile, "utf8"),
  "en-US",
);
engine.setOutputFormat("html");

let texts;
if (job.citations.length) {
  const citations = job.citations.map((citation, at) => ({ citationID: `c${at}`, ...citation }));
  texts = engine.rebuildProcessorState(citations, "html", []).map((row) => row[2]);
} else {
  engine.updateItems([...items.keys()]);
  texts = engine.makeBibliography()[1];
}
process.stdout.write(texts.map((text) => text.replace(/\s*\n\s*/g, " ").trim() + "\n").join(""));
