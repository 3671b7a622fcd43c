/** Small steps between values and the page. Text goes in as text, never as markup. */

/**
 * Builds an element.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children  strings become text
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function build(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  element.append(...children);
  return element;
}

/**
 * Finds a part that the component's template promises.
 *
 * @template {Element} Type
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Type} type
 * @returns {Type}
 * @throws {TypeError}  naming the component and the part, when the template and the script have parted ways
 */
export function part(root, selector, type) {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) {
    const name = root instanceof Element ? root.localName : "document";
    throw new TypeError(
      `<${name}>: expected ${selector} to be a ${type.name}, found ${found?.localName ?? "nothing"}`,
    );
  }
  return found;
}

/** For a part of the page that is fetched when it is first needed. */
const NOT_ARRIVED =
  "A part of this page did not arrive. Check your connection and try again. If that does not help, reload the page.";

/**
 * Fetches a module that is first needed now. Should it not arrive, the next try fetches it anew.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @param {(words: string) => void} say  tells the reader that it did not arrive
 * @returns {Promise<T | null>}  null then
 */
export async function fetchPart(load, say) {
  try {
    return await load();
  } catch {
    say(NOT_ARRIVED);
    return null;
  }
}

/**
 * Reads the data that a template has put beside the markup.
 *
 * @param {ParentNode} root
 * @returns {unknown}
 */
export function embeddedData(root) {
  return JSON.parse(part(root, "script[type='application/json'][data-part='data']", HTMLScriptElement).text);
}
