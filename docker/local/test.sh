# shellcheck shell=bash
# Sourced by ./alys: `./alys test`. Runs the fast suites of all modules, or of some, and prints what ran.
# Uses what ./alys and steps.sh define; Bash 3.2.

# The name by which a suite outside Maven, run with all modules or with the module beside it, is shown.
script_suites='bridge-contract integration integration/src/test/solidity/run-forge-tests
launcher launcher docker/local/provision-test'

test_usage() {
  cat <<TEXT
Usage: ./alys test [--slow] [--module NAME]…

Gets geth, ethereumjs, bitcoind, the EVM tools and promlint if they are missing, runs every fast suite (or those of the
named modules) and prints a table and, last, one line "N passed, N failed". Exit code 1 when something failed.
--slow runs the slow suites instead (twenty kills, a minute of SIGTERMs, two minutes of crashing actors, a whole stall, the larger model check; about 25 minutes).
Modules: $(all_modules | tr '\n' ' ')
Everything that the suites said: target/test.log and target/test-SUITE.log.
TEXT
}

all_modules() {
  sed -n 's#.*<module>\(.*\)</module>.*#\1#p' "$root/pom.xml"
  echo launcher
}

run_tests() {
  local chosen='' slow='' started=$SECONDS work=$root/target/test-report maven_code=0
  read_test_options "$@"
  find_jdk
  need_maven
  mkdir -p "$root/target" "$builds"
  provision_for_tests
  take_lock "$builds/lock"
  rm -rf "$work"
  mkdir "$work"
  # What the suites start through ./alys is what Maven builds in this very run.
  export ALYS_DIST=$root/node/target/dist/lib
  if [ "$chosen" != launcher ]; then
    begin_step run_modules
    finish_step || maven_code=$?
  fi
  [ -n "$slow" ] || run_scripts
  print_report
}

read_test_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) test_usage; exit 0 ;;
      --slow) slow=1; shift ;;
      --module) [ $# -gt 1 ] || fail 2 "--module needs the name of a module."; add_module "$2"; shift 2 ;;
      --module=*) add_module "${1#*=}"; shift ;;
      *) fail 2 "Unknown option '$1' of ./alys test. Known: --slow, --module NAME, --help." ;;
    esac
  done
}

add_module() {
  all_modules | grep -x "$1" >/dev/null || fail 2 "Unknown module '$1'. Known: $(all_modules | tr '\n' ' ')"
  chosen="${chosen:+$chosen }$1"
}

is_chosen() { case " $chosen " in '  ' | *" $1 "*) return 0 ;; *) return 1 ;; esac; }

provision_for_tests() {
  local name
  "$local_network/provision" geth ethereumjs bitcoind evm-tools libp2p-peer promlint ||
    say "Going on without what is missing; suites that need it say so."
  for name in geth ethereumjs bitcoind bitcoin-cli cast forge anvil solc libp2p-peer promlint; do
    use_program "$name" || true
  done
}

# --- Maven --------------------------------------------------------------------------------------------------

run_modules() {
  local log=$root/target/test.log options=() module
  for module in $(all_modules); do
    rm -rf "$root/$module/target/surefire-reports" "$root/$module/target/site/jacoco" "$root/$module"/target/jacoco*.exec
  done
  say "Building and testing with Maven; all it says goes to $log"
  if [ -n "$chosen" ]; then
    options=(-pl "$(echo "${chosen% launcher}" | tr ' ' ,)" -am "-Dtest=$(test_pattern)" -Dsurefire.failIfNoSpecifiedTests=false)
  fi
  if [ -n "$slow" ]; then options=(${options[@]+"${options[@]}"} -Dgroups=slow); fi
  run_maven -fae -Dmaven.test.failure.ignore=true ${options[@]+"${options[@]}"} verify 2>&1 | tee "$log" | show_progress
}

# Modules that the chosen ones need are built with them, but only the chosen ones' own tests run.
test_pattern() {
  local module pattern=''
  for module in $chosen; do
    case $module in src) module=system ;; launcher) continue ;; esac
    pattern="$pattern${pattern:+,}io/alys/$module/**"
  done
  echo "$pattern"
}

