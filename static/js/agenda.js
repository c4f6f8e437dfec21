// Comfort only: drag a point to its place; the buttons do the same without a script.

const list = document.querySelector("[data-order]");
const refused = document.getElementById("refused");
const points = () => [...list.querySelectorAll("[data-item]")];
const order = () => points().map((point) => point.dataset.item).join("-");
let dragged = null;

for (const point of points()) {
  point.draggable = true;
  point.querySelector(".grip").hidden = false;
  point.addEventListener("dragstart", (event) => {
    dragged = point;
    point.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", point.dataset.item);
  });
  point.addEventListener("dragend", () => {
    point.classList.remove("is-dragged");
    dragged = null;
  });
  point.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    if (dragged === point) return;
    const box = point.getBoundingClientRect();
    const isBelow = event.clientY > box.top + box.height / 2;
    list.insertBefore(dragged, isBelow ? point.nextElementSibling : point);
  });
}

list.addEventListener("drop", (event) => {
  event.preventDefault();
  send();
});

async function send() {
  const wanted = order();
  if (wanted === list.dataset.seen) return;
  const body = new URLSearchParams({
    seen: list.dataset.seen,
    wanted,
    csrfmiddlewaretoken: list.querySelector("[name=csrfmiddlewaretoken]").value,
  });
  let answer;
  try {
    answer = await fetch(list.dataset.order, { method: "POST", body });
  } catch {
    answer = null;
  }
  if (answer?.ok) {
    location.reload();
    return;
  }
  const said = answer?.status === 409 ? await answer.json() : null;
  refused.textContent = said ? said.refused : refused.dataset.lost;
  refused.hidden = false;
}
