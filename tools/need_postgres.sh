#!/bin/sh
# What is kept is tested on PostgreSQL too. Install it where we may; without it only CI fails.
set -eu
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
command -v initdb >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing PostgreSQL for the tests of what is kept (once)..."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  exit 0
fi
echo "Without PostgreSQL only SQLite is tested. To test both:  sudo apt-get install -y postgresql" >&2
[ -z "${CI:-}" ]
