#!/usr/bin/env bash
# Prints how many references of a bibliography pandoc prints the same from the file itself and from
# what ibid exports of it, and the first that differ.
#
#   Tests/Scripts/compare-with-pandoc.sh FILE [bibtex|biblatex|csl-json]
#
# FILE is one that pandoc reads: .bib (taken for BibLaTeX), .json (CSL). Entries
# that ibid takes for one work with another, and so prints under one key, are left out and counted.
# The program is $IBID, by default that of the release build. Needs pandoc and jq.
set -euo pipefail
file=$(realpath "$1")
format=${2:-biblatex}
ibid=$(realpath "${IBID:-.build/release/ibid}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# The reader of pandoc for a name or ending.
reader() {
  case $1 in
    biblatex | *.bib) echo biblatex ;;
    bibtex) echo bibtex ;;
    csl-json | *.json) echo csljson ;;
    *) echo "no reader of pandoc is known for $1" >&2; exit 2 ;;
  esac
}

# The references of a file of CSL JSON as pandoc prints them, a line each: key, tab, text.
printed() {
  printf -- '---\nnocite: "@*"\nbibliography: %s.json\n---\n' "$1" |
    pandoc --citeproc --csl style.csl --from markdown --to html --wrap=none |
    sed -n '/<div id="ref-/,/<\/div>/p' | tr '\n' ' ' |
    sed 's/<div id="ref-\([^"]*\)"[^>]*>/\n\1\t/g' | sed 's/<[^>]*>//g; s/\xc2\xa0/ /g; s/  */ /g; s/ *$//' |
    sort
}

# The usual style, but for the dashes that stand for the author above: they depend on the neighbours.
pandoc --print-default-data-file default.csl |
  sed 's/subsequent-author-substitute="[^"]*"//' >style.csl

mkdir -p library/Index/References
: >library/Index/index.yaml
cp "$file" library/Index/References/
"$ibid" index --library library >/dev/null
"$ibid" search '*' --limit 1000000 --format "$format" --library library >mine
pandoc --from "$(reader "$format")" --to csljson --wrap=none mine >ours.json
pandoc --from "$(reader "$file")" --to csljson --wrap=none "$file" >all.json
jq --slurpfile ours ours.json '($ours[0] | map(.id)) as $ids | map(select(.id | IN($ids[])))' \
  all.json >theirs.json
echo "$(($(jq length all.json) - $(jq length theirs.json))) of $(jq length all.json) entries are left out"
printed theirs >theirs.txt
printed ours >ours.txt
all=$(grep -c . theirs.txt || true)
same=$(comm -12 theirs.txt ours.txt | grep -c . || true)
echo "$same of $all references are the same ($(basename "$file"), $format)"
diff theirs.txt ours.txt | grep '^[<>]' | head -n "${LINES_SHOWN:-12}" || true
