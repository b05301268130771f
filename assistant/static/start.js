// The question goes to the chat after a #, which browsers keep to themselves: no server's log ever holds it.
document.getElementById("fraga").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = document.getElementById("din-fraga").value.trim();
  location.href = question ? "/chatt/#fraga=" + encodeURIComponent(question) : "/chatt/";
});
