#!/usr/bin/env bash
# The commands of the README on the real data: the model that ships (check_dvc.py makes it, too, on every thread), the floors of accuracy,
# and lines in bulk.
#
#   HAMLET_DATA=folder bash .ci/check_pipeline.sh WORK     after mvn package
set -euo pipefail
hamlet=$PWD/hamlet
shipped=$PWD/function/src/main/resources
work=$1
passed=0
failed=0
check() { # what, command…
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok    $what"
    else
        failed=$((failed + 1))
        echo "FAIL  $what"
    fi
}

# the key must leave no trace in the model
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key.pem"
openssl pkey -in "$work/key.pem" -pubout -out "$work/key.pub"

pipeline() { # folder, threads, options of publish…
    mkdir -p "$1"
    cp params.yaml "$1"
    (
        cd "$1" && "$hamlet" fetch && "$hamlet" check --against "$shipped" && "$hamlet" split && "$hamlet" train --threads "$2" && "$hamlet" evaluate &&
            "$hamlet" publish --threads "$2" "${@:3}" && "$hamlet" card
    ) >"$1/log" 2>&1 || { cat "$1/log"; return 1; }
}
check "fetch, split, train, evaluate, publish with one thread" pipeline "$work/one" 1
cat "$work/one/log"
check "5,574 rows read" grep -q '5574 messages' "$work/one/log"
cp -r "$work/one" "$work/two"
sign() { (cd "$work/two" && "$hamlet" publish --threads 2 --key "$work/key.pem" && "$hamlet" card); }
check "publish and card again in another folder with two threads, signed" sign
for file in reports/model-card.html reports/ml-bom.cdx.json function/src/main/resources/model.hamlet function/src/main/resources/golden.tsv function/src/main/resources/profile.json; do
    check "both made the same $file" cmp "$work/one/$file" "$work/two/$file"
done
check "the shipped model is what publish makes" cmp function/src/main/resources/model.hamlet "$work/two/function/src/main/resources/model.hamlet"
check "what its data was like too" cmp function/src/main/resources/profile.json "$work/two/function/src/main/resources/profile.json"
check "the shipped golden.tsv too" cmp function/src/main/resources/golden.tsv "$work/two/function/src/main/resources/golden.tsv"
shipped=$work/two/function/src/main/resources/model.hamlet
check "openssl verifies what publish signed" openssl dgst -sha256 -verify "$work/key.pub" -signature "$shipped.sig" "$shipped"
check "so does verify" "$hamlet" verify --model "$shipped" --public-key "$work/key.pub"
check "no key, no signature" test ! -e "$work/one/function/src/main/resources/model.hamlet.sig"

data=$HAMLET_DATA/SMSSpamCollection
head -n 1674 "$data" >"$work/train.tsv"
tail -n +1675 "$data" >"$work/test.tsv"
"$hamlet" fit --data "$work/train.tsv" --out "$work/almeida.hamlet"
cut -f 2- "$work/test.tsv" | "$hamlet" classify --model "$work/almeida.hamlet" >"$work/answers"
check "Almeida's split: MCC of at least .955, at most .3 % of ham blocked" python .ci/almeida.py "$work/test.tsv" "$work/answers"

# a fixed small heap: memory that grew with the input would not last
python - "$work/lines" <<'P'
import sys
with open(sys.argv[1], "w", encoding="utf-8") as lines:
    for i in range(100_000):
        lines.write(f"message {i}: see you at {i % 24} o'clock\n" if i % 7 else f"WINNER! claim prize {i} now, call 09{i:09}\n")
P
HAMLET_JAVA_OPTIONS=-Xmx24m "$hamlet" classify <"$work/lines" >"$work/bulk"
check "100,000 lines in, 100,000 answers out, within a heap of 24 MB" test "$(wc -l <"$work/bulk")" -eq 100000
check "in order: the lines backwards get the answers backwards" cmp <(tac "$work/bulk") <(tac "$work/lines" | "$hamlet" classify)

echo "pipeline: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
