// Pages work without this script: it looks how far a reading is, and warns of leaving what was typed.
const live = document.querySelector("[data-live]");
if (live) {
  const look = async () => {
    try {
      const state = await (await fetch(live.dataset.live, { credentials: "same-origin" })).json();
      if (state.step !== live.dataset.step) return location.reload();
      live.querySelector("[role=status]").textContent = state.text;
      if (state.share) live.querySelector("progress").value = Number(state.share);
    } catch {}
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}

const guarded = document.querySelector("form[data-guard]");
if (guarded) {
  let isTyped = guarded.dataset.guard === "typed";
  guarded.addEventListener("input", () => { isTyped = true; });
  guarded.addEventListener("submit", () => { isTyped = false; });
  addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });
}
