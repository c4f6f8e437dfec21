// One tap marks a person without loading the page again; a lost line submits as ever.

const form = document.querySelector("form.attendance");

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  event.preventDefault();
  event.stopPropagation();
  const data = new FormData(form);
  data.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("form.attendance")) throw new Error();
    show(page);
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: button.name, value: button.value });
    form.append(field);
    form.submit();
  }
});

// Take over what the portal answered: whose button is pressed, and how many are there.
function show(page) {
  const keys = [...page.querySelectorAll("form.attendance li")];
  const now = [...form.querySelectorAll("li")];
  now.forEach((row, place) => {
    const focused = [...row.querySelectorAll("button")].indexOf(document.activeElement);
    row.id = keys[place].id;
    row.replaceChildren(...keys[place].childNodes);
    row.querySelectorAll("button")[focused]?.focus();
  });
  const count = "ul.stats";
  document.querySelector(count).replaceChildren(...page.querySelector(count).childNodes);
}
