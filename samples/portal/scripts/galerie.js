// Échange l'image de la galerie quand une légende est choisie.
for (const lien of document.querySelectorAll("[data-galerie]")) {
  lien.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    document.querySelector("figure img").src = lien.href;
  });
}
