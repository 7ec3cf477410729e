#!/bin/sh
# check_translations.sh SOURCE_DIR: every text marked N_() in the rooms and every {{#t}}…{{/t}} of the
# templates stands in fr.po, translated, and fr.po holds nothing else. Lists what misses and where.
set -eu
cd "$1"
po=reports/locale/fr.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find crawler probes rules reports cli -name '*.cpp' -o -name '*.h' | LC_ALL=C sort > "$work/sources"
xgettext --from-code=UTF-8 --language=C++ --keyword --keyword=N_:1,1t --keyword=N_:1,2,2t \
  --no-wrap --files-from="$work/sources" --output="$work/sources.pot"

# A template's texts as C, one a line, so that xgettext keeps the file and the line.
find reports -name '*.mustache' | LC_ALL=C sort | while read -r template; do
  mkdir -p "$work/templates/$(dirname "$template")"
  sed -e 's/["\\]/\\&/g' -e 's/{{#t}}/\n{{#t}}/g' "$template" |
    sed -n -e 's/^{{#t}}\(.*\){{\/t}}.*/N_("\1")/p' > "$work/templates/$template"
done
if [ -d "$work/templates" ]; then
  (cd "$work/templates" && find . -type f | LC_ALL=C sort |
    xgettext --from-code=UTF-8 --language=C --keyword --keyword=N_ --no-wrap --files-from=- --output="$work/templates.pot")
  msgcat --use-first "$work/sources.pot" "$work/templates.pot" --output="$work/all.pot"
else
  cp "$work/sources.pot" "$work/all.pot"
fi

status=0
msgcmp "$po" "$work/all.pot" 2> "$work/complaints" || status=1
# msgcmp only warns of what nobody uses any more.
grep -q 'warning: this message is not used' "$work/complaints" && status=1
[ $status -eq 0 ] || sed "s|$work/||" "$work/complaints" >&2
if [ -n "$(msgattrib --only-fuzzy --no-obsolete "$po")" ]; then
  echo "$po: fuzzy entries: look at each, then remove the mark" >&2
  msgattrib --only-fuzzy --no-obsolete --no-wrap "$po" >&2
  status=1
fi
exit $status