# Surefire's line for each module, and nothing else.
show_progress() {
  awk '
    /^\[INFO\] Building alys-/ { module = $3 }
    /Tests run:/ && !/Time elapsed/ { sub(/^\[[A-Z]+\] */, ""); print module ": " $0; fflush() }
    /^\[ERROR\].*(COMPILATION ERROR|The forked VM terminated)/ { print; fflush() }'
}

# --- Suites outside Maven -----------------------------------------------------------------------------------

run_scripts() {
  local name module script started code
  while read -r name module script; do
    if [ ! -x "$root/$script" ] || ! is_chosen "$module"; then continue; fi
    started=$SECONDS code=0
    begin_step "$root/$script" >"$root/target/test-$name.log" 2>&1
    finish_step || code=$?
    tail -n 1 "$root/target/test-$name.log"
    script_row "$name" "$code" $((SECONDS - started)) >>"$work/rows"
  done <<<"$script_suites"
}

# The last line of such a suite reads "…: N passed, M failed, K skipped".
script_row() {
  local log=$root/target/test-$1.log counts
  counts=$(sed -n '$s/.*: \([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped.*/\1 \2 \3/p' "$log")
  if [ -z "$counts" ]; then
    counts='0 1 0'
    { echo "$1: did not end as a suite should (exit code $2):"; tail -n 5 "$log" | sed 's/^/    /'; } >>"$work/failures"
  elif [ "$2" != 0 ]; then
    { echo "$1: see target/test-$1.log:"; grep -E 'FAIL' "$log" | sed -n '1,10s/^/    /p'; } >>"$work/failures"
  fi
  echo "$1 $counts $3 0 0 0 0"
}

# --- The report ---------------------------------------------------------------------------------------------

print_report() {
  local module list maven_log=$root/target/test.log
  for module in $(all_modules); do
    if [ -d "$root/$module" ] && is_chosen "$module"; then module_row "$module" >>"$work/rows"; fi
  done
  touch "$work/failures" "$work/skipped"
  if [ "$maven_code" != 0 ] || broken_without_result "$maven_log"; then
    echo "maven 0 1 0 0 0 0 0 0" >>"$work/rows"
    { echo "maven: the build or a test JVM broke (all of it: $maven_log):"; grep '^\[ERROR\]' "$maven_log" | cut -c 1-200 | sed -n '1,15s/^/    /p'; } >>"$work/failures"
  fi
  for list in skipped failures; do
    if [ -s "$work/$list" ]; then
      printf '\n%s:\n' "$(tr "[:lower:]" "[:upper:]" <<<"${list:0:1}")${list:1}"
      cat "$work/$list"
    fi
  done
  echo
  awk -v wall=$((SECONDS - started)) -f "$local_network/test-table.awk" "$work/rows" && maven_code=0 || maven_code=1
  rm -rf "$work"
  exit "$maven_code"
}

# A test JVM that died leaves no report of its tests, and Maven was told to go on.
broken_without_result() {
  [ -f "$1" ] && [ "$chosen" != launcher ] && grep -q -E '^\[ERROR\].*(forked VM terminated|Crashed tests|error in the fork)' "$1"
}

# module_row MODULE: tests failures skipped seconds, then missed and covered lines and branches.
module_row() {
  local reports=$root/$1/target/surefire-reports csv=$root/$1/target/site/jacoco/jacoco.csv
  set -- "$1" "$reports"/TEST-*.xml
  if [ -f "$2" ]; then
    awk -v module="$1" -v failures="$work/failures" -v skips="$work/skipped" -f "$local_network/test-results.awk" "${@:2}"
  else
    printf '%s 0 0 0 0' "$1"
  fi
  if [ -f "$csv" ]; then
    awk -F, 'NR > 1 { bm += $6; bc += $7; lm += $8; lc += $9 } END { printf " %d %d %d %d\n", lm, lc, bm, bc }' "$csv"
  else
    echo ' 0 0 0 0'
  fi
}
