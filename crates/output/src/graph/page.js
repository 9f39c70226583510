"use strict";
(() => {
  const svg = document.querySelector("#picture svg");
  const world = svg.querySelector(".edges").parentNode;
  const nodes = [...svg.querySelectorAll("[data-node]")];
  const lines = [...svg.querySelectorAll(".edges line")];
  const rows = [...document.querySelectorAll("tbody tr")];
  const network = JSON.parse(document.getElementById("network").textContent);
  const home = nodes.map((node) => node.getAttribute("transform"));
  const base = world.getAttribute("transform");
  const ends = (item) => [Number(item.dataset.a), Number(item.dataset.b)];
  let view = { x: 0, y: 0, scale: 1 };

  const show = () =>
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale}) ${base}`);
  const spot = (node) =>
    node.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  const draw = (place) => {
    const [x, y] = spot(nodes[place]);
    for (const line of lines) {
      const [a, b] = ends(line);
      if (a === place) { line.setAttribute("x1", x); line.setAttribute("y1", y); }
      if (b === place) { line.setAttribute("x2", x); line.setAttribute("y2", y); }
    }
  };
  const point = (event, to) =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(to.getScreenCTM().inverse());

  // A word and what it is linked with, the rest faint.
  const light = (chosen) => {
    const near = new Set(chosen);
    for (const line of lines) {
      const [a, b] = ends(line);
      if (chosen.includes(a)) near.add(b);
      if (chosen.includes(b)) near.add(a);
      line.classList.toggle("faint", chosen.length > 0 && !chosen.includes(a) && !chosen.includes(b));
    }
    nodes.forEach((node, place) => node.classList.toggle("faint", chosen.length > 0 && !near.has(place)));
  };

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    const node = event.target.closest("[data-node]");
    held = node
      ? { place: Number(node.dataset.node) }
      : { from: point(event, svg), x: view.x, y: view.y };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (held.place !== undefined) {
      const at = point(event, world);
      nodes[held.place].setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
      draw(held.place);
    } else {
      const at = point(event, svg);
      view.x = held.x + at.x - held.from.x;
      view.y = held.y + at.y - held.from.y;
      show();
    }
  });
  svg.addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = point(event, svg);
    const factor = Math.exp(-event.deltaY / 500);
    view.x = at.x - (at.x - view.x) * factor;
    view.y = at.y - (at.y - view.y) * factor;
    view.scale *= factor;
    show();
  }, { passive: false });
  nodes.forEach((node, place) => {
    node.addEventListener("pointerenter", () => { if (!held) light([place]); });
    node.addEventListener("pointerleave", () => { if (!held) light(found()); });
  });

  const search = document.getElementById("search");
  const found = () => {
    const wanted = search.value.trim();
    if (!wanted) return [];
    return network.nodes.flatMap((node, place) => (node.label.includes(wanted) ? [place] : []));
  };
  search.addEventListener("input", () => light(found()));

  const least = document.getElementById("least");
  const joined = new Set(lines.flatMap(ends));
  const filter = () => {
    const score = Number(least.value);
    document.getElementById("shown").textContent = score.toFixed(2);
    for (const item of [...lines, ...rows]) {
      item.classList.toggle("gone", Number(item.dataset.score) < score - 1e-9);
    }
    // A word whose edges are all gone goes with them.
    const left = new Set(lines.filter((line) => !line.classList.contains("gone")).flatMap(ends));
    nodes.forEach((node, place) => node.classList.toggle("gone", joined.has(place) && !left.has(place)));
  };
  least.addEventListener("input", filter);
  document.getElementById("reset").addEventListener("click", () => {
    view = { x: 0, y: 0, scale: 1 };
    world.setAttribute("transform", base);
    nodes.forEach((node, place) => { node.setAttribute("transform", home[place]); draw(place); });
    search.value = "";
    least.value = least.min;
    filter();
    light([]);
  });

  // A click on a head of the table sorts by its column, another one the other way round.
  let turned = 0;
  document.querySelectorAll("th").forEach((head, column) => {
    head.addEventListener("click", () => {
      turned = turned === column + 1 ? -column - 1 : column + 1;
      const key = (row) => row.cells[column].textContent.trim();
      const order = (a, b) => (column < 2 ? key(a).localeCompare(key(b), "ar") : Number(key(b)) - Number(key(a)));
      rows.sort((a, b) => Math.sign(turned) * order(a, b));
      document.querySelector("tbody").append(...rows);
    });
  });
})();
