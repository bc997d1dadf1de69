#!/usr/bin/env bash
# Prints the commands of a section of the README as they stand there: src/docs/commands.sh 'Run it with Docker'
set -euo pipefail
awk -v title="$1" '
  /^```/ { inside = !inside; code = inside && here && $0 == "```sh"; next }
  !inside && /^#+ / { here = substr($0, index($0, " ") + 1) == title; found = found || here }
  code
  END { if (!found) { print "The README has no section " title > "/dev/stderr"; exit 1 } }
' "$(dirname "${BASH_SOURCE[0]}")/../../README.md"
