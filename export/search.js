// The search box: every name of every node, in either script, by keyboard or by touch.
const MOST_RESULTS = 12;

/** Return text as it is compared: one case, one width, simplified characters. */
function fold(text, variants) {
  const plain = text.normalize("NFKC").toLowerCase().trim();
  return Array.from(plain, (c) => (Object.hasOwn(variants, c) ? variants[c] : c)).join("");
}

/** Return a function from a query to the best nodes, as [index, the name that matched]. */
function searcher(graph, weight) {
  const names = graph.nodes.flatMap((node, index) =>
    [...node.names, node.id].map((name) => [index, name, fold(name, graph.variants)]));
  return (query) => {
    const wanted = fold(query, graph.variants);
    if (!wanted) return [];
    const words = wanted.split(/\s+/);
    const best = new Map();
    for (const [index, name, folded] of names) {
      const score = match(folded, wanted, words);
      if (score > 0 && score > (best.get(index)?.[0] ?? 0)) best.set(index, [score, name]);
    }
    return [...best]
      .sort(([a, x], [b, y]) => y[0] - x[0] || weight(b) - weight(a) || a - b)
      .slice(0, MOST_RESULTS)
      .map(([index, [, name]]) => [index, name]);
  };
}

function match(name, wanted, words) {
  if (name === wanted) return 4;
  if (name.startsWith(wanted)) return 3;
  const at = name.indexOf(wanted);
  if (at > 0) return /[\s\-_:：/（(]/.test(name[at - 1]) ? 2.5 : 2;
  return words.length > 1 && words.every((word) => name.includes(word)) ? 1 : 0;
}

/** Wire the search box; go(index) is called with what was chosen. */
function wireSearch(graph, find, go) {
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function choose(index) {
    input.value = "";
    close();
    go(index);
  }
  function point(to) {
    const options = list.querySelectorAll("[role=option]");
    if (!options.length) return;
    active = (to + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }
  function show() {
    const found = find(input.value);
    if (!input.value.trim()) return close();
    list.replaceChildren(...found.map(([index, name], i) => option(graph.nodes[index], name, i)));
    found.forEach(([index], i) => {
      list.children[i].addEventListener("mousedown", (event) => event.preventDefault());
      list.children[i].addEventListener("click", () => choose(index));
    });
    if (!found.length) list.append(make("li", "none", say("none")));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const said = found.length ? say("found", { n: found.length }) : say("none");
    document.getElementById("status").textContent = said;
    point(0);
  }
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter and arrows are the input method's
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active - 1);
    else if (event.key === "Enter") list.querySelectorAll("[role=option]")[active]?.click();
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
    }
  });
}

function option(node, name, number) {
  const under = name === node.label ? say(node.type) : `${say(node.type)} · ${name}`;
  const item = make("li", "", glyph(node.type),
    make("div", "what", make("b", "", node.label), make("span", "", under)));
  item.id = `result-${number}`;
  item.setAttribute("role", "option");
  return item;
}
