/**
 * The text of a file that the reader has chosen, whatever it turns out to be.
 *
 * It is read in pieces and given up as soon as it is too much: some files say that they are empty and never end.
 *
 * @typedef {"huge" | "unreadable" | "not-text" | "given-up"} ReadingFault  `given-up`: the signal has ended it
 */

/**
 * @param {Pick<Blob, "size" | "stream">} file
 * @param {{limit: number, signal: AbortSignal}} options  `limit`: in bytes
 * @returns {Promise<{ok: true, text: string} | {ok: false, reason: ReadingFault}>}
 */
export async function readText(file, { limit, signal }) {
  if (file.size > limit) {
    return { ok: false, reason: "huge" };
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = file.stream().getReader();
  // Ends a read that is still waiting, too: a drive may be away.
  const giveUp = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", giveUp);
  try {
    let text = "";
    let bytes = 0;
    for (;;) {
      const { done, value } = await read(reader);
      if (signal.aborted) {
        return { ok: false, reason: "given-up" };
      }
      bytes += value?.byteLength ?? 0;
      if (bytes > limit) {
        return { ok: false, reason: "huge" };
      }
      text += decode(decoder, value);
      if (done) {
        return { ok: true, text };
      }
    }
  } catch (error) {
    if (error instanceof ReadingError) {
      return { ok: false, reason: error.reason };
    }
    throw error;
  } finally {
    signal.removeEventListener("abort", giveUp);
    giveUp();
  }
}

/**
 * @param {string} text
 * @returns {boolean}  whether it is meant as JSON; a spreadsheet's first line begins with a column's name
 */
export function looksLikeJson(text) {
  return /^\s*[[{]/.test(text);
}

class ReadingError extends Error {
  /** @param {ReadingFault} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function read(reader) {
  try {
    return await reader.read();
  } catch {
    throw new ReadingError("unreadable");
  }
}

/**
 * @param {TextDecoder} decoder
 * @param {Uint8Array | undefined} bytes  undefined at the end
 * @returns {string}
 */
function decode(decoder, bytes) {
  let text;
  try {
    text = decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw new ReadingError("not-text");
  }
  if (text.includes("\0")) {
    throw new ReadingError("not-text");
  }
  return text;
}
