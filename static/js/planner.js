// Comfort only: drag a planned meeting to a day, or look at a day without leaving.

const panel = document.getElementById("move");
const year = document.querySelector("[data-reschedule]");

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
let chosen = null; // the link of the meeting that arrows move, and the day it would get

async function show(address, day, hasFocus = true) {
  const url = new URL(address, location.href);
  if (day) url.searchParams.set("day", day);
  url.searchParams.set("part", "1");
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    url.searchParams.delete("part");
    location.assign(url);
    return;
  }
  panel.innerHTML = await answer.text();
  panel.hidden = false;
  const field = panel.querySelector("input[type=date]");
  field.addEventListener("change", () => field.value && show(address, field.value));
  panel.querySelector("a").addEventListener("click", close);
  if (hasFocus) field.focus();
}

function close(event) {
  event?.preventDefault();
  panel.hidden = true;
  chosen?.link.focus();
  chosen = null;
}

// Arrows on a “Move” link: a day or a week; nothing moves before it is confirmed.
function step(event) {
  const link = event.currentTarget;
  const days = STEPS[event.key];
  if (!days || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const from = chosen?.link === link ? chosen.day : link.dataset.day;
  const day = new Date(`${from}T12:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  chosen = { link, day: day.toISOString().slice(0, 10) };
  show(link.href, chosen.day, false);
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

for (const link of document.querySelectorAll("a.move")) {
  link.addEventListener("keydown", step);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (chosen?.link === link && !panel.hidden) panel.querySelector("button").focus();
    else show(link.href);
  });
}

for (const hint of document.querySelectorAll(".needs-script")) hint.hidden = false;

if (year) {
  let dragged = null;
  for (const row of year.querySelectorAll("[data-meeting]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.meeting);
    });
  }
  for (const link of year.querySelectorAll("td a")) {
    const cell = link.closest("td");
    cell.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      cell.classList.add("is-target");
    });
    cell.addEventListener("dragleave", () => cell.classList.remove("is-target"));
    cell.addEventListener("drop", (event) => {
      event.preventDefault();
      cell.classList.remove("is-target");
      const day = new URL(link.href).searchParams.get("date");
      if (dragged) show(dragged.querySelector("a.move").href, day);
      dragged = null;
    });
  }
}
