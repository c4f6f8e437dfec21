// Comfort only: drag a planned meeting to a day, or look at a day without leaving.

const panel = document.getElementById("move");
const year = document.querySelector("[data-reschedule]");

async function show(address, day) {
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
  field.focus();
}

function close(event) {
  event?.preventDefault();
  panel.hidden = true;
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

for (const link of document.querySelectorAll("a.move")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(link.href);
  });
}

if (year) {
  for (const hint of document.querySelectorAll(".needs-script")) hint.hidden = false;
  let dragged = null;
  for (const row of year.querySelectorAll("[data-meeting]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.meeting);
    });
  }
  for (const cell of year.querySelectorAll("[data-day]")) {
    cell.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      cell.classList.add("is-target");
    });
    cell.addEventListener("dragleave", () => cell.classList.remove("is-target"));
    cell.addEventListener("drop", (event) => {
      event.preventDefault();
      cell.classList.remove("is-target");
      if (dragged) show(dragged.querySelector("a.move").href, cell.dataset.day);
      dragged = null;
    });
  }
}
