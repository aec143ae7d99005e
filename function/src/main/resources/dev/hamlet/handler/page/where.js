
// Where the answer is computed. The visitor may choose this browser: then the server's own scorer and model, checked by the hashes that
// the page names, are stored with the page, and service-worker.js serves them when there is no network.
const { sha256, edge } = ask.dataset;
const root = ask.action;
const prefix = `hamlet ${root} `;
/** What a model's file has after the bytes that its hash is of. */
const trailer = 36;
let scorer;

const chosen = () => document.querySelector('#where :checked')?.value ?? 'server';
const hex = buffer => Array.from(new Uint8Array(buffer), byte => byte.toString(16).padStart(2, '0')).join('');

function tell(...parts) {
  $('edge').replaceChildren(...parts);
}

async function check(response, what, expected, rest) {
  if (!response.ok) throw new Error(`expected ${what}, found status ${response.status}`);
  const bytes = new Uint8Array(await response.clone().arrayBuffer());
  const found = hex(await crypto.subtle.digest('SHA-256', bytes.subarray(0, Math.max(0, bytes.length - rest))));
  if (found !== expected) throw new Error(`expected ${what} with the SHA-256 ${expected.slice(0, 12)}…, found ${found.slice(0, 12)}…`);
  return bytes;
}

/** The bytes at a URL, stored under it; what is there already is checked again. */
async function keep(cache, url, what, expected, rest = 0) {
  const stored = await cache.match(url);
  const good = stored && await check(stored, what, expected, rest).catch(() => undefined);
  if (good) return good;
  const response = await fetch(url, { cache: 'no-store' });
  const bytes = await check(response, what, expected, rest);
  await cache.put(url, response);
  return bytes;
}

/** The page itself, last: a cache that has it has the files that it names. */
async function keepPage(cache) {
  const response = await fetch(root, { cache: 'no-store', headers: { accept: 'text/html' } }).catch(() => undefined);
  const page = response?.ok ? await response.clone().text() : '';
  if (page.includes(`data-sha256="${sha256}"`) && page.includes(`data-edge="${edge}"`)) {
    await cache.put(root, response);
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix) && name !== prefix + edge + sha256) await caches.delete(name);
    }
  } else if (page) {
    newer();
  }
  return cache.match(root);
}

async function controlled() {
  const workers = navigator.serviceWorker;
  await workers.register(root + 'service-worker.js', { updateViaCache: 'none' });
  const { active } = await workers.ready;
  if (workers.controller) return;
  const claimed = new Promise(resolve => { workers.addEventListener('controllerchange', resolve, { once: true }); });
  active.postMessage('claim');
  if (!workers.controller) await claimed;
}

async function prepare() {
  await controlled();
  const cache = await caches.open(prefix + edge + sha256);
  const url = `${root}edge.js?${edge}`;
  await keep(cache, url, 'a scorer', edge);
  const model = await keep(cache, `${root}model.hamlet?${sha256}`, 'a model', sha256, trailer);
  const module = await import(url);
  module.read(new Int8Array(model.buffer));
  return { module, size: model.length, offline: await keepPage(cache) };
}

/** The scorer, once it is ready; stays ready. */
function ready() {
  scorer ??= prepare().catch(error => {
    scorer = undefined;
    throw error;
  });
  return scorer;
}

function newer() {
  tell('A newer model or page is there: ', element('a', { href: root }, 'load it'), '.');
}

async function announce() {
  tell('Fetching the model…');
  try {
    const { size, offline } = await ready();
    if ($('edge').querySelector('a')) return;
    tell(`Ready ${offline ? 'with or without' : 'with'} a network: model ${model}, ${Math.round(size / 1024)} KB.`);
    $('edge').dataset.ready = offline ? 'offline' : 'online';
  } catch (error) {
    document.querySelector('#where [value=server]').checked = true;
    tell(`This browser cannot answer, so the server does: ${error.message}.`);
  }
}

/** The answer of this browser. */
async function answerHere(text) {
  const { module } = await ready();
  if (module.isBlank(text)) return { problem: 'the message: expected some text, found none' };
  if (text.length > box.maxLength) {
    return { problem: `the message: expected at most ${box.maxLength} characters, found ${text.length}` };
  }
  const start = performance.now();
  const body = module.explain(text);
  const milliseconds = performance.now() - start;
  return { body, by: `Answered in this browser in ${milliseconds.toFixed(1)} ms, model ${body.model}.` };
}

/** The answer of whoever is chosen; of this browser, too, when it is ready and the server cannot be reached. */
async function computed(text, signal) {
  if (chosen() === 'browser') return answerHere(text).catch(() => answerThere(text, signal));
  return answerThere(text, signal).catch(error => {
    if (signal.aborted || !scorer) throw error;
    return answerHere(text);
  });
}

function remember(choice) {
  try {
    localStorage.setItem(prefix, choice);
  } catch {
    // a browser that stores nothing forgets the choice
  }
}

function remembered() {
  try {
    return localStorage.getItem(prefix);
  } catch {
    return null;
  }
}

async function lookForNewer() {
  const response = await fetch(root + 'health', { cache: 'no-store' }).catch(() => undefined);
  const found = response?.ok && (await response.json().catch(() => undefined))?.model?.sha256;
  if (found && found !== sha256) newer();
}

if ($('where') && navigator.serviceWorker && globalThis.crypto?.subtle) {
  $('where').hidden = false;
  $('where').addEventListener('change', () => {
    remember(chosen());
    if (chosen() === 'browser') announce();
    else tell();
  });
  // an installed app is expected to start anywhere, whatever was chosen
  const installed = () => ready().catch(() => undefined);
  addEventListener('appinstalled', installed);
  addEventListener('online', () => { if (scorer) lookForNewer(); });
  if (remembered() === 'browser') {
    document.querySelector('#where [value=browser]').checked = true;
    announce();
  } else if (matchMedia('(display-mode: standalone)').matches) {
    installed();
  }
}
