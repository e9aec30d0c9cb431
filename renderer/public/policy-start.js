// Trusted Types (R21): innerHTML takes text that cannot be markup (Mantine writes its style variables that way) and the
// empty drawing with which Leaflet asks whether the browser can draw. Anything else that holds a "<" is refused by the
// browser, also from a library that nobody here has read.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: (text) => (text.includes('<') && text !== '<svg/>' ? null : text),
  // The one worker, which draws the ground of the map: a file of this build beside this page.
  createScriptURL: (url) => (/^[^?#]*\/assets\/ground-worker-[\w-]+\.js$/.test(url) ? url : null),
});

// The one name under which react-remove-scroll (Mantine's dialogs) looks for the nonce of the style element it makes.
globalThis.__webpack_nonce__ = globalThis.document.querySelector('meta[name="csp-nonce"]')?.content;

// What no-eval.ts tells Zod, told before any chunk with a schema can run: the bundler may put one before the entry.
globalThis.__zod_globalConfig = { jitless: true };
