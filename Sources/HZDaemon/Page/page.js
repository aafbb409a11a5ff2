"use strict";
// Texts of articles only ever become text nodes: no markup is made of them.

const $ = (id) => document.getElementById(id);
const pageSize = 10;
const moreSize = 20;
const mostResults = 1000;
const mostValues = 8;
const mostUnfolded = 100;
/** What can be filtered by: each value is asked for as a whole, so that as many articles are left as were counted. */
const groups = [
  { name: "year", title: "Year", parameters: withinYear },
  { name: "language", title: "Language", parameters: (value) => ({ language: value }) },
  { name: "site", title: "Site", parameters: (value) => ({ site: value }) },
  { name: "author", title: "Author", parameters: (value) => ({ author_name: value }) },
];

function withinYear(value) {
  const bound = (year) => String(year).padStart(4, "0");
  const year = Number(value);
  return { ...(year > 1 && { after: bound(year - 1) }), ...(year < 9999 && { before: bound(year + 1) }) };
}

let state = { q: "", sort: "score", limit: pageSize, filters: {}, id: null };
let shown = null; // the search whose results stand on the page, and how many were asked for
let turn = 0; // the newest question: older answers are dropped
let pending = null;
let timer = 0;
let retry = 0;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A line of facts. Each stands by itself, so that those of scripts from right to left turn no other round. */
function factsLine(facts) {
  const line = element("p", null, "facts");
  for (const fact of facts.filter(Boolean)) line.append(line.firstChild ? " · " : "", element("bdi", fact));
  return line;
}

/** Lets an element run as its text does: from right to left where that begins so. */
function inItsDirection(made) {
  made.dir = "auto";
  return made;
}

/** Appends a text with its ranges of Unicode scalars marked. */
function append(parent, text, ranges) {
  const scalars = Array.from(text);
  let place = 0;
  for (const [start, end] of ranges) {
    if (start < place || end > scalars.length) continue;
    parent.append(scalars.slice(place, start).join(""));
    parent.append(element("mark", scalars.slice(start, end).join("")));
    place = end;
  }
  parent.append(scalars.slice(place).join(""));
  return parent;
}

// What is asked.

/** What is searched for, with all filters but those of one group. */
function question(except) {
  const chosen = groups.filter((group) => group !== except && state.filters[group.name]);
  const parts = chosen.map((group) => group.parameters(state.filters[group.name]));
  const q = state.q.trim();
  return q === "" && parts.length === 0 ? null : Object.assign({ q, sort: state.sort }, ...parts);
}

/** The same as a text; two searches with the same one have the same results. */
function key() { return String(new URLSearchParams(question() || {})); }

function isShown() { return shown !== null && shown.key === key() && shown.limit >= state.limit; }

/** Forgets what was asked: an answer that comes later is nobody's. */
function stop() {
  turn += 1;
  if (pending) pending.abort();
  pending = null;
  clearTimeout(retry);
  $("results").removeAttribute("aria-busy");
  return turn;
}

class NoAnswer extends Error {}

function token() { return sessionStorage.getItem("token"); }

/** The token's bytes in UTF-8: a header has characters up to U+00FF only. */
function credentials() {
  if (!token()) return {};
  try {
    return new Headers({ Authorization: "Bearer " + String.fromCharCode(...new TextEncoder().encode(token())) });
  } catch {
    throw refused("The token has a character that can't be sent.");
  }
}

/** Asks for the token; says why, where one was given. */
function refused(message) {
  $("denied").textContent = token() ? message : "";
  $("denied").hidden = !token();
  if (!$("login").open) $("login").showModal();
  return new Error(message);
}

async function ask(path, parameters, signal) {
  const target = path + "?" + new URLSearchParams(parameters);
  const headers = credentials();
  let answer, json;
  try {
    answer = await fetch(target, { headers, signal, cache: "no-store", credentials: "omit" });
    json = await answer.json();
  } catch (error) {
    throw signal.aborted ? error : new NoAnswer("The server does not answer. Is hzsearch serve running?");
  }
  if (answer.status === 401) throw refused(token() ? "The server does not take this token." : "The token is missing.");
  if (!answer.ok) throw new Error(json.error ? json.error.message : "The server answered " + answer.status + ".");
  return json;
}

/** Says what went wrong, once; where nobody answered, asks again in a while. */
function fail(error, place, askAgain) {
  if (place.textContent !== error.message) place.replaceChildren(element("span", error.message, "error"));
  if (error instanceof NoAnswer) retry = setTimeout(askAgain, 3000);
}

// The results.

/** True where its answer is shown; false where it failed, or another question came first. */
async function search() {
  const mine = stop();
  const parameters = question();
  const asked = { key: key(), limit: state.limit };
  $("welcome").hidden = parameters !== null;
  if (parameters === null) {
    clear();
    $("summary").textContent = "";
    return true;
  }
  const control = (pending = new AbortController());
  $("results").setAttribute("aria-busy", "true");
  try {
    const free = groups.filter((group) => !state.filters[group.name]).map((group) => group.name);
    const counted = free.length > 0 ? { facets: free.join(","), facet_limit: mostUnfolded } : {};
    const [result, ...others] = await Promise.all([
      ask("/v1/search", { ...parameters, limit: asked.limit, ...counted }, control.signal),
      ...groups.filter((group) => state.filters[group.name]).map((group) => alternatives(group, control.signal)),
    ]);
    if (mine !== turn) return false;
    stop();
    shown = asked;
    showResults(result);
    showFilters([...(result.facets || []), ...others.flat()]);
    return true;
  } catch (error) {
    if (mine !== turn) return false;
    stop();
    // What is shown stays only where it is of the same question, which is then asked again.
    if (shown && shown.key === asked.key) shown.limit = 0;
    else clear();
    fail(error, $("summary"), search);
    return false;
  }
}

function clear() {
  shown = null;
  for (const id of ["filters", "notes", "more"]) $(id).hidden = true;
  $("results").replaceChildren();
}

/** What else could be chosen in a group where something is chosen: counted without that. */
async function alternatives(group, signal) {
  const parameters = question(group);
  if (parameters === null) return [];
  const counted = { ...parameters, limit: 0, facets: group.name, facet_limit: mostUnfolded };
  return (await ask("/v1/search", counted, signal)).facets || [];
}

function links() { return [...$("results").querySelectorAll("a")]; }

function showResults(result) {
  const total = result.total.value;
  const count = (result.total.relation === "eq" ? "" : "At least ") + total.toLocaleString() + (total === 1 ? " article" : " articles");
  const took = (result.took_us / 1000).toFixed(1) + " ms";
  $("summary").textContent = result.hits.length === 0 ? "Nothing found." : total === 0 ? "No article has all of this · " + took : count + " · " + took;
  // A quotation mark that is not closed yet is no news to whoever types.
  const notes = result.notes.filter((note) => note.code !== "unclosedQuote").map((note) => element("li", note.message));
  if (result.did_you_mean) notes.unshift(correctionItem(result.did_you_mean));
  $("notes").replaceChildren(...notes);
  $("notes").hidden = notes.length === 0;
  const focused = links().find((link) => link === document.activeElement);
  $("results").replaceChildren(...result.hits.map(resultItem));
  if (focused) focusResult(focused.article);
  $("more").hidden = result.hits.length < shown.limit || shown.limit >= mostResults;
}

function focusResult(id) { (links().find((link) => link.article === id) || $("query")).focus(); }

/** A link to another state of the page, which a plain click goes to without loading it anew. */
function link(to, text, ranges = []) {
  const made = append(element("a"), text, ranges);
  made.href = address(to);
  made.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  });
  return made;
}

function correctionItem(correction) {
  const item = element("li", "Did you mean ");
  const to = { ...state, q: correction.query, limit: pageSize };
  item.append(inItsDirection(link(to, correction.query, correction.highlights)), "?");
  return item;
}

function resultItem(hit) {
  const item = element("li");
  const title = inItsDirection(link({ ...state, id: hit.id }, hit.title || hit.path || hit.id));
  title.article = hit.id;
  title.lang = hit.language || "";
  item.append(title);
  const facts = [hit.author, hit.date, hit.language].filter(Boolean);
  if (hit.missing) facts.push("without " + hit.missing.join(", "));
  if (facts.length > 0) item.append(factsLine(facts));
  if (hit.snippet.text) {
    const snippet = append(inItsDirection(element("p", null, "snippet")), hit.snippet.text, hit.snippet.highlights);
    snippet.lang = hit.language || "";
    item.append(snippet);
  }
  item.append(element("p", hit.path, "path"));
  return item;
}

// Where one is: it stands in the address, and how many results in the entry of the history, so that Back and bookmarks work.

function address(to) {
  const parameters = new URLSearchParams();
  if (to.q) parameters.set("q", to.q);
  if (to.sort !== "score") parameters.set("sort", to.sort);
  for (const group of groups) if (to.filters[group.name]) parameters.set(group.name, to.filters[group.name]);
  if (to.id) parameters.set("id", to.id);
  const text = parameters.toString();
  return "/" + (text ? "?" + text : "");
}

function stateOfAddress() {
  const parameters = new URLSearchParams(location.search);
  const filters = {};
  for (const group of groups) if (parameters.get(group.name)) filters[group.name] = parameters.get(group.name);
  if (!/^\d{1,4}$/.test(filters.year) || Number(filters.year) === 0) delete filters.year;
  const sort = parameters.get("sort") === "date" ? "date" : "score";
  const limit = Math.min(Math.max(Number(history.state && history.state.limit) || pageSize, pageSize), mostResults);
  return { q: parameters.get("q") || "", sort, limit, filters, id: parameters.get("id") };
}

function go(to, replacing = false) {
  const left = state.id;
  state = to;
  history[replacing ? "replaceState" : "pushState"]({ limit: to.limit }, "", address(to));
  show(left);
}

/** Shows the present state. Whoever leaves an article is led back to it in the results. */
async function show(left = null) {
  clearTimeout(timer);
  if ($("query").value !== state.q) $("query").value = state.q;
  $("sort").value = state.sort;
  const isReading = Boolean(state.id);
  $("reader").hidden = !isReading;
  $("search").hidden = isReading;
  document.title = state.q ? state.q + " – hzsearch" : "hzsearch";
  showChosen();
  if (isReading) return read();
  if (isShown()) stop();
  else if (!(await search())) return;
  const focused = document.activeElement;
  if (left && (focused === document.body || $("reader").contains(focused))) focusResult(left);
}

function back() { go({ ...state, id: null }); }

// What is typed.

$("query").addEventListener("input", () => {
  // What was asked is not in the field any more.
  stop();
  clearTimeout(timer);
  timer = setTimeout(() => {
    go({ ...state, q: $("query").value, limit: pageSize, id: null }, true);
  }, 80);
});

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  const isNew = $("query").value !== state.q || state.id;
  if (isNew) go({ ...state, q: $("query").value, limit: pageSize, id: null });
  else if (isShown() && links().length > 0) links()[0].click();
  else if (!pending) search();
});

$("sort").addEventListener("change", () => {
  go({ ...state, q: $("query").value, sort: $("sort").value, limit: pageSize, id: null });
});

$("more").addEventListener("click", async () => {
  const count = links().length;
  if (isShown()) state = { ...state, limit: Math.min(shown.limit + moreSize, mostResults) };
  history.replaceState({ limit: state.limit }, "", address(state));
  if (await search() && links().length > count) links()[count].focus();
});
$("back").addEventListener("click", back);
$("next").addEventListener("click", () => nextMatch(1));
$("token-form").addEventListener("submit", () => {
  sessionStorage.setItem("token", $("token").value);
  $("token").value = "";
  shown = null;
  show();
});
window.addEventListener("popstate", () => {
  const left = state.id;
  state = stateOfAddress();
  show(left);
});

document.addEventListener("keydown", (event) => {
  // While characters are composed, the keys choose among them.
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || $("login").open) return;
  const isTyping = event.target === $("query");
  const isReading = Boolean(state.id);
  if (event.key === "/" && !isTyping) {
    $("query").focus();
    $("query").select();
  } else if (event.key === "Escape") {
    if (isReading) back();
    else if (!isTyping) $("query").focus();
    else if (state.q || $("query").value) go({ ...state, q: "", limit: pageSize, filters: {} });
  } else if (isReading && !isTyping && (event.key === "n" || event.key === "N")) {
    nextMatch(event.key === "n" ? 1 : -1);
  } else if (!isReading && (event.key === "ArrowDown" || event.key === "ArrowUp") && event.target !== $("sort")) {
    const all = links();
    const place = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (all.length === 0 || (isTyping && event.key === "ArrowUp")) return;
    if (place < 0) $("query").focus();
    else all[Math.min(place, all.length - 1)].focus();
  } else {
    return;
  }
  event.preventDefault();
});

state = stateOfAddress();
show();
