// Comfort only: topics that say nearly the same appear while the title is typed.

const form = document.querySelector("form[data-similar]");
const title = form.querySelector("[name=title]");
const place = document.getElementById("similar");
let waiting = 0;
let asked = title.value.trim();

async function look() {
  const words = title.value.trim();
  if (words === asked) return;
  asked = words;
  const url = new URL(form.dataset.similar, location.href);
  url.searchParams.set("title", words);
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (answer.ok && words === title.value.trim()) place.innerHTML = await answer.text();
  } catch {
    // Without a connection the same question is asked when the form is sent.
  }
}

title.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 400);
});
