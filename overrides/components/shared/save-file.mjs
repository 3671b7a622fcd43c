const READ_WITHIN_MS = 60_000;

/**
 * Hands a file to the reader, made in the browser.
 *
 * @param {string} name  with its extension
 * @param {Blob} blob
 */
export function saveFile(name, blob) {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // Some browsers read the file a while after the click.
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS);
}
