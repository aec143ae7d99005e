
// Asks the API and shows its answer in place. Whatever goes wrong on the way there, the form is posted to the page instead,
// which also answers without this script. Verdict.java shows the same.
const $ = id => document.getElementById(id);
const ask = $('ask'), box = $('message');
const { labels, negative, positive, model } = ask.dataset;
const binary = labels === '2';
let running;

function element(name, attributes, ...children) {
  const svg = name === 'svg' || name === 'rect';
  const made = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

const certainty = p => p >= .99995 ? 'over 0.9999' : p < .00005 ? 'under 0.0001' : p.toFixed(4);
const percent = p => p >= .9995 ? 'over 99.9%' : p < .0005 ? 'under 0.1%' : (p * 100).toFixed(1) + '%';
const side = weight => weight < 0 ? 'neg' : 'pos';
const signed = weight => (weight < 0 ? '−' : '+') + Math.abs(weight).toFixed(2);
const speaks = (weight, label) =>
  binary ? 'for ' + (weight < 0 ? negative : positive) : (weight < 0 ? 'against ' : 'for ') + label;

const read = {
  'hidden-characters': 'hidden characters were left out',
  'styled-letters': 'letters of another style were read as plain ones',
  marks: 'marks drawn over letters were taken off',
  'look-alikes': 'letters of other scripts were read as Latin ones',
  'spaced-letters': 'letters with spaces between them were read as words',
  leetspeak: 'digits and signs were read as letters',
};

function level(weight, strongest) {
  const ratio = Math.abs(weight) / Math.max(strongest, 1);
  return ratio < .08 ? 0 : Math.min(4, 1 + Math.floor(ratio * 4));
}

function marked(text, tokens, label) {
  const strongest = Math.max(0, ...tokens.map(token => Math.abs(token.weight)));
  const parts = [];
  let at = 0;
  for (const { start, end, weight } of tokens) {
    const strength = level(weight, strongest);
    if (strength === 0) continue;
    parts.push(text.slice(at, start), element('mark',
      { class: side(weight) + ' w' + strength, title: signed(weight) + ' ' + speaks(weight, label) }, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

function rows(text, tokens, label) {
  const words = new Map();
  for (const { start, end, weight } of tokens) {
    const word = text.slice(start, end);
    words.set(word, (words.get(word) ?? 0) + weight);
  }
  const top = [...words].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 8).filter(word => Math.abs(word[1]) >= .005);
  return top.map(([word, weight]) => {
    const width = Math.abs(weight) / Math.abs(top[0][1]) * 50;
    return element('tr', {},
      element('th', { scope: 'row' }, element('bdi', {}, word)),
      element('td', {}, element('bdi', {}, speaks(weight, label))),
      element('td', {}, element('div', { class: 'weight' },
        element('span', {}, signed(weight)),
        element('svg', { class: 'bar', 'aria-hidden': 'true' }, element('rect', {
          class: side(weight), x: (weight < 0 ? 50 - width : 50).toFixed(2) + '%', width: width.toFixed(2) + '%', height: '100%',
        })))));
  });
}

function show(text, { label, score, explanation: { tokens, logit, bias, remainder, unseen, undone } }, by) {
  const tone = binary && label === negative ? 'neg' : 'pos';
  const probability = tone === 'neg' ? 1 - score : score;
  document.title = label + ' – Hamlet';
  $('answer').replaceChildren(
    element('bdi', { class: 'label ' + tone }, label), ' ', element('span', {}, 'with a probability of ' + percent(probability)));
  $('by').textContent = by;
  $('score').setAttribute('class', tone);
  $('score').setAttribute('width', (score * 100).toFixed(2) + '%');
  $('reading').textContent = `Probability of ${binary ? positive : label}: ${certainty(score)}.`;
  $('text').replaceChildren(...marked(text, tokens, label));
  $('pro').textContent = speaks(1, label);
  $('con').textContent = speaks(-1, label);
  const start = bias + remainder;
  $('balance').textContent =
    `Before any word the balance stands at ${signed(start)}, ${speaks(start, label)}; the words bring it to ${signed(logit)}.`;
  $('unseen').textContent = unseen < .0005 ? '' :
    `Of the message’s letter and word sequences (n-grams), ${percent(unseen)} are no feature of the model.`;
  $('undone').textContent = undone.length ? `Written to mislead: ${undone.map(each => read[each]).join('; ')}.` : '';
  $('undone').hidden = undone.length === 0;
  const found = rows(text, tokens, label);
  $('rows').replaceChildren(...found);
  $('table').hidden = found.length === 0;
  $('evidence').hidden = false;
  $('answer').scrollIntoView({ block: 'nearest' });
}

function complain(detail) {
  $('problem').textContent = detail;
  box.setAttribute('aria-invalid', 'true');
  box.focus();
}

// What the gateway answers before a message gets to the function; of its own words, "Too Many Requests" says the most.
const busy = {
  429: 'Too many messages are asked at this moment. Wait a little, then ask again.',
  503: 'Hamlet cannot answer at this moment. Wait a little, then ask again.',
};

async function refusal(response) {
  const { detail, message } = await response.json().catch(() => null) ?? {};
  return detail ?? busy[response.status] ?? message ?? `The server answers ${response.status}.`;
}

/** The server's answer, or undefined where it has another model than the page. */
async function answerThere(text, signal) {
  const response = await fetch(ask.action + 'predict', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ text, explain: true }), signal,
  });
  if (!response.ok) return { problem: await refusal(response) };
  const body = await response.json();
  return body.model === model ? { body, by: `Answered by the server, model ${model}.` } : undefined;
}

async function answer() {
  running?.abort();
  const { signal } = running = new AbortController();
  const text = box.value;
  ask.setAttribute('aria-busy', 'true');
  $('problem').textContent = '';
  box.removeAttribute('aria-invalid');
  try {
    const found = await computed(text, signal);
    signal.throwIfAborted();
    if (!found) ask.submit();
    else if (found.problem) complain(found.problem);
    else show(text, found.body, found.by);
  } catch {
    if (!signal.aborted) ask.submit();
    return;
  }
  ask.removeAttribute('aria-busy');
}

ask.addEventListener('submit', event => {
  event.preventDefault();
  answer();
});
$('examples')?.addEventListener('submit', event => {
  event.preventDefault();
  box.value = event.submitter.value;
  answer();
});
box.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask.requestSubmit();
});
if (/Mac|iP/.test(navigator.platform)) $('keys').firstElementChild.textContent = '⌘';
$('keys').hidden = false;
