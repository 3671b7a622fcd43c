import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { looksLikeJson, readText } from "../../../overrides/components/plan-backup/incoming-file.mjs";

const never = new AbortController().signal;

/**
 * @param {(string | Uint8Array<ArrayBuffer>)[]} parts
 * @param {Partial<{limit: number, signal: AbortSignal}>} [options]
 */
const read = (parts, options) => readText(new Blob(parts), { limit: 1000, signal: never, ...options });

describe("the text of a file", () => {
  it("is its content, however a character falls between two pieces", async () => {
    const bytes = new TextEncoder().encode("Café 日本 👩‍💻");
    const stream = new ReadableStream({
      start(controller) {
        bytes.forEach((byte) => controller.enqueue(Uint8Array.of(byte)));
        controller.close();
      },
    });
    const file = { size: bytes.length, stream: () => stream };
    assert.deepEqual(await readText(file, { limit: 1000, signal: never }), {
      ok: true,
      text: "Café 日本 👩‍💻",
    });
    assert.deepEqual(await read([]), { ok: true, text: "" });
  });

  it("may be as large as the limit, and no larger, whatever the file says of its size", async () => {
    const limit = 10;
    assert.deepEqual(await read(["0123456789"], { limit }), { ok: true, text: "0123456789" });
    assert.deepEqual(await read(["0123456789+"], { limit }), { ok: false, reason: "huge" });
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array([65, 65, 65])),
    });
    const file = { size: 0, stream: () => endless };
    assert.deepEqual(await readText(file, { limit, signal: never }), { ok: false, reason: "huge" });
  });

  it("is not read at all where the file says that it is larger", async () => {
    const file = { size: 11, stream: () => assert.fail("read") };
    assert.deepEqual(await readText(file, { limit: 10, signal: never }), { ok: false, reason: "huge" });
  });

  it("is given up when the signal says so, also while it keeps us waiting", async () => {
    const giveUp = new AbortController();
    const silent = { size: 5, stream: () => new ReadableStream() };
    const reading = readText(silent, { limit: 10, signal: giveUp.signal });
    giveUp.abort();
    assert.deepEqual(await reading, { ok: false, reason: "given-up" });
  });

  it("is nobody's where the file can not be read", async () => {
    const gone = new ReadableStream({
      pull: (controller) => controller.error(new DOMException("gone", "NotFoundError")),
    });
    assert.deepEqual(await readText({ size: 5, stream: () => gone }, { limit: 10, signal: never }), {
      ok: false,
      reason: "unreadable",
    });
  });

  it("is none where the bytes are no UTF-8, or no text", async () => {
    const others = [
      Uint8Array.of(0x43, 0x61, 0x66, 0xe9), // Windows-1252
      Uint8Array.of(0xff, 0xfe, 0x69, 0x00), // UTF-16
      Uint8Array.of(0xf0, 0x9f, 0x91), // cut within a character
      Uint8Array.of(0x50, 0x4b, 0x00, 0x00), // an archive
    ];
    for (const bytes of others) {
      assert.deepEqual(await read([bytes]), { ok: false, reason: "not-text" });
    }
  });
});

describe("what a file is meant as", () => {
  it("is told by its first sign", () => {
    const json = ["{", '  \n{"format"', "\uFEFF{", "[1"];
    const others = ["", "id,timeline", "\uFEFFid;timeline", '"id","timeline"', "hello {"];
    assert.deepEqual(json.filter(looksLikeJson), json);
    assert.deepEqual(others.filter(looksLikeJson), []);
  });
});
