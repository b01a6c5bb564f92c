// The panel: all that is known about a node. Text goes in by textContent alone.
const SHAPES = {
  Paper: "M1.5 1.5h11v11h-11z",
  Method: "M7 .8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 7 .8z",
  Model: "M7 .8l6.4 11.4H.6z",
  Dataset: "M7 .2L13.8 7 7 13.8.2 7z",
  Topic: "M3.6 1.1h6.8L13.8 7l-3.4 5.9H3.6L.2 7z",
  Metric: "M7 .3l1.9 4.5 4.9.4-3.7 3.2 1.1 4.8L7 10.6l-4.2 2.6 1.1-4.8L.2 5.2l4.9-.4z",
};
const AT_FIRST = 12;

/** Make an element with a class and children; strings become text. */
function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Make the small sign of a type, as on the canvas. */
function glyph(type) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 14 14");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[type]);
  path.setAttribute("fill", `var(--${type.toLowerCase()})`);
  svg.append(path);
  return svg;
}

/** Return the address if it is one of the web, else null: what is written may be hostile. */
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Build the panel of a node. `graph` has nodes, edgesOf, related, sentences; go(i) moves on. */
function buildPanel(graph, index, go) {
  const node = graph.nodes[index];
  const title = make("h2", "", node.label);
  title.id = "panel-title";
  const parts = [make("div", "kind", glyph(node.type), say(node.type)), title];
  parts.push(...(node.type === "Paper" ? aboutPaper(node) : aboutConcept(node)));
  for (const [way, relation, entries] of grouped(graph.edgesOf[index], index)) {
    parts.push(...section(sayRelation(relation, way), entries, (e) => edgeEntry(graph, e, index, go)));
  }
  const related = graph.related[index] || [];
  if (related.length) {
    parts.push(...section(say("related"), related, (row) => relatedEntry(graph, row, go)));
  }
  return parts;
}

function aboutPaper(node) {
  const parts = node.names.slice(1).map((name) => make("p", "also", name));
  const meta = [node.date, node.authors.join(", "), node.categories.join(" ")].filter(Boolean);
  parts.push(...meta.map((text) => make("p", "meta", text)));
  const address = node.url && webAddress(node.url);
  if (address) {
    const link = make("a", "open", say("open"));
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    parts.push(link);
  }
  return parts;
}

function aboutConcept(node) {
  const many = say(node.papers === 1 ? "papersOne" : "papersWith", { n: node.papers });
  const parts = [make("p", "meta", many)];
  const others = node.names.filter((name) => name !== node.label);
  if (others.length) {
    const list = make("ul", "names", ...others.map((name) => make("li", "", name)));
    list.setAttribute("aria-label", say("names"));
    parts.push(list);
  }
  return parts;
}

/** Return [way, relation, edges] of a node's edges, surest edges first. */
function grouped(edges, index) {
  const groups = new Map();
  for (const edge of edges) {
    const way = edge[0] === index ? "out" : "in";
    const key = way + edge[2];
    if (!groups.has(key)) groups.set(key, [way, edge[2], []]);
    groups.get(key)[2].push(edge);
  }
  const order = Object.keys(WORDS.en.out);
  const rank = ([way, relation]) => order.indexOf(relation) + (way === "in" ? 100 : 0);
  const sorted = [...groups.values()].sort((a, b) => rank(a) - rank(b));
  for (const group of sorted) group[2].sort((a, b) => b[4] - a[4] || b[3] - a[3]);
  return sorted;
}

function section(name, entries, build) {
  const heading = make("h3", "", name + " ", make("span", "count", String(entries.length)));
  const list = make("ul", "entries", ...entries.slice(0, AT_FIRST).map(build));
  if (entries.length <= AT_FIRST) return [heading, list];
  const more = make("button", "more", say("more", { n: entries.length }));
  more.type = "button";
  more.addEventListener("click", () => {
    list.append(...entries.slice(AT_FIRST).map(build));
    list.children[AT_FIRST].querySelector("button").focus();
    more.remove();
  });
  return [heading, list, more];
}

function goButton(graph, index, go, ...rest) {
  const node = graph.nodes[index];
  const button = make("button", "go", glyph(node.type), make("span", "name", node.label), ...rest);
  button.type = "button";
  button.addEventListener("click", () => go(index));
  return button;
}

function percent(share, words) {
  const bar = make("b");
  bar.style.width = `${Math.round(share * 100)}%`;
  const sure = make("span", "sure", make("i", "", bar), `${Math.round(share * 100)}%`);
  sure.title = words;
  return sure;
}

function edgeEntry(graph, edge, index, go) {
  const [head, tail, , confidence, support, sentence, paperId] = edge;
  const sure = percent(confidence, say("sure", { n: Math.round(confidence * 100) }));
  const item = make("li", "", goButton(graph, head === index ? tail : head, go, sure));
  if (sentence >= 0) {
    const quote = make("blockquote", "", graph.sentences[sentence]);
    const paper = graph.byId.get(paperId);
    if (paper !== head && paper !== tail && paper !== undefined) {
      quote.append(make("cite", "", say("says", { paper: graph.nodes[paper].label })));
    }
    if (support > 1) quote.append(make("cite", "", say("support", { n: support })));
    item.append(quote);
  }
  return item;
}

function relatedEntry(graph, [other, score, shared], go) {
  const item = make("li", "", goButton(graph, other, go, percent(score, score.toFixed(3))));
  const names = shared.slice(0, 5).map((concept) => graph.nodes[concept].label).join(", ");
  if (names) item.append(make("blockquote", "", say("shares", { names })));
  return item;
}
