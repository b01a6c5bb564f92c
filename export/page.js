// The page: the canvas, its colours, what is selected and what is hidden.
const graph = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 700px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const drawn = graph.vis;
const hiddenTypes = new Set();
const neighbours = graph.nodes.map(() => new Set());
let selected = null;
let hovered = null;
let colours = {};

graph.byId = new Map(graph.nodes.map((node, index) => [node.id, index]));
graph.edgesOf = graph.nodes.map(() => []);
for (const edge of graph.edges) {
  graph.edgesOf[edge[0]].push(edge);
  if (edge[0] !== edge[1]) graph.edgesOf[edge[1]].push(edge);
  neighbours[edge[0]].add(edge[1]);
  neighbours[edge[1]].add(edge[0]);
}
const labels = graph.nodes.map(shortLabel);
const weight = (index) => neighbours[index].size;
// A concept of many papers says more about its part of the graph than a paper of many concepts.
const importance = (index) => weight(index) * (graph.nodes[index].type === "Paper" ? 0.4 : 1);
const byImportance = graph.nodes.map((_, index) => index)
  .sort((a, b) => importance(b) - importance(a) || a - b);
const strongest = new Set(byImportance.slice(0, 12));

// The layout is round and screens are not.
const stretch = Math.min(1.35, Math.max(0.75, Math.sqrt(innerWidth / innerHeight)));
for (const node of drawn.nodes) {
  node.x *= stretch;
  node.y /= stretch;
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["back", "ink", "quiet", "edge", "faint", "halo", ...TYPES.map((t) => t.toLowerCase())];
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const typeOf = (index) => graph.nodes[index].type;
const colourOf = (index) => colours[typeOf(index).toLowerCase()];
const isHidden = (index) => hiddenTypes.has(typeOf(index)) && index !== selected;

/** Say whether a node stands out: all do while none is selected. */
function isNear(index) {
  return selected === null || index === selected || neighbours[selected].has(index);
}

function nodeStyle({ id, shape, size, x, y }) {
  const colour = colourOf(id);
  const paint = { background: colour, border: id === selected ? colours.ink : colours.back };
  return {
    id, shape, size, x, y, hidden: isHidden(id), opacity: isNear(id) ? 1 : 0.13,
    color: { ...paint, highlight: paint, hover: { ...paint, border: colours.ink } },
  };
}

function edgeStyle({ id, from, to }) {
  const near = selected !== null && (from === selected || to === selected);
  const far = from === selected ? to : from;
  const color = near ? colourOf(far) : selected === null ? colours.edge : colours.faint;
  return {
    id, from, to, hidden: isHidden(from) || isHidden(to), width: near ? 1.8 : 1,
    color: { color, highlight: color, hover: color, inherit: false },
  };
}

readColours();
const nodes = new vis.DataSet(drawn.nodes.map(nodeStyle));
const edges = new vis.DataSet(drawn.edges.map(edgeStyle));
const styled = new Map([[nodes, drawn.nodes.map(nodeStyle)], [edges, drawn.edges.map(edgeStyle)]]);
const network = new vis.Network($("graph"), { nodes, edges }, drawn.options);

/** Pass on what has changed: vis-network takes its time for each item. */
function update(set, styles) {
  const old = (style) => JSON.stringify(styled.get(set)[style.id]);
  const fresh = styles.filter((style) => old(style) !== JSON.stringify(style));
  styled.set(set, styles);
  if (fresh.length) set.update(fresh);
}

function restyle() {
  update(edges, drawn.edges.map(edgeStyle));
  update(nodes, drawn.nodes.map(nodeStyle));
}

/** Return the nodes that want a label, most important first. */
function labelled() {
  const first = [hovered, selected].filter((index) => index !== null);
  if (selected !== null) return [...new Set([...first, ...byImportance.filter(isNear)])];
  const scale = network.getScale();
  const always = innerWidth * innerHeight / 26_000;
  // Beyond the most important, a node gets its label when one has come close to it.
  const rest = byImportance.filter((i, rank) => rank < always || drawn.nodes[i].size * scale > 13);
  return [...new Set([...first, ...rest])];
}

const base = getComputedStyle(document.body).fontFamily;

network.on("afterDrawing", (context) => {
  const { clientWidth, clientHeight } = $("graph");
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  const shown = [];
  for (const index of labelled()) {
    const { x, y, size } = drawn.nodes[index];
    if (isHidden(index) || x < from.x || x > to.x || y < from.y || y > to.y) continue;
    const always = index === hovered || index === selected;
    const strong = always || (selected === null && strongest.has(index));
    shown.push({ x, y, size, text: labels[index], strong, always, ink: colours.ink });
  }
  const look = { from, to, halo: colours.halo, spare: selected !== null, base };
  drawLabels(context, shown, network.getScale(), look);
});

/** Return the part of the window that nothing covers, in pixels. */
function freeArea() {
  const area = { left: 20, right: innerWidth - 20, top: 76, bottom: innerHeight - 24 };
  const panel = $("panel").hidden ? null : $("panel").getBoundingClientRect();
  if (narrow.matches) area.bottom = (panel ? panel.top : $("legend").getBoundingClientRect().top) - 24;
  else if (panel) area.right = panel.left - 30;
  return area;
}

/** Bring the nodes into the part of the window that is free, no closer than `closest`. */
function bring(indices, closest, animation) {
  if (!indices.length) return;
  const area = freeArea();
  const xs = indices.map((i) => drawn.nodes[i].x), ys = indices.map((i) => drawn.nodes[i].y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(closest,
    (area.right - area.left) / (right - left + 60), (area.bottom - area.top) / (bottom - top + 60));
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    offset: { x: (area.left + area.right - innerWidth) / 2, y: (area.top + area.bottom - innerHeight) / 2 },
    scale: Math.max(scale, 0.05), animation,
  });
}

