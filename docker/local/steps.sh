# shellcheck shell=bash
# Sourced by ./alys and docker/local/provision: lines for people, one run at a time, timed steps. Bash 3.2.

say() { printf '%s\n' "$*" >&2; }

# fail CODE LINE…: 1 = trying again may help, 2 = it will not.
fail() {
  local code=$1
  shift
  printf '%s\n' "$@" >&2
  exit "$code"
}

# version_at_least HAVE WANTED: compares dotted numbers.
version_at_least() {
  awk -v have="$1" -v wanted="$2" 'BEGIN {
    n = split(wanted, w, "."); split(have, h, ".")
    for (i = 1; i <= n; i++) { if (h[i] + 0 > w[i] + 0) exit 0; if (h[i] + 0 < w[i] + 0) exit 1 }
    exit 0
  }'
}

# first_version: the first dotted number of the text on standard input.
first_version() {
  sed -n 's/^[^0-9]*\([0-9][0-9]*\(\.[0-9][0-9]*\)*\).*/\1/p' | head -n 1
}

# first_line COMMAND…: without the SIGPIPE that a plain pipe into head would cause.
first_line() { { "$@" 2>/dev/null || true; } | sed -n 1p; }

# take_lock FILE: waits until no other run holds it; it is released when this process and its steps have ended.
take_lock() {
  mkdir -p "$(dirname "$1")"
  if command -v flock >/dev/null 2>&1; then
    exec 9>>"$1"
    flock -n 9 && return
    say "Another run is busy here; waiting for it to end ($1)…"
    flock 9
    return
  fi
  take_lock_by_folder "$1.d"
}

# Where flock is missing (macOS): a folder that holds the owner's pid. Ends up in held_lock.
take_lock_by_folder() {
  local told='' owner
  until mkdir "$1" 2>/dev/null; do
    owner=$(cat "$1/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$1"
      continue
    fi
    [ -n "$told" ] || say "Another run is busy here; waiting for it to end ($1)…"
    told=yes
    sleep 1
  done
  echo $$ >"$1/pid"
  held_lock=$1
}

held_lock=''
running_step=''

# release: for the EXIT trap. Stops the step that still runs, with its children, and gives the lock back.
release() {
  if [ -n "$running_step" ]; then
    kill -TERM -- "-$running_step" 2>/dev/null || true
    wait "$running_step" 2>/dev/null || true
  fi
  drop_lock
}

# drop_lock: before the lock's owner becomes another program, or goes on without it.
drop_lock() {
  exec 9>&-
  [ -z "$held_lock" ] || rm -rf "$held_lock"
  held_lock=''
}

stop_on_signals() {
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# begin_step COMMAND…: starts it in a process group of its own, which `release` stops; finish_step waits for it.
begin_step() {
  set -m
  "$@" </dev/null &
  running_step=$!
  set +m
}

finish_step() {
  local code=0
  wait "$running_step" || code=$?
  running_step=''
  return "$code"
}

# timed_step TEXT LOG COMMAND…: runs the command with its output in LOG and prints "TEXT… N s"; on a terminal
# the seconds count up. Returns the command's exit code.
timed_step() {
  local text=$1 log=$2 started=$SECONDS code=0
  shift 2
  mkdir -p "$(dirname "$log")"
  printf '%s…' "$text" >&2
  begin_step "$@" >"$log" 2>&1
  if [ -t 2 ]; then
    while kill -0 "$running_step" 2>/dev/null; do
      printf '\r%s… %d s' "$text" $((SECONDS - started)) >&2
      sleep 1
    done
    printf '\r%s…' "$text" >&2
  fi
  finish_step || code=$?
  if [ "$code" = 0 ]; then
    printf ' %d s\n' $((SECONDS - started)) >&2
  else
    printf ' failed after %d s\n' $((SECONDS - started)) >&2
  fi
  return "$code"
}
