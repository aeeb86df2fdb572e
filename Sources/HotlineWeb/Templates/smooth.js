// Pages work without this script: it only asks as soon as something was chosen.
for (const form of document.querySelectorAll("form[method=get]")) {
  for (const choice of form.querySelectorAll("select:not([multiple])")) {
    choice.addEventListener("change", () => form.requestSubmit());
  }
}
