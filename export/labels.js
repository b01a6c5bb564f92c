// Labels that never overlap: the most important first, as many as there is room for.
const PADDING = 6;

/** Shorten a label for the canvas; papers show what stands before the colon. */
function shortLabel(node) {
  const length = node.type === "Paper" ? 26 : 24;
  let text = node.label.replace(/\s+/g, " ");
  if (node.type === "Paper") {
    const head = text.split(/[:：]/)[0];
    if (head.length >= 2 && head.length <= length) text = head;
  }
  const wide = /[\u2e80-\uffef]/.test(text) ? Math.ceil(length * 0.6) : length;
  const letters = Array.from(text);
  return letters.length > wide ? letters.slice(0, wide - 1).join("").trimEnd() + "…" : text;
}

/** Say whether a box is free, and take it. Boxes are kept in a grid of cells. */
function takeBox(taken, box) {
  const cells = [];
  for (let x = Math.floor(box.left / 80); x <= Math.floor(box.right / 80); x++) {
    for (let y = Math.floor(box.top / 40); y <= Math.floor(box.bottom / 40); y++) {
      const key = x + "," + y;
      for (const other of taken.get(key) || []) {
        const apart = box.right < other.left || other.right < box.left ||
          box.bottom < other.top || other.bottom < box.top;
        if (!apart) return false;
      }
      cells.push(key);
    }
  }
  for (const key of cells) {
    if (!taken.has(key)) taken.set(key, []);
    taken.get(key).push(box);
  }
  return true;
}

/** Return where a label may stand, in pixels: below its node, above, to the right, to the left. */
function places(node, width, height, scale) {
  const x = node.x * scale, y = node.y * scale, reach = node.size * scale + 3;
  return [
    [x - width / 2, y + reach], [x - width / 2, y - reach - height],
    [x + reach + 2, y - height / 2], [x - reach - 2 - width, y - height / 2],
  ];
}

/**
 * Draw labels for the nodes, which come most important first, where they hide neither each other
 * nor their nodes, and within the frame. A node is { x, y, size, text, strong, always, ink } in
 * canvas units; scale is pixels a unit. Strong labels may hide nodes unless `spare` says no.
 */
function drawLabels(context, nodes, scale, { from, to, halo, base, spare }) {
  const taken = new Map();
  const fits = (box) => box.left > from.x * scale && box.right < to.x * scale &&
    box.top > from.y * scale && box.bottom < to.y * scale && takeBox(taken, box);
  const keepFree = ({ x, y, size }) => takeBox(taken, {
    left: (x - size * 0.8) * scale, right: (x + size * 0.8) * scale,
    top: (y - size * 0.8) * scale, bottom: (y + size * 0.8) * scale,
  });
  context.save();
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const strong = nodes.filter((node) => node.strong);
  (spare ? nodes : strong).forEach(keepFree);
  for (const [rank, node] of [...strong, ...nodes.filter((other) => !other.strong)].entries()) {
    if (rank === strong.length && !spare) nodes.forEach(keepFree);
    const pixels = node.strong ? 14 : 12;
    context.font = `${node.strong ? 600 : 400} ${pixels / scale}px ${base}`;
    const width = context.measureText(node.text).width * scale;
    const spots = places(node, width, pixels, scale);
    const spot = spots.find(([left, top]) => fits({
      left: left - PADDING, right: left + width + PADDING, top: top - 2, bottom: top + pixels + 3,
    })) || (node.always ? spots[0] : null);
    if (!spot) continue;
    const [left, top] = [spot[0] / scale, spot[1] / scale];
    context.strokeStyle = halo;
    context.lineWidth = 4 / scale;
    context.strokeText(node.text, left, top);
    context.fillStyle = node.ink;
    context.fillText(node.text, left, top);
  }
  context.restore();
}
