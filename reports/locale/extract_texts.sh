#!/bin/sh
# extract_texts.sh SOURCE_DIR OUTPUT.pot: every text marked N_() in the rooms and every {{#t}}…{{/t}} of
# the templates, with the files that hold it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
output=$(realpath -m "$2")
cd "$1"

find crawler probes rules reports cli -name '*.cpp' -o -name '*.h' | LC_ALL=C sort > "$work/sources"
xgettext --from-code=UTF-8 --language=C++ --keyword --keyword=N_:1,1t --keyword=N_:1,2,2t \
  --add-location=file --no-wrap --files-from="$work/sources" --output="$work/sources.pot"

# Templates as C, a text a line, in files of the same names.
find reports -name '*.mustache' | LC_ALL=C sort | while read -r template; do
  mkdir -p "$work/c/$(dirname "$template")"
  sed -e 's/["\\]/\\&/g' -e 's/{{#t}}/\n{{#t}}/g' "$template" |
    sed -n -e 's/^{{#t}}\(.*\){{\/t}}.*/N_("\1")/p' > "$work/c/$template"
done
cd "$work/c"
find reports -type f | LC_ALL=C sort > "$work/templates"
xgettext --from-code=UTF-8 --language=C --keyword --keyword=N_ \
  --add-location=file --no-wrap --files-from="$work/templates" --output="$work/templates.pot"
msgcat --no-wrap --use-first "$work/sources.pot" "$work/templates.pot" --output="$output"
