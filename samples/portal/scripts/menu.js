// Le menu se replie sur petit écran ; sans script, il reste ouvert.
document.documentElement.classList.add("avec-script");
const bouton = document.querySelector(".menu-bouton");
if (bouton) {
  bouton.addEventListener("click", () => {
    const ouvert = bouton.getAttribute("aria-expanded") === "true";
    bouton.setAttribute("aria-expanded", String(!ouvert));
  });
}
