/**
 * Tells the page that frames this one how tall it is, so that the frame can grow with the plan:
 *
 *     {type: "after-the-interview:height", height: 1234}
 *
 * The message goes to whoever frames the page ("*"), as any coach's site may. It carries a number of CSS pixels and nothing
 * else: no date, no name, no address. Whoever listens learns what they can see of the frame anyway.
 */

const TYPE = "after-the-interview:height";

if (window.parent !== window) {
  const page = document.documentElement;
  let told = 0;
  // The page lives as long as its frame: there is nothing to let go of earlier.
  new ResizeObserver(() => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    if (height !== told) {
      told = height;
      window.parent.postMessage({ type: TYPE, height }, "*");
    }
  }).observe(page);
}
