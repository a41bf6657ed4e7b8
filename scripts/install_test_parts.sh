#!/usr/bin/env bash
# Installs what only tests need, chromium with letters of all five languages, PostgreSQL and espeak-ng, when this is root
# on Debian; else says what is missing.
set -eu -o pipefail

has_postgresql() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

has_letters() { compgen -G '/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf' >/dev/null; }

missing=()
command -v chromium >/dev/null || missing+=(chromium)
has_letters || missing+=(fonts-noto-core)
has_postgresql || missing+=(postgresql)
command -v espeak-ng >/dev/null || missing+=(espeak-ng)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} for the tests"
    export DEBIAN_FRONTEND=noninteractive
    # The tests start clusters of their own; the package need not run one.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/no-main-cluster.conf
    # Progress is for people: where nobody watches, apt keeps quiet.
    if [ -t 2 ]; then quiet=(-o Dpkg::Progress-Fancy=1); shown=/dev/stderr; else quiet=(-qq); shown=/dev/null; fi
    if apt-get "${quiet[@]}" update >"$shown" &&
        apt-get "${quiet[@]}" install -y --no-install-recommends "${missing[@]}" >"$shown"; then exit 0; fi
fi
echo "Missing: ${missing[*]}. The tests that need it are skipped and say so. Mend: apt-get install ${missing[*]}" >&2
