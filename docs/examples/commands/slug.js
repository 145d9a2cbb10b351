// A text as part of an address: a one-shot command, which has its arguments on stdin and its result on stdout.
const { text } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));

if (typeof text !== "string") {
  console.error(`text is a string, got: ${JSON.stringify(text)}`);
  process.exit(2);
}
const words = text.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
console.log(JSON.stringify(words.join("-")));
