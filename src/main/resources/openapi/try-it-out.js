
// Development only: Swagger UI comes authorised as another service and as the owner of a demo tenant.
window.addEventListener("load", async () => {
  const serviceKey = "{service key}";
  const answer = await fetch("/sandbox/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ tenant: "44444444-4444-4444-8444-444444444444" }),
  });
  const session = await answer.json();
  // Null as long as Swagger UI has not read the document.
  const authorise = () => {
    if (window.ui.preauthorizeApiKey("serviceKey", serviceKey) === null) {
      setTimeout(authorise, 100);
    } else {
      window.ui.preauthorizeApiKey("userToken", session.data.token);
    }
  };
  authorise();
});
