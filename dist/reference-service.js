import { createServer } from "node:http";
import { createHash } from "node:crypto";

// src/targets/reference/work.ts
/** Lines of the document that every request parses, and how often its digest is taken. */
const [LINES, DIGESTS] = [120, 12];
const DOCUMENT = JSON.stringify(Array.from({ length: LINES }, (_, line) => ({
	id: line,
	name: `article ${line}`,
	price: line * 7919 % 1e4 / 100,
	tags: [
		"a",
		"b",
		"c"
	].slice(line % 3)
})));
/** The fixed work of one request, about a millisecond of CPU: parse, allocate, sort, digest. Always the same text. */
function doWork() {
	const sorted = JSON.parse(DOCUMENT).toSorted((a, b) => a.price - b.price || a.id - b.id);
	let digest = JSON.stringify(sorted);
	for (let round = 0; round < DIGESTS; round++) digest = createHash("sha256").update(digest).update(DOCUMENT).digest("hex");
	return digest;
}

// src/targets/reference/service.ts
createServer((_request, response) => {
	setTimeout(() => {
		response.setHeader("content-type", "text/plain");
		response.end(`${"1"} ${doWork()}\n`);
	}, 1);
}).listen(Number(process.env["PORT"]), "127.0.0.1");

export {  };