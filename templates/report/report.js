"use strict";
(() => {
  const PAGE = 50, KWIC = 56, FAR = 200, MOST_PLACES = 2000;
  const CHOSEN = 1, OWN_SIDE = 2, COPIED = 4, COUNTED = 8;
  document.documentElement.classList.add("js");
  const byId = (id) => document.getElementById(id);

  // Elements are made from text only: nothing from a study is ever read as markup.
  function el(name, attributes = {}, ...children) {
    const svg = el.svg.has(name);
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }
  el.svg = new Set(["svg", "g", "circle", "text", "line", "title"]);
  const svgLink = (href, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", "a");
    node.setAttribute("href", href);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  };

  // ---- the data, read when first needed
  let held = null;
  function data() {
    if (held) return held;
    const d = JSON.parse(byId("data").textContent);
    const r = d.readings;
    d.size = r.start.length;
    [r.zone, r.voice, r.rule, r.flags] = [0, 1, 2, 3].map((part) => r.kind.map((kind) => d.kinds[kind][part]));
    r.document = d.documents.flatMap((entry, index) => Array(entry[9]).fill(index));
    d.documents = d.documents.map(([path, source, title, date, type, url, period, pieces, zones, , whose], index) =>
      ({ path, source: d.sources[source], whose: whose || d.sources[source], title, date, type, url, period, pieces, zones, index, whole: zones.length > 0, readings: [] }));
    d.documentOf = new Map(d.documents.map((doc) => [doc.path, doc]));
    d.terms = d.terms.map(([concept, term, frame]) => {
      const [lexicon, id, label] = d.concepts[concept];
      const [, frameId, frameLabel] = d.frames[frame];
      return { key: d.lexicons[lexicon][0] + "/" + id, concept: label, term, frame: frameId, frameLabel };
    });
    d.at = (i) => r.start[i] - (r.shift.length ? r.shift[i] : 0);
    for (let i = 0; i < d.size; i++) d.documents[r.document[i]].readings.push(i);
    return (held = d);
  }

  // The piece of a document's text that holds the offset, as [start, text].
  function pieceAt(doc, offset) {
    let low = 0, high = doc.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (doc.pieces[middle][0] <= offset) low = middle; else high = middle - 1;
    }
    return doc.pieces[low] || [0, ""];
  }
  const flat = (text) => text.replace(/\s+/g, " ");
  function around(doc, start, end, width) {
    const [begin, text] = pieceAt(doc, start);
    const from = Math.max(0, start - begin - width), to = end - begin + width;
    let left = text.slice(from, start - begin), right = text.slice(end - begin, to);
    if (from > 0 || begin > 0) left = left.replace(/^\S*\s/, "");
    if (to < text.length || !doc.whole) right = right.replace(/\s\S*$/, "");
    return { left: flat(left).trimStart(), node: flat(text.slice(start - begin, end - begin)), right: flat(right).trimEnd() };
  }
  const lines = new Map();
  function line(i) {
    let found = lines.get(i);
    if (!found) {
      const d = data(), r = d.readings;
      found = around(d.documents[r.document[i]], r.start[i], r.start[i] + r.length[i], KWIC);
      lines.set(i, found);
    }
    return found;
  }
  // Code points before a UTF-16 offset, and the other way round. Whole documents only.
  const reasonOf = (d, i) => d.rules[d.readings.rule[i]][1] + (d.reasons[i] ? ` The reason given: ${d.reasons[i]}.`.replace(/([.?!])\.$/, "$1") : "");
  const toPoint = (doc, offset) => [...doc.pieces[0][1].slice(0, offset)].length;
  function toUnit(doc, point) {
    let units = 0;
    for (const character of doc.pieces[0][1]) {
      if (point-- <= 0) break;
      units += character.length;
    }
    return units;
  }

  // ---- addresses
  const parse = () => {
    const hash = location.hash.slice(1);
    const cut = hash.indexOf("?");
    const values = new URLSearchParams((cut < 0 ? "" : hash.slice(cut + 1)).replace(/\+/g, "%2B").replace(/;/g, "&"));
    let name = cut < 0 ? hash : hash.slice(0, cut);
    try { name = decodeURIComponent(name); } catch { name = ""; }
    return { name, values };
  };
  const address = (name, values) => {
    const pairs = Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined);
    return "#" + name + "?" + pairs.map(([key, value]) => key + "=" + encodeURIComponent(value)).join(";");
  };
  const dynamic = { passages, words, reader, distinctive };

  // The links of the page as it is shown. A view is made again as it was, so each keeps its number.
  const links = () => [...document.querySelectorAll("a:not(.view:not(.current) *)")];
  let shown = null;
  function route() {
    const { name, values } = parse();
    const target = byId(name) || byId("overview");
    const view = target.closest(".view") || byId("overview");
    const changed = shown !== view;
    for (const other of document.querySelectorAll(".view.current")) if (other !== view) other.classList.remove("current");
    view.classList.add("current");
    document.documentElement.classList.toggle("one", view.classList.contains("dynamic"));
    for (const link of document.querySelectorAll("nav a")) {
      const here = link.hash.slice(1).split("?")[0];
      const mine = here === view.id || (here === "concepts" && view.id.startsWith("concept-")) ||
        (here === "sources" && view.id.startsWith("source-")) || (here === "passages" && view.classList.contains("dynamic"));
      if (mine) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
    if (dynamic[view.id]) dynamic[view.id](values);
    const heading = view.querySelector("h2");
    document.title = (view.id === "overview" ? "" : heading.textContent + " – ") + title;
    const kept = history.state;
    const left = kept && links()[kept.link];
    if (left) left.focus({ preventScroll: true });
    else if (changed && shown) heading.focus({ preventScroll: true });
    shown = view;
    const current = view.querySelector(".occ[aria-current], .stretch");
    if (kept) scrollTo(0, kept.scroll);
    else if (view.id === "reader" && current) current.scrollIntoView({ block: "center" });
    else if (target !== view) target.scrollIntoView();
    else if (changed) scrollTo(0, view.id === "overview" ? 0 : Math.max(0, view.getBoundingClientRect().top + scrollY - 24));
  }
  // Makes a view anew. If the focus was in it, the control of the same name has it again, else the name in the text
  // that was chosen, else the heading.
  function refill(body, ...nodes) {
    const focus = body.contains(document.activeElement) ? document.activeElement : null;
    body.replaceChildren(...nodes);
    if (!focus) return;
    const same = focus.name && [...body.querySelectorAll("button, input, select")].find((node) => node.name === focus.name && !node.disabled);
    (same || body.querySelector(".occ[aria-current]") || body.closest(".view").querySelector("h2")).focus({ preventScroll: true });
  }
  let title = "";
  const replace = (hash) => location.replace(hash);

  // ---- passages
  const FILTERS = ["source", "concept", "term", "frame", "voice", "zone", "counted", "document", "speaker", "rule", "period"];
  function select(values) {
    const d = data(), r = d.readings;
    const want = Object.fromEntries(FILTERS.map((key) => [key, values.get(key) || ""]));
    const terms = d.terms.map((t) => (!want.concept || t.key === want.concept) && (!want.term || t.term === want.term) && (!want.frame || t.frame === want.frame));
    const docs = d.documents.map((doc) => (!want.source || doc.source === want.source) && (!want.document || doc.path === want.document) && (!want.period || doc.period === want.period));
    const voice = d.voices.indexOf(want.voice), zone = d.zones.indexOf(want.zone);
    const rule = d.rules.findIndex(([id]) => id === want.rule);
    const speaker = want.speaker === "not named" ? d.speakers.indexOf("") : d.speakers.indexOf(want.speaker);
    const found = [];
    for (let i = 0; i < d.size; i++) {
      const flags = r.flags[i];
      if (!terms[r.term[i]] || !docs[r.document[i]]) continue;
      if (want.counted !== "any" && !!(flags & COUNTED) === (want.counted === "no")) continue;
      if (want.voice === "chosen" ? !(flags & CHOSEN) : want.voice === "other" ? flags & CHOSEN : want.voice && r.voice[i] !== voice) continue;
      if (want.zone && r.zone[i] !== zone) continue;
      if (want.rule && r.rule[i] !== rule) continue;
      if (want.speaker && r.speaker[i] !== speaker) continue;
      found.push(i);
    }
    return found;
  }
  const collator = new Intl.Collator(undefined, { sensitivity: "base" });
  const backwards = (text) => text.toLowerCase().split(" ").reverse().join(" ");
  const keys = {
    left: (i) => backwards(line(i).left.trim()),
    right: (i) => line(i).right.trim().toLowerCase(),
    term: (i) => line(i).node.toLowerCase(),
    source: (i) => data().documents[data().readings.document[i]].source,
    date: (i) => data().documents[data().readings.document[i]].date,
  };
  const ORDER = [["", "order of the texts"], ["left", "words before"], ["right", "words after"], ["term", "the name"], ["source", "source"], ["date", "date"]];
  function sorted(found, by) {
    if (!keys[by]) return found;
    const key = new Map(found.map((i) => [i, keys[by](i)]));
    return [...found].sort((a, b) => collator.compare(key.get(a), key.get(b)) || a - b);
  }
  const choice = (label, name, options, value, change) =>
    el("label", {}, label, el("select", { name, onchange: (event) => change(event.target.value) },
      ...options.map(([id, text]) => el("option", { value: id, selected: id === value }, text))));
  function reference(doc, i) {
    const d = data(), r = d.readings;
    const parts = [doc.whose, doc.title || doc.path, doc.date].filter(Boolean).join(", ");
    return `${parts} (${doc.path}, characters ${d.at(i)}–${d.at(i) + r.length[i]}; voice: ${d.voices[r.voice[i]]})`;
  }
  async function copy(text, button) {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = el("textarea", { "aria-hidden": "true" }, text);
      document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
    }
    const before = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = before; }, 1500);
  }
  const VOICE_CHOICES = [["", "all voices"], ["chosen", "the voices chosen"], ["other", "all but the voices chosen"]];
  const unique = (list) => [...new Set(list)];

  function passages(values) {
    const d = data(), r = d.readings, body = byId("passages-body");
    const want = (key) => values.get(key) || "";
    const go = (change) => {
      // The field in which somebody types stays while the address changes, so the address knows better than `values`.
      const next = Object.fromEntries([...parse().values.entries()]);
      for (const [key, value] of Object.entries(change)) next[key] = value;
      if ("concept" in change) { next.term = ""; next.frame = ""; }
      if (!("page" in change)) next.page = "";
      replace(address("passages", next));
    };
    const concept = want("concept");
    const terms = d.terms.filter((t) => !concept || t.key === concept);
    const search = (want("q")).toLowerCase();
    let found = select(values);
    if (search) found = found.filter((i) => {
      const l = around(d.documents[r.document[i]], r.start[i], r.start[i] + r.length[i], FAR);
      return (l.left + " " + l.node + l.right).toLowerCase().includes(search) || (l.left + l.node + l.right).toLowerCase().includes(search);
    });
    found = sorted(found, want("sort"));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const page = Math.min(pages, Math.max(1, Number(want("page")) || 1));
    const here = found.slice((page - 1) * PAGE, page * PAGE);

    const chips = ["document", "speaker", "rule", "period"].filter(want).map((key) => {
      const shownAs = key === "rule" ? (d.rules.find(([id]) => id === want(key)) || ["", want(key)])[1] : want(key);
      const name = key === "document" ? "text" : key;
      return el("button", { type: "button", onclick: () => go({ [key]: "" }), "aria-label": `Remove: ${name} ${shownAs}` }, `${name}: ${shownAs} ×`);
    });
    const controls = el("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
      choice("Source", "source", [["", "all sources"], ...d.sources.map((s) => [s, s])], want("source"), (v) => go({ source: v })),
      choice("Concept", "concept", [["", "all concepts"], ...unique(d.terms.map((t) => t.key)).map((k) => [k, d.terms.find((t) => t.key === k).concept])], concept, (v) => go({ concept: v })),
      choice("Name", "term", [["", "all names"], ...unique(terms.map((t) => t.term)).map((t) => [t, t])], want("term"), (v) => go({ term: v })),
      choice("Whose usage", "frame", [["", "everybody’s"], ...unique(terms.map((t) => t.frame)).map((f) => [f, terms.find((t) => t.frame === f).frameLabel])], want("frame"), (v) => go({ frame: v })),
      choice("Voice", "voice", [...VOICE_CHOICES, ...d.voices.map((v) => [v, v])], want("voice"), (v) => go({ voice: v })),
      choice("Part of the text", "zone", [["", "all parts"], ...d.zones.map((z) => [z, z])], want("zone"), (v) => go({ zone: v })),
      choice("Counted", "counted", [["", "counted"], ["no", "not counted"], ["any", "both"]], want("counted"), (v) => go({ counted: v })),
      choice("Sort by", "sort", ORDER, want("sort"), (v) => go({ sort: v })),
      el("label", {}, "Search in the passages", el("input", { type: "search", name: "q", value: want("q"), oninput: later((event) => go({ q: event.target.value })) })));
    const old = body.querySelector("form.controls");
    const typed = old && document.activeElement === old.elements.q;
    const number = found.length;
    const status = el("p", { class: "status", role: "status" },
      `${number.toLocaleString("en")} ${number === 1 ? "passage" : "passages"}` + (pages > 1 ? `, page ${page} of ${pages}` : ""));
    const table = here.length ? el("div", {}, el("table", { class: "kwic" },
      el("caption", {}, "Each name with the words around it"),
      el("thead", {}, el("tr", {}, ...["Before", "Name", "After"].map((t) => el("th", { scope: "col", class: t.toLowerCase() }, t)))),
      ...here.map((i) => kwicRow(i)))) : el("p", { class: "nothing" }, "No passage fits. Choose fewer conditions.");
    const pager = el("div", { class: "pager" },
      el("button", { type: "button", name: "previous", disabled: page <= 1, onclick: () => { go({ page: page - 1 }); byId("passages").scrollIntoView(); } }, "Previous page"),
      el("button", { type: "button", name: "next", disabled: page >= pages, onclick: () => { go({ page: page + 1 }); byId("passages").scrollIntoView(); } }, "Next page"),
      el("button", { type: "button", disabled: !number, onclick: () => save("passages.csv", passagesCsv(found)) }, "Download these passages (CSV)"));
    if (typed) {
      // Keep the field in which somebody types; all else is made anew.
      for (const node of [...body.children]) if (node !== old) node.remove();
      body.append(el("div", { class: "chips" }, ...chips), status, table, pager);
    } else {
      refill(body, controls, el("div", { class: "chips" }, ...chips), status, table, pager);
    }
  }
  // A passage is two rows: the words, and below them where they stand and whose voice it is.
  const EDGE_LEFT = /(?:^|\s)[^\p{L}\p{N}\s]+$|[‘’“”„«‹'"([{<]+$/u, EDGE_RIGHT = /^['’]\p{L}{1,2}(?!\p{L})[^\p{L}\p{N}\s]*|^(?![-–—]\p{L})[^\p{L}\p{N}\s]+/u;
  function passage(l, doc, at, ...why) {
    // Marks that touch the name stay with it, so that no column begins with a comma.
    const before = (l.left.trimEnd() === l.left ? l.left.match(EDGE_LEFT) : null) || [""], after = l.right.match(EDGE_RIGHT) || [""];
    const left = l.left.slice(0, l.left.length - before[0].length).replace(/^[^\p{L}\p{N}]+\s/u, "");
    const right = l.right.slice(after[0].length).replace(/\s[^\p{L}\p{N}.!?…]+$/u, "");
    const name = doc.title || doc.path;
    return el("tbody", {},
      el("tr", {}, el("td", { class: "left" }, left.trim()), el("th", { scope: "row", class: "node" }, before[0].trim(), el("mark", {}, l.node), after[0]), el("td", { class: "right" }, right.trim())),
      el("tr", {}, el("td", { colspan: 3 }, el("div", { class: "meta" }, el("span", { class: "ref" }, [doc.whose, doc.date].filter(Boolean).join(", "), " ",
        el("a", { href: address("reader", { document: doc.path, ...at }), title: name }, name)), el("span", { class: "why" }, ...why)))));
  }
  function kwicRow(i) {
    const d = data(), r = d.readings, doc = d.documents[r.document[i]], why = reasonOf(d, i);
    const far = around(doc, r.start[i], r.start[i] + r.length[i], FAR);
    return passage(line(i), doc, { at: d.at(i) }, el("strong", {}, d.voices[r.voice[i]]), ` ${why}${d.speakers[r.speaker[i]] ? " Speaker: " + d.speakers[r.speaker[i]] + "." : ""}${r.flags[i] & COPIED ? " Copied passage." : ""}${r.flags[i] & COUNTED ? "" : " Not counted: " + d.zones[r.zone[i]] + "."} `,
      el("button", { type: "button", class: "link", "aria-label": "Copy this passage with its reference", onclick: (event) => copy(`“…${far.left}${far.node}${far.right}…” ${reference(doc, i)}`, event.target) }, "Copy"));
  }
  const later = (action) => { let timer = 0; return (event) => { clearTimeout(timer); timer = setTimeout(() => action(event), 120); }; };

  // ---- a word in the texts
  function words(values) {
    const d = data(), body = byId("words-body"), word = values.get("word") || "", source = values.get("source") || "", without = values.get("without") || "";
    const heading = byId("words-h");
    heading.textContent = word ? `“${word}” in the texts` : "A word in the texts";
    const form = el("form", { class: "controls", onsubmit: (event) => { event.preventDefault(); replace(address("words", { word: form.elements.word.value.trim(), source: form.elements.source.value })); } },
      el("label", {}, "Word", el("input", { type: "search", name: "word", value: word })),
      choice("Source", "source", [["", "all sources"], ...d.sources.map((s) => [s, s])], source, (v) => replace(address("words", { word, source: v }))),
      el("button", { type: "submit", name: "show" }, "Show"));
    const places = [];
    let texts = 0;
    if (word) {
      const parts = word.trim().split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/['’]/g, "['’]"));
      const pattern = new RegExp("(?<![\\p{L}\\p{N}\\p{M}_])" + parts.join("[^\\p{L}\\p{N}]{1,4}") + "(?![\\p{L}\\p{N}\\p{M}_])", "giu");
      for (const doc of d.documents) {
        if ((source && doc.source !== source) || (without && doc.source === without)) continue;
        let here = 0;
        for (const [start, text] of doc.pieces) for (const match of text.matchAll(pattern)) {
          const at = start + match.index;
          const zone = doc.zones.find(([end]) => at < end);
          if (zone && !countedZones().has(zone[1])) continue;
          here += 1;
          if (places.length < MOST_PLACES) places.push([doc, at, at + match[0].length]);
        }
        texts += here > 0;
      }
    }
    const more = places.length >= MOST_PLACES ? " or more" : "";
    refill(body, form,
      el("p", { class: "status", role: "status" }, `${places.length}${more} ${places.length === 1 ? "place" : "places"} in ${texts} ${texts === 1 ? "text" : "texts"}, in the parts that count${without ? `, outside ${without}` : ""}.`),
      places.length ? el("table", { class: "kwic" }, el("caption", {}, "The word with the words around it"),
        el("thead", {}, el("tr", {}, ...["Before", "Word", "After"].map((t) => el("th", { scope: "col", class: t.toLowerCase() }, t)))),
        ...places.slice(0, 300).map(([doc, start, end]) => {
          const to = doc.whole ? { at: toPoint(doc, start), to: toPoint(doc, end) } : {};
          return passage(around(doc, start, end, KWIC), doc, to);
        })) : el("p", { class: "nothing" }, word ? "It stands in none of the texts held here." : ""),
      places.length > 300 ? el("p", { class: "note" }, "The first 300 are shown.") : "");
  }
  let zonesCounted = null;
  function countedZones() {
    if (!zonesCounted) zonesCounted = new Set(data().counted);
    return zonesCounted;
  }

  // ---- reader
  const off = new Set();
  let onlyConcept = "";
  function reader(values) {
    const d = data(), r = d.readings, body = byId("reader-body");
    const doc = d.documentOf.get(values.get("document") || "") || null;
    if (!doc) { byId("reader-h").textContent = "Reader"; body.replaceChildren(el("p", { class: "nothing" }, "This page holds no such text. "), el("p", {}, el("a", { href: "#texts" }, "All texts"))); return; }
    byId("reader-h").textContent = doc.title || doc.path;
    const at = values.has("at") ? Number(values.get("at")) : -1, to = values.has("to") ? Number(values.get("to")) : -1;
    const all = doc.readings;
    const fits = (i) => !off.has(r.voice[i]) && (!onlyConcept || d.terms[r.term[i]].key === onlyConcept);
    const visible = all.filter(fits);
    const now = to < 0 ? all.find((i) => d.at(i) === at) : undefined;
    const place = (i) => address("reader", { document: doc.path, at: d.at(i) });
    const before = visible.filter((i) => (now === undefined ? d.at(i) < at : r.start[i] < r.start[now])).pop();
    const after = visible.find((i) => (now === undefined ? d.at(i) > at : r.start[i] > r.start[now]));
    const again = () => { reader(parse().values); };
    const used = unique(all.map((i) => r.voice[i])).sort();
    const concepts = unique(all.map((i) => d.terms[r.term[i]].key)).sort();
    const controls = el("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
      el("fieldset", {}, el("legend", {}, "Voices shown"), ...used.map((v) => el("label", { class: "check" },
        el("input", { type: "checkbox", name: "voice-" + v, checked: !off.has(v), onchange: (event) => { if (event.target.checked) off.delete(v); else off.add(v); again(); } }),
        el("span", { class: "occ " + d.voices[v] }, d.voices[v])))),
      concepts.length > 1 ? choice("Concept", "concept", [["", "all concepts"], ...concepts.map((k) => [k, d.terms.find((t) => t.key === k).concept])], onlyConcept, (v) => { onlyConcept = v; again(); }) : "");
    const facts = el("p", { class: "facts" }, [doc.whose, doc.date, doc.type, doc.path].filter(Boolean).join(" · "), doc.url ? " · " : "", doc.url ? el("a", { href: doc.url, rel: "noreferrer nofollow" }, "original") : "");

    // Marks: readings, the evidence for the one that is shown, a stretch that was asked for.
    const marks = [];
    const seen = new Set();
    for (const i of all) { if (seen.has(r.start[i])) continue; seen.add(r.start[i]); marks.push({ start: r.start[i], end: r.start[i] + r.length[i], i }); }
    const evidence = [];
    if (now !== undefined && r.evidence[now]) for (let k = 0; k < r.evidence[now].length; k += 2) evidence.push([r.start[now] + r.evidence[now][k], r.start[now] + r.evidence[now][k + 1]]);
    const stretch = to >= 0 && doc.whole ? [toUnit(doc, at), toUnit(doc, to)] : null;
    const page = el("div", { class: "page", lang: "" });
    for (const [start, text] of doc.pieces) {
      if (!doc.whole) page.append(el("p", { class: "cut" }, "[…]"));
      const zones = doc.whole ? doc.zones : [[start + text.length, -1]];
      let from = start;
      for (const [end, kind] of zones) { page.append(zoneBlock(d, text, start, from, end, kind, marks, evidence, stretch, now, fits, place)); from = end; }
    }
    if (!doc.pieces.length) page.append(el("p", { class: "nothing" }, "None of the names stands in this text, so its words are not in this page."));
    const index = now === undefined ? -1 : visible.indexOf(now);
    const panel = el("aside", { class: "panel", "aria-label": "This occurrence" },
      ...(now === undefined ? [el("p", {}, `${visible.length} of ${all.length} occurrences shown. Choose one to see whose voice it is in, and why.`)] :
        all.filter((i) => r.start[i] === r.start[now]).map((i) => el("p", {}, el("strong", {}, line(i).node), ` · ${d.terms[r.term[i]].concept}: ${d.terms[r.term[i]].term} (${d.terms[r.term[i]].frameLabel}). Voice: `, el("strong", {}, d.voices[r.voice[i]]), `. ${reasonOf(d, i)}` + (d.speakers[r.speaker[i]] ? ` Speaker: ${d.speakers[r.speaker[i]]}` + (r.flags[i] & OWN_SIDE ? ", a spokesperson of the source." : ".") : "") + (evidence.length ? " The evidence is underlined with a wave." : "") + (r.flags[i] & COUNTED ? "" : " It stands in a part that is not counted.") + ` Place: ${doc.path}, ${d.at(i)}, ${line(i).node}.`))),
      el("div", { class: "controls" },
        el("button", { type: "button", name: "before", disabled: before === undefined, onclick: () => { location.hash = place(before); } }, "← Previous"),
        el("button", { type: "button", name: "after", disabled: after === undefined, onclick: () => { location.hash = place(after); } }, "Next →"),
        index >= 0 ? el("span", { role: "status" }, `${index + 1} of ${visible.length}`) : "",
        now !== undefined ? el("button", { type: "button", name: "copy", onclick: (event) => { const l = around(doc, r.start[now], r.start[now] + r.length[now], FAR); copy(`“…${l.left}${l.node}${l.right}…” ${reference(doc, now)}`, event.target); } }, "Copy with reference") : "",
        el("a", { href: address("passages", { document: doc.path, counted: "any" }) }, "As a list")));
    refill(body, facts, controls, page, panel);
  }
  function zoneBlock(d, text, base, from, to, kind, marks, evidence, stretch, now, fits, place) {
    const counted = kind < 0 || countedZones().has(kind);
    const block = el("div", { class: "zone" + (counted ? "" : " out") + (kind < 0 ? "" : " zone-" + d.zones[kind]) });
    const wrap = el("div", {});
    if (kind >= 0 && d.zones[kind] !== "body") wrap.append(el("span", { class: "zone-name" }, counted ? d.zones[kind] : `${d.zones[kind]}, not counted`));
    const inside = marks.filter((m) => m.start >= from && m.start < to);
    const cuts = new Set([from, to]);
    for (const m of inside) { cuts.add(m.start); cuts.add(Math.min(to, m.end)); }
    for (const [a, b] of stretch ? [...evidence, stretch] : evidence) for (const x of [a, b]) if (x > from && x < to) cuts.add(x);
    const points = [...cuts].sort((a, b) => a - b);
    const startOf = new Map(inside.map((m) => [m.start, m]));
    let parent = block, until = -1;
    for (let k = 0; k + 1 < points.length; k++) {
      const [a, b] = [points[k], points[k + 1]];
      if (a >= until) { parent = block; until = -1; }
      const mark = startOf.get(a);
      if (mark) {
        const i = mark.i, voice = d.voices[d.readings.voice[i]];
        parent = el("a", { class: "occ " + voice + (fits(i) ? "" : " dim"), href: place(i), "aria-current": i === now || (now !== undefined && d.readings.start[now] === mark.start) ? "true" : null, title: `${voice}: ${d.rules[d.readings.rule[i]][1]}` });
        block.append(parent);
        until = mark.end;
      }
      const words = text.slice(a - base, b - base);
      const proof = evidence.some(([x, y]) => a >= x && b <= y && x < y);
      const marked = stretch && a >= stretch[0] && b <= stretch[1];
      parent.append(proof ? el("span", { class: "evidence" }, words) : marked ? el("span", { class: "stretch" }, words) : words);
    }
    wrap.append(block);
    return wrap;
  }

  // ---- distinctive words
  let pairs = null;
  function distinctive(values) {
    if (!pairs) pairs = JSON.parse(byId("scatter-data").textContent);
    const names = Object.keys(pairs), body = byId("scatter");
    if (!names.length) return;
    const label = (key) => { const [a, b] = key.split("\n"); return `${a} against ${b || "all others"}`; };
    let key = (values.get("source") || "") + "\n" + (values.get("against") || ""), flip = 1;
    if (!pairs[key]) { const other = (values.get("against") || "") + "\n" + (values.get("source") || ""); if (pairs[other]) { key = other; } }
    if (!pairs[key]) key = names[0];
    const [source, against] = key.split("\n");
    const said = el("p", { class: "said", role: "status" }, "Right: more frequent. Up: set the source apart (log-odds ratio). Choose a word to see where it stands.");
    const plot = el("svg", { class: "plot", role: "group", "aria-label": `Words of ${label(key)}: frequency to the right, log-odds upwards. Arrow keys move between words.` });
    const find = el("input", { type: "search", name: "find", oninput: () => draw() });
    refill(body,
      el("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
        choice("Compare", "pair", names.map((name) => [name, label(name)]), key, (v) => { const [a, b] = v.split("\n"); replace(address("distinctive", { source: a, against: b })); }),
        el("label", {}, "Find a word", find)),
      plot, said);
    const list = pairs[key];
    function draw() {
      const width = plot.clientWidth || 800, height = 460, m = { left: 46, right: 14, top: 16, bottom: 40 };
      const sizes = list.map((w) => w[1] + w[2]), odds = list.map((w) => w[3]);
      const least = Math.min(...sizes), most = Math.max(...sizes, least * 2);
      const top = Math.max(...odds, 0.1) * 1.06, bottom = Math.min(...odds, 0) * 1.06 - 0.05;
      const x = (n) => m.left + 8 + (Math.log(n / least) / Math.log(most / least)) * (width - m.left - m.right - 16);
      const y = (v) => m.top + ((top - v) / (top - bottom)) * (height - m.top - m.bottom);
      const parts = [el("line", { class: "grid", x1: m.left, x2: width - m.right, y1: y(0), y2: y(0) })];
      for (const decade of [1, 10, 100, 1000, 10000, 100000]) for (const step of [1, 2, 5]) {
        const v = decade * step;
        if (v >= least && v <= most) parts.push(el("text", { class: "tick", x: x(v), y: height - 22, "text-anchor": "middle" }, v.toLocaleString("en")));
      }
      const every = [0.1, 0.2, 0.5, 1, 2, 5].find((size) => (top - bottom) / size < 8) || 10;
      for (let k = Math.ceil(bottom / every); k * every <= top; k++) { const v = k * every; parts.push(el("text", { class: "tick", x: m.left - 6, y: y(v) + 4, "text-anchor": "end" }, v.toFixed(1).replace("-", "−"))); }
      parts.push(el("text", { class: "axis-name", x: width - m.right, y: height - 5, "text-anchor": "end" }, "occurrences in both together"));
      parts.push(el("text", { class: "axis-name", x: 0, y: 11 }, `↑ log-odds, ${source}`.slice(0, 60)));
      if (bottom < -0.1) parts.push(el("text", { class: "axis-name", x: 0, y: height - 5 }, `↓ ${against || "all others"}`.slice(0, 60)));
      const wanted = find.value.trim().toLowerCase();
      const boxes = [];
      const order = [...list].sort((a, b) => Math.abs(b[4]) - Math.abs(a[4]));
      const links = [];
      for (const w of order) {
        const [word, here, there, lean, z] = w;
        const cx = x(here + there), cy = y(lean), hit = !wanted || word.toLowerCase().includes(wanted);
        const tell = () => { said.textContent = `${word}: ${here} in ${source}, ${there} in ${against || "all others"}; log-odds ${lean.toFixed(2).replace("-", "−")}, z ${z.toFixed(1).replace("-", "−")}`; };
        const long = word.length * 6.6, right = cx + 7 + long < width - m.right;
        const box = [right ? cx + 6 : cx - 6 - long, cy - 8, right ? cx + 6 + long : cx - 6, cy + 6];
        const free = boxes.every((o) => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);
        const labelled = hit && free && (wanted || boxes.length < (width > 600 ? 60 : 22));
        if (labelled) boxes.push(box);
        else if (hit) boxes.push([cx - 4, cy - 4, cx + 4, cy + 4]);
        links.push(svgLink(address("words", { word, source: lean >= 0 || !against ? (lean >= 0 ? source : "") : against }),
          { class: (lean < 0 ? "low" : "high") + (hit ? "" : " dim"), tabindex: -1, "aria-label": `${word}: ${here} and ${there}, log-odds ${lean.toFixed(2)}`, onmouseenter: tell, onfocus: tell, "data-x": cx },
          el("circle", { cx, cy, r: 4 }), ...(labelled ? [el("text", { x: right ? cx + 7 : cx - 7, y: cy + 4, "text-anchor": right ? "start" : "end" }, word)] : [])));
      }
      if (wanted) {
        const hits = list.filter(([word]) => word.toLowerCase().includes(wanted)).length;
        said.textContent = hits ? `Words shown with “${wanted}”: ${hits} of ${list.length}.` : `None of the ${list.length} words shown has “${wanted}” in it.`;
      }
      links.sort((a, b) => a.dataset.x - b.dataset.x);
      if (links[0]) links[0].setAttribute("tabindex", 0);
      plot.onkeydown = (event) => {
        const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
        const at = links.indexOf(document.activeElement);
        if (!step || at < 0) return;
        event.preventDefault();
        const next = links[(at + step + links.length) % links.length];
        for (const link of links) link.setAttribute("tabindex", link === next ? 0 : -1);
        next.focus();
      };
      plot.replaceChildren(...parts, ...links);
    }
    draw();
    distinctive.draw = draw;
  }
  addEventListener("resize", later(() => { if (shown && shown.id === "distinctive" && distinctive.draw) distinctive.draw(); }));

  // ---- downloads
  const csvCell = (text) => { const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? "'" + text : text; return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe; };
  const csv = (rows) => rows.map((row) => row.map((value) => csvCell(String(value))).join(",")).join("\n") + "\n";
  function save(name, text, type = "text/csv;charset=utf-8") {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = el("a", { href: url, download: name });
    document.body.append(link); link.click(); link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
  function passagesCsv(found) {
    const d = data(), r = d.readings;
    return csv([["document", "source", "start", "end", "left", "node", "right", "concept", "term", "frame", "zone", "voice", "rule", "speaker"],
      ...found.map((i) => { const doc = d.documents[r.document[i]], t = d.terms[r.term[i]], l = line(i);
        return [doc.path, doc.source, d.at(i), d.at(i) + r.length[i], l.left, l.node, l.right, t.key, t.term, t.frame, d.zones[r.zone[i]], d.voices[r.voice[i]], d.rules[r.rule[i]][0], d.speakers[r.speaker[i]]]; })]);
  }
  function addDownloads() {
    for (const figure of document.querySelectorAll("figure.table")) {
      const files = figure.querySelector(".files");
      files.prepend(el("button", { type: "button", class: "link", onclick: () =>
        save(figure.id + ".csv", csv([...figure.querySelectorAll("tr")].map((row) => [...row.children].map((c) => c.textContent.trim())))) }, "This table as CSV"));
    }
    for (const link of document.querySelectorAll("a[data-figure]")) link.addEventListener("click", (event) => {
      const image = link.closest("figure").querySelector("img");
      if (!image) return;
      event.preventDefault();
      save(link.dataset.figure + ".svg", decodeURIComponent(image.src.slice(image.src.indexOf(",") + 1)), "image/svg+xml");
    });
  }

  // Charts for which there was no room as they are.
  async function unpack(figure) {
    const bytes = Uint8Array.from(atob(figure.dataset.packed), (character) => character.charCodeAt(0));
    const svg = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const image = el("img", { src: "data:image/svg+xml," + encodeURIComponent(svg), alt: figure.dataset.alt });
    const title = figure.querySelector(".title");
    title.replaceWith(el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Figure: " + title.textContent }, image));
    figure.querySelector(".paper").remove();
    figure.classList.remove("missing");
  }
  // A browser that prints without anybody waiting does so once the page has loaded. It has not loaded while an image
  // has not, so one small image after another is asked for until the charts are there.
  function delayLoad(until) {
    let over = false, asked = 0;
    until.then(() => { over = true; });
    const image = new Image();
    image.onload = () => { if (!over) image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=#" + asked++; };
    image.onload();
  }

  // To print, a browser looks for the place that each link leads to, and for one that only this script knows it looks
  // through the whole page: with thousands of them for minutes. On paper they lead nowhere, so they are no links there.
  let unlinked = [];
  addEventListener("beforeprint", () => {
    unlinked = [...document.querySelectorAll("a[href^='#'][href*='?']")].map((link) => [link, link.getAttribute("href")]);
    for (const [link] of unlinked) link.removeAttribute("href");
  });
  addEventListener("afterprint", () => {
    for (const [link, href] of unlinked) link.setAttribute("href", href);
    unlinked = [];
  });

  addEventListener("DOMContentLoaded", () => {
    title = document.title;
    history.scrollRestoration = "manual";
    addEventListener("hashchange", route);
    // A link leaves the place it was chosen at, and its number, in the history, so that Back returns to it.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']:not(.skip)");
      if (link) try { history.replaceState({ scroll: scrollY, link: links().indexOf(link) }, ""); } catch { /* no history */ }
    }, true);
    // To the heading of the view that is shown, without another address.
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      shown.querySelector("h2").focus();
    });
    addDownloads();
    route();
    // A browser that cannot unpack shows the links to the files.
    if (typeof DecompressionStream === "function") delayLoad(Promise.allSettled([...document.querySelectorAll("figure[data-packed]")].map(unpack)));
  });
})();
