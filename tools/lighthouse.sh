#!/bin/sh
# Lighthouse, as on a mid-range phone with slow 4G, on home, results and a listing: the median of
# three runs each. Needs Node 20 or newer and Chromium, and a machine with nothing else to do.
set -eu
port=${PORT:-8137}
lighthouse=${LIGHTHOUSE:-npx --yes lighthouse@12.8.2}
CHROME_PATH=${CHROME_PATH:-$(command -v chromium)}
export CHROME_PATH
site="http://127.0.0.1:$port"
out=$(mktemp -d)
PORT=$port REACHIN_VAR=$out/var .venv/bin/reachin serve >"$out/log" 2>&1 &
serving=$!
trap 'kill $serving; rm -rf "$out"' EXIT
until curl -sf "$site/health" >"$out/health"; do kill -0 $serving; sleep 1; done
results=$(curl -s -o "$out/sent" -w '%{redirect_url}' -d 'q=we need food and money' -d near=G51 "$site/find")
measure() {
  $lighthouse "$2" --quiet --output=json --output-path="$out/$1.json" \
    --chrome-flags="--headless=new --no-sandbox"
}
for run in 1 2 3; do
  for page in "home $site/" "results $results" "listing $site/services/the-govan-pantry"; do
    # Now and then Chromium gives Lighthouse no trace: once more, then it is a fault.
    measure "${page%% *}-$run" "${page#* }" || measure "${page%% *}-$run" "${page#* }"
  done
done
.venv/bin/python - "$out" <<'END'
import json
import statistics
import sys
from pathlib import Path

for page in ("home", "results", "listing"):
    runs = [json.loads(path.read_text()) for path in Path(sys.argv[1]).glob(f"{page}-*.json")]
    scores = [
        f"{name} {statistics.median(run['categories'][name]['score'] for run in runs) * 100:.0f}"
        for name in runs[0]["categories"]
    ]
    times = [
        f"{short} {statistics.median(run['audits'][name]['numericValue'] for run in runs):.{digits}f}"
        for short, name, digits in (
            ("FCP ms", "first-contentful-paint", 0),
            ("LCP ms", "largest-contentful-paint", 0),
            ("TBT ms", "total-blocking-time", 0),
            ("CLS", "cumulative-layout-shift", 3),
        )
    ]
    failed = sorted(
        {
            ref["id"]
            for run in runs
            for category in run["categories"].values()
            for ref in category["auditRefs"]
            if ref["weight"] and (run["audits"][ref["id"]]["score"] or 0) < 0.9
            and run["audits"][ref["id"]]["scoreDisplayMode"] in ("binary", "numeric")
        }
    )
    print(f"{page}: {', '.join(scores + times)}; below 90: {', '.join(failed) or 'nothing'}")
END
