"use strict";
const shown = (language) => {
  document.querySelectorAll("main").forEach((each) => { each.hidden = each.dataset.lang !== language; });
  document.querySelectorAll("[data-switch]").forEach((each) => {
    each.setAttribute("aria-pressed", String(each.dataset.switch === language));
  });
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
};
const number = (text) => {
  const plain = text.replace(/[,%]/g, "").trim();
  return plain !== "" && !Number.isNaN(Number(plain)) ? Number(plain) : null;
};
const order = (one, other) => {
  const [a, b] = [number(one), number(other)];
  return a !== null && b !== null ? a - b : one.localeCompare(other, document.documentElement.lang);
};
const grouped = (rows) => {
  const ends = rows.filter((row) => row.classList.contains("last"));
  if (ends.length < 2) return rows.map((row) => [row]);
  const blocks = [[]];
  rows.forEach((row) => {
    blocks.at(-1).push(row);
    if (row.classList.contains("last")) blocks.push([]);
  });
  return blocks.filter((block) => block.length);
};
const amount = /^[+-][\d.,]+%?~?$/;
const harmless = (cell) => (/^[=+\-@＝＋－＠]/.test(cell) && !amount.test(cell) ? `'${cell}` : cell);
document.querySelectorAll("[data-switch]").forEach((each) => {
  each.addEventListener("click", () => shown(each.dataset.switch));
});
document.querySelectorAll("th button").forEach((each) => {
  each.addEventListener("click", () => {
    const head = each.closest("th"), body = each.closest("table").tBodies[0];
    const place = [...head.parentNode.children].indexOf(head);
    const down = head.getAttribute("aria-sort") === "ascending";
    [...head.parentNode.children].forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const blocks = grouped([...body.rows]);
    const leading = (rows) => (rows.map((row) => row.cells[place].textContent.trim()).find((cell) => cell !== "") ?? "");
    blocks.sort((a, b) => order(leading(a), leading(b)));
    (down ? blocks.reverse() : blocks).forEach((rows) => body.append(...rows));
  });
});
document.querySelectorAll("button.copy").forEach((each) => {
  each.addEventListener("click", () => {
    const rows = [...each.parentNode.querySelectorAll("tr")];
    const cells = rows.map((row) => [...row.cells].map((cell) => harmless(cell.textContent.trim())).join("\t"));
    const box = document.createElement("textarea");
    box.value = cells.join("\n");
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  });
});
document.querySelectorAll(".control").forEach((each) => {
  const [slider, year, play] = ["input", "output", "button"].map((name) => each.querySelector(name));
  const frames = each.nextElementSibling, years = slider.dataset.years.split(" ");
  const turn = () => {
    [...frames.children].forEach((frame, place) => frame.classList.toggle("on", String(place) === slider.value));
    year.textContent = years[slider.value];
    slider.setAttribute("aria-valuetext", year.textContent);
  };
  let moving = 0;
  frames.classList.add("one");
  slider.addEventListener("input", turn);
  play.addEventListener("click", () => {
    clearInterval(moving);
    slider.value = slider.min;
    turn();
    moving = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      turn();
      if (slider.value === slider.max) clearInterval(moving);
    }, 700);
  });
  turn();
});
shown(document.body.dataset.shown);
