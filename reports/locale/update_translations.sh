#!/bin/sh
# update_translations.sh [MORE.po …]: brings fr.po up to date with the sources: new texts come in without
# a translation (or with that of MORE.po), what nobody uses any more goes.
set -eu
cd "$(dirname "$0")/../.."
po=reports/locale/fr.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
reports/locale/extract_texts.sh . "$work/all.pot"
msgcat --no-wrap --use-first "$po" "$@" --output="$work/known.po"
msgmerge --quiet --no-fuzzy-matching --no-wrap "$work/known.po" "$work/all.pot" |
  msgattrib --no-obsolete --no-wrap --output="$work/fr.po"
# The template's own date says nothing.
sed -i -e '/^"POT-Creation-Date:/d' "$work/fr.po"
cp "$work/fr.po" "$po"
msgfmt --check-format --statistics --output=/dev/null "$po"