function motion() {
  return calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function select(index, { move = true, remember = true } = {}) {
  selected = index;
  restyle();
  $("panel").hidden = index === null;
  if (index === null) {
    network.unselectAll();
    if (remember) history.replaceState(null, "", location.pathname + location.search);
    return;
  }
  showPanel();
  $("status").textContent = graph.nodes[index].label;
  if (remember) location.hash = encodeURIComponent(graph.nodes[index].id);
  if (move) bring([index, ...neighbours[index]], 1.1, motion());
}

function showPanel() {
  $("panel-body").replaceChildren(...buildPanel(graph, selected, follow));
  $("panel").scrollTop = 0;
}

/** Move to a node that was chosen from a list: the panel takes the focus along. */
function follow(index) {
  select(index);
  $("panel").focus({ preventScroll: true });
}

function fitAll(animation = motion()) {
  bring(graph.nodes.map((_, index) => index).filter((index) => !isHidden(index)), 1.6, animation);
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, network.getScale() * factor), animation: motion() });
}

function buildLegend() {
  const counts = {};
  for (const node of graph.nodes) counts[node.type] = (counts[node.type] || 0) + 1;
  const boxes = TYPES.filter((type) => counts[type]).map((type) => {
    const box = make("input");
    box.type = "checkbox";
    box.checked = !hiddenTypes.has(type);
    box.addEventListener("change", () => {
      hiddenTypes[box.checked ? "delete" : "add"](type);
      restyle();
    });
    return make("label", "", box, glyph(type), say(type),
      make("span", "count", counts[type].toLocaleString("en")));
  });
  const name = $("legend-name");
  name.textContent = say("legend");
  $("legend").replaceChildren(name, ...boxes);
}

function speak() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  $("counts").textContent = say("counts", graph.totals);
  const { papers, concepts, shownPapers, shownConcepts } = graph.totals;
  $("note").hidden = shownPapers === papers && shownConcepts === concepts;
  $("note").textContent = say("part", graph.totals);
  $("search").placeholder = say("search");
  const names = { search: "search", close: "close", "zoom-in": "zoomIn", "zoom-out": "zoomOut",
    fit: "fit", language: "language" };
  for (const [id, key] of Object.entries(names)) {
    $(id).setAttribute("aria-label", say(key));
    if (id !== "search") $(id).title = say(key);
  }
  $("language").textContent = say("languageSign");
  buildLegend();
  if (selected !== null) showPanel();
}

function fromHash() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch { /* not one of ours */ }
  const index = graph.byId.get(id);
  if (index !== undefined && index !== selected) select(index, { remember: false });
}

network.on("click", ({ nodes: [index] }) => select(index === undefined ? null : index, { move: false }));
network.on("hoverNode", ({ node, event }) => {
  hovered = node;
  $("tip").textContent = graph.nodes[node].label;
  $("tip").hidden = labels[node] === graph.nodes[node].label;
  $("tip").style.left = `${Math.min(event.clientX + 14, innerWidth - 350)}px`;
  $("tip").style.top = `${event.clientY + 16}px`;
});
for (const leave of ["blurNode", "dragStart", "zoom"]) {
  network.on(leave, () => {
    hovered = null;
    $("tip").hidden = true;
  });
}
network.on("dragEnd", ({ nodes: moved }) => {
  for (const [id, place] of Object.entries(network.getPositions(moved))) Object.assign(drawn.nodes[id], place);
});
$("close").addEventListener("click", () => { select(null); $("search").focus(); });
$("zoom-in").addEventListener("click", () => zoom(1.4));
$("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
$("fit").addEventListener("click", () => fitAll());
$("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; speak(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && selected !== null) select(null);
});
addEventListener("hashchange", fromHash);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); restyle(); });
wireSearch(graph, searcher(graph, weight), follow);
speak();
fitAll(false);
fromHash();
