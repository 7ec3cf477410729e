#!/bin/sh
# check_translations.sh SOURCE_DIR: fr.po holds every text that a person may read, translated, and
# nothing else. Lists what misses and which file holds it; exit 1.
set -eu
cd "$1"
po=reports/locale/fr.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
reports/locale/extract_texts.sh . "$work/all.pot"
msgmerge --quiet --no-fuzzy-matching --no-wrap "$po" "$work/all.pot" --output="$work/merged.po"

status=0
# complain WHAT msgattrib-option…: names the entries that these options leave.
complain() {
  what=$1
  shift
  msgattrib --no-wrap "$@" > "$work/found.po"
  [ -s "$work/found.po" ] || return 0
  echo "$po: $what" >&2
  sed -n -e '/^#:/p' -e '/^\(#~ \)\{0,1\}msgid/p' "$work/found.po" | grep -v '^msgid ""$' >&2 || true
  status=1
}
complain 'not translated:' --untranslated --no-obsolete "$work/merged.po"
complain 'used nowhere any more:' --only-obsolete "$work/merged.po"
complain 'fuzzy, look at each and remove the mark:' --only-fuzzy --no-obsolete "$po"
[ $status -eq 0 ] || echo 'bring it up to date with reports/locale/update_translations.sh, then translate' >&2
exit $status
