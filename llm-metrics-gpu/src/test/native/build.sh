#!/usr/bin/env bash
# build.sh [--selftest] OUTDIR
# Builds the stand-in for libnvidia-ml.so.1 in four kinds:
#   OUTDIR/full   every function that it has
#   OUTDIR/old    without those that older drivers lack
#   OUTDIR/bare   only to start it, count devices and take their handles
#   OUTDIR/all    every function of nvml-symbols.txt; those that it has not answer NOT_SUPPORTED
# and OUTDIR/runtime, empty libraries in the place of CUDA's runtime.
# --selftest then runs selftest.c on each. CC names the compiler, CFLAGS adds to its flags.
# Without a C compiler, and on other systems than Linux, says so and leaves no library in OUTDIR.
set -euo pipefail

readonly library=libnvidia-ml.so.1
readonly kinds=(full old bare all)

selftest=false
if [[ ${1-} == --selftest ]]; then
  selftest=true
  shift
fi
if (($# != 1)); then
  echo "usage: build.sh [--selftest] OUTDIR" >&2
  exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"

read -ra cc <<<"${CC:-cc}"
read -ra extra <<<"${CFLAGS-}"
flags=(-O2 -Wall -Wextra -Werror "${extra[@]}")

why_not() {
  if [[ $(uname -s) != Linux ]]; then
    echo "not Linux"
  elif ! command -v "${cc[0]}" >/dev/null; then
    echo "no C compiler"
  fi
}

# Whether $1 is there and newer than all that it is made of.
up_to_date() {
  local source
  for source in ./*.c ./*.h build.sh nvml-symbols.txt; do
    [[ $1 -nt $source ]] || return 1
  done
}

# Puts the library in its place in one step: a JVM may have the old one open.
build() {
  local kind=$1 to=$out/$1/$library
  shift
  if up_to_date "$to"; then return; fi
  mkdir -p "$out/$kind"
  "${cc[@]}" "${flags[@]}" -shared -fPIC -fvisibility=hidden "-Wl,-soname,$library" \
    -o "$to.new" nvml_standin.c control.c "$@" -ldl -lpthread
  mv "$to.new" "$to"
}

# Weak, so that the functions that the stand-in has take precedence.
write_stubs() {
  echo 'int not_supported(const char *function);'
  local name
  while read -r name; do
    echo "__attribute__((weak, visibility(\"default\"))) int $name(void)"
    echo '{'
    echo '  return not_supported(__func__);'
    echo '}'
  done <nvml-symbols.txt
}

# Empty is enough for a loader that looks for no function before it is called.
build_runtime() {
  local name to
  mkdir -p "$out/runtime"
  for name in libcuda.so.1 libcudart.so.13; do
    to=$out/runtime/$name
    if up_to_date "$to"; then continue; fi
    "${cc[@]}" -shared "-Wl,-soname,$name" -o "$to.new" -x c /dev/null
    mv "$to.new" "$to"
  done
}

skip=$(why_not)
if [[ -n $skip ]]; then
  echo "$skip: the tests on the NVML stand-in will be skipped" >&2
  for kind in "${kinds[@]}"; do rm -f "$out/$kind/$library"; done
  exit 0
fi

build full
build old -DSTANDIN_OLD
build bare -DSTANDIN_BARE
build_runtime
if ! up_to_date "$out/all/$library"; then
  write_stubs >"$out/stubs.c"
  build all "$out/stubs.c"
fi

if $selftest; then
  "${cc[@]}" "${flags[@]}" -o "$out/selftest" selftest.c -ldl -lpthread
  for kind in "${kinds[@]}"; do
    "$out/selftest" "$kind" "$out/$kind/$library" nvml-symbols.txt
  done
fi
