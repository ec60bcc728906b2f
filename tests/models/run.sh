#!/usr/bin/env bash
# Checks the models of spec/models by Spin, in every state that they can reach: ./run models
#
#   tests/models/run.sh [COMPILER]     a C compiler (default: clang-19)
#
# What has to hold is looked for in vain, and where a rule is left out it is found broken: a model that
# nothing can break would prove nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../spec/models"
models=$PWD
compiler=${1:-clang-19}
seconds_max=300
steps_max=1000000

# model | rules changed | what is claimed, or nothing for the assertions | holds or breaks
cases='
own_feed |                         |               | holds
own_feed | PEERS=4 AWAKE           |               | holds
own_feed | PEERS=4 LUCKY           |               | holds
own_feed | PEERS=4                 |               | breaks
own_feed | PEERS=4 AWAKE ASK_THREE |               | breaks
own_feed | NO_QUESTION             |               | breaks
own_feed | SHOW_FIRST              |               | breaks
witness  |                         |               | holds
witness  | SIGN_FIRST              |               | breaks
witness  | SAME_KEY                |               | breaks
fork     |                         | all_learn     | holds
fork     |                         | none_unlearns | holds
fork     | NOT_KEPT                | all_learn     | breaks
fork     | NOT_KEPT                | none_unlearns | breaks
epoch    |                         | one_beginning | holds
epoch    |                         | for_good      | holds
epoch    | LYING                   | one_beginning | holds
epoch    | LYING                   | for_good      | holds
epoch    | ANY_KEY                 | one_beginning | breaks
epoch    | LATE_ENTRIES            | one_beginning | breaks
epoch    | LYING FIRST_COME        | one_beginning | breaks
'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# explore MODEL RULES CLAIM: prints what the checker says.
explore() {
  local rule defines=() options=(-DSAFETY) search=(-E)  # an end is no fault in a model of this kind
  for rule in $2; do defines+=("-D$rule"); done
  if [[ -n $3 ]]; then
    options=(-DNFAIR=3)
    search=(-a -f -N "$3")
  fi
  cd "$work"
  spin -P"$compiler -E -x c" "${defines[@]}" -a "$models/$1.pml"
  "$compiler" -w -O2 "${options[@]}" -o pan pan.c
  timeout "$seconds_max" ./pan -m"$steps_max" "${search[@]}" || echo "not finished: $?"
}

passed=0
failed=0
while IFS='|' read -r model rules claim expected; do
  read -r model <<<"$model"
  [[ -n $model ]] || continue
  read -r rules <<<"$rules" || true
  read -r claim <<<"$claim" || true
  read -r expected <<<"$expected"
  said=$(explore "$model" "$rules" "$claim" 2>&1) || true
  found=unclear
  case $said in
    *'not finished'* | *'search depth too small'*) ;;
    *'errors: 0'*) found=holds ;;
    *'errors: 1'*) found=breaks ;;
  esac
  states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' <<<"$said")
  printf '%-9s %-24s %-14s %-7s %9s states\n' "$model" "$rules" "$claim" "$found" "${states:-0}"
  if [[ $found == "$expected" ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'expected that it %s\n%s\n' "$expected" "$said"
  fi
done <<<"$cases"
# The line that counts the cases of each suite.
echo "[doctest] test cases: $((passed + failed)) | $passed passed | $failed failed | 0 skipped"
((failed == 0))
