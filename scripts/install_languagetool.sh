#!/usr/bin/env bash
# Puts LanguageTool's jars into vendor/languagetool and touches the stamp named by $1 when they are there.
# What is missing is said with what it costs and how to mend it; the rest of the set-up goes on.
set -eu -o pipefail
stamp=$1
home=vendor/languagetool
cost="Until then spelling, grammar and punctuation wait for a person; every other check goes on."

java_version() { java -version 2>&1 | sed -nE 's/.*version "([0-9]+).*/\1/p' | head -1; }

if ! command -v java >/dev/null; then
    echo "Missing: Java 17 or newer, for LanguageTool. $cost Mend: install it (Debian: apt-get install openjdk-17-jre-headless), then run this again." >&2
    exit 0
fi
version=$(java_version)
if [ "${version:-0}" -lt 17 ]; then
    echo "Too old: Java ${version:-of an unknown version}; LanguageTool needs 17 or newer. $cost Mend: install a newer one, then run this again." >&2
    exit 0
fi

rm -rf "$home.new"
mkdir -p "$home.new"
if command -v mvn >/dev/null; then
    echo "Installing LanguageTool with mvn"
    # LanguageTool and what maven itself needs for it come as 582 files, where none is kept from before.
    .venv/bin/python scripts/show_progress.py "LanguageTool" --under "~/.m2/repository" --files "**/*.[jp][ao][rm]" --of 582 -- \
        mvn --quiet --batch-mode --file scripts/languagetool/pom.xml dependency:copy-dependencies \
        -DoutputDirectory="$PWD/$home.new" -DincludeScope=runtime || echo "mvn could not bring it." >&2
fi
if ! compgen -G "$home.new/languagetool-server*.jar" >/dev/null; then
    echo "Installing LanguageTool without mvn: its whole distribution, a few hundred MB"
    rm -rf "$home.new"
    .venv/bin/python scripts/download_languagetool.py "$home.new" || true
fi
if compgen -G "$home.new/languagetool-server*.jar" >/dev/null; then
    rm -rf "$home"
    mv "$home.new" "$home"
    touch "$stamp"
else
    rm -rf "$home.new"
    echo "Missing: LanguageTool itself; neither mvn nor the direct download brought it. $cost Mend: install maven or see to the network, then run this again." >&2
fi
