/**
 * QR codes (ISO/IEC 18004): a text as a square of dark and light, to be shown, saved and printed. The library that makes
 * the square is fetched from this site when the first code is asked for.
 */

/** The light edge that a reader needs around a code, in modules (ISO/IEC 18004, 6.3.8). */
export const QUIET_ZONE = 4;

/** So large must a printed module be for a phone held in the hand to read it. */
const SMALLEST_MODULE_MM = 0.4;
const SMALLEST_CODE_MM = 20;

const SVG = "http://www.w3.org/2000/svg";
const DARK = "#000000";
const LIGHT = "#ffffff";

/** Published by the build beside the components. */
const LIBRARY = new URL("../../vendor/lean-qr.mjs", import.meta.url).href;

/** `size`: modules along a side, without the quiet zone. @typedef {{size: number, get(x: number, y: number): boolean}} Code */

/**
 * @param {string} text
 * @returns {Promise<{code: Code, problem: null} | {code: null, problem: "too-long" | "unreachable"}>}
 */
export async function makeCode(text) {
  const library = await import(LIBRARY).catch(() => null);
  if (library === null) {
    return { code: null, problem: "unreachable" };
  }
  const { correction, generate } = library;
  try {
    const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M });
    return { code, problem: null };
  } catch {
    // What the library cannot do is hold more than the largest code does.
    return { code: null, problem: "too-long" };
  }
}

/**
 * @param {Code} code
 * @returns {string}  an SVG path of every dark run of modules, row by row; the origin is the corner of the quiet zone
 */
export function tracePath({ size, get }) {
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const start = x;
      while (x < size && get(x, y)) {
        x += 1;
      }
      if (x > start) {
        path += `M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${x - start}v1h${start - x}z`;
      }
    }
  }
  return path;
}

/**
 * @param {Code} code
 * @returns {number}  the width to print it in, with its quiet zone, in whole millimeters
 */
export function printedWidth({ size }) {
  return Math.max(SMALLEST_CODE_MM, Math.ceil((size + 2 * QUIET_ZONE) * SMALLEST_MODULE_MM));
}

/**
 * @param {Code} code
 * @param {string} label  what assistive technology calls it
 * @returns {SVGSVGElement}
 */
export function drawCode(code, label) {
  const width = code.size + 2 * QUIET_ZONE;
  const svg = buildShape("svg", {
    class: "fu-code",
    viewBox: `0 0 ${width} ${width}`,
    width: `${printedWidth(code)}mm`,
    height: `${printedWidth(code)}mm`,
    role: "img",
    "aria-label": label,
    "shape-rendering": "crispEdges",
  });
  svg.append(
    buildShape("rect", { width: `${width}`, height: `${width}`, fill: LIGHT }),
    buildShape("path", { d: tracePath(code), fill: DARK }),
  );
  return svg;
}

/**
 * @param {SVGSVGElement} svg
 * @returns {Blob}
 */
export function svgFile(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

/**
 * @param {Code} code
 * @param {number} [pixels]  along a side, at least
 * @returns {Promise<Blob | null>}  null where the browser makes no pictures
 */
export function pngFile({ size, get }, pixels = 1000) {
  const width = size + 2 * QUIET_ZONE;
  const scale = Math.ceil(pixels / width);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = width * scale;
  const context = canvas.getContext("2d");
  if (context === null) {
    return Promise.resolve(null);
  }
  context.fillStyle = LIGHT;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = DARK;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (get(x, y)) {
        context.fillRect((x + QUIET_ZONE) * scale, (y + QUIET_ZONE) * scale, scale, scale);
      }
    }
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @returns {SVGElementTagNameMap[Name]}
 */
function buildShape(name, attributes) {
  const shape = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    shape.setAttribute(attribute, value);
  }
  return shape;
}
