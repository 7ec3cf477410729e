#!/usr/bin/env python3
"""Writes a portal for benchmarks: N pages in French, links that reach every one of them, style sheets, scripts and pictures.

    portal.py FOLDER [--pages 1000] [--median-kb 40] [--seed 1]

The same arguments give the same bytes. Sizes are log-normal around the median; every page has a header, a menu, a breadcrumb, text,
lists, cards, a table and a footer, some have forms; one in ten carries a fault or two for the rules to find.
"""
import argparse
import math
import pathlib
import random
import struct
import zlib

THEMES = ["etat-civil", "urbanisme", "enfance", "dechets", "transports", "culture", "sport", "solidarite", "eau", "sante"]
WORDS = ("la commune de votre le service municipal accueille les habitants pour une demande en ligne ou au guichet du lundi au "
         "vendredi dossier pièce justificatif délai réponse carte identité passeport inscription école cantine transport horaire "
         "quartier travaux arrêté conseil délibération association subvention jardin marché fête médiathèque piscine voirie "
         "propreté collecte tri eau assainissement permis construire déclaration préalable cimetière élection liste électorale "
         "été forêt hôtel île où déjà français garçon").split()


def words(rng, count):
    return " ".join(rng.choice(WORDS) for _ in range(count))


def url(number):
    if number == 0:
        return "/"
    theme = THEMES[number % len(THEMES)]
    return f"/{theme}/page-{number}.html" if number % 7 else f"/{theme}/dossier-{number}/"


def file_of(folder, number):
    path = url(number)
    return folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


def block(rng, number, pages):
    """About two kilobytes of content."""
    target = url(rng.randrange(pages))
    items = "".join(f"<li><a href=\"{url(rng.randrange(pages))}\">{words(rng, 4)}</a></li>\n" for _ in range(4))
    return (f"<section class=\"bloc bloc--texte\" id=\"s{number}\">\n<h2 class=\"titre titre--2\">{words(rng, 5).capitalize()}</h2>\n"
            f"<p>{words(rng, 60).capitalize()}. <strong>{words(rng, 3)}</strong> {words(rng, 40)} <em>{words(rng, 2)}</em>, "
            f"<a class=\"lien\" href=\"{target}\">{words(rng, 3)}</a>.</p>\n<ul class=\"liste\">\n{items}</ul>\n"
            f"<div class=\"carte\"><div class=\"carte__corps\"><p class=\"carte__texte\">{words(rng, 30)}</p></div></div>\n</section>\n")


def page(rng, number, pages, median_kb):
    fault = rng.random() < 0.1
    size = median_kb * 1024 * math.exp(rng.gauss(0, 0.5))
    children = [c for c in range(number * 10 + 1, number * 10 + 11) if c < pages]
    menu = "".join(f"<li class=\"menu__element\"><a class=\"menu__lien\" href=\"{url(1 + i)}\">{t.capitalize()}</a></li>\n"
                   for i, t in enumerate(THEMES) if 1 + i < pages)
    children_list = "".join(f"<li><a href=\"{url(c)}\">Page {c}</a></li>\n" for c in children)
    alternative = "" if fault else " alt=\"\""
    parts = [
        "<!DOCTYPE html>\n", "<html>\n" if fault and number % 2 else "<html lang=\"fr\">\n",
        "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        f"<title>{words(rng, 4).capitalize()} {number} – Ville de Banc</title>\n",
        "<link rel=\"stylesheet\" href=\"/css/ville.css\">\n<link rel=\"stylesheet\" href=\"/css/impression.css\" media=\"print\">\n",
        "<script src=\"/js/menu.js\" defer></script>\n</head>\n<body>\n",
        "<header class=\"entete\"><a href=\"/\" title=\"Accueil\"><img src=\"/img/blason.png\" alt=\"Ville de Banc\"></a>\n",
        f"<nav aria-label=\"principal\"><ul class=\"menu\">\n{menu}</ul></nav></header>\n<main id=\"contenu\">\n",
        f"<h1>{words(rng, 5).capitalize()}</h1>\n<ul class=\"sous-pages\">\n{children_list}</ul>\n",
        f"<p><img src=\"/img/photo-{number % 20}.png\"{alternative} width=\"16\" height=\"16\"></p>\n",
    ]
    if number % 5 == 0:
        parts.append("<form action=\"/recherche\" method=\"get\"><label for=\"q\">Rechercher</label>"
                     "<input id=\"q\" name=\"q\" type=\"search\"><button type=\"submit\">Chercher</button></form>\n")
    length = sum(len(part) for part in parts)
    section = 0
    while length < size:
        parts.append(block(rng, section, pages))
        length += len(parts[-1])
        section += 1
    parts.append("</main>\n<footer class=\"pied\"><ul><li><a href=\"/\">Accueil</a></li></ul><p>© Ville de Banc</p></footer>\n</body>\n</html>\n")
    return "".join(parts)


def png(rng):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(rng.randrange(256) for _ in range(48)) for _ in range(16))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--median-kb", type=float, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    for number in range(options.pages):
        file = file_of(options.folder, number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(rng, number, options.pages, options.median_kb), encoding="utf-8")
    assets = {"css/ville.css": "body{font:1rem/1.5 sans-serif}\n" * 200, "css/impression.css": "nav{display:none}\n",
              "js/menu.js": "/* menu */\n" * 300}
    for name, text in assets.items():
        (options.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (options.folder / name).write_text(text)
    (options.folder / "img").mkdir(exist_ok=True)
    for name in ["blason"] + [f"photo-{i}" for i in range(20)]:
        (options.folder / "img" / f"{name}.png").write_bytes(png(rng))


main()
