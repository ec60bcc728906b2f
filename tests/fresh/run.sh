#!/usr/bin/env bash
# A bare Debian 12 made by debootstrap, in which the README's commands must work: ./run fresh
#
#   tests/fresh/run.sh [VERB…]     verbs of ./run, in order (default: demo demo test)
#
# It needs root and about 6 GB below $TMPDIR (default /var/tmp), and is no part of the suite. What is
# tried is the last commit, as a new clone would get it, and beside it ../shared/vectors where it is.
# MIRROR names the Debian mirror. KEEP=1 leaves the folder, to look around in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
((EUID == 0)) || { echo "tests/fresh/run.sh needs root, for debootstrap and chroot" >&2; exit 2; }

mirror=${MIRROR:-http://deb.debian.org}
(($#)) || set -- demo demo test
source=$PWD
extra_ca=/usr/local/share/extra-authorities.crt
root=$(mktemp -d "${TMPDIR:-/var/tmp}/waarmerk-fresh.XXXXXX")

clean_up() {
  ! mountpoint -q "$root/proc" || umount -l "$root/proc"
  if [[ -n ${KEEP:-} ]]; then echo "left: $root"; else rm -rf --one-file-system "$root"; fi
}
trap clean_up EXIT

make_root() {
  chmod 755 "$root"
  echo "Debian 12 into $root"
  debootstrap --variant=minbase bookworm "$root" "$mirror/debian" >"$root.log" 2>&1 || {
    tail -n 20 "$root.log" >&2
    return 1
  }
  rm -f "$root.log"
  cat >"$root/etc/apt/sources.list" <<SOURCES
deb $mirror/debian bookworm main
deb $mirror/debian bookworm-updates main
deb $mirror/debian-security bookworm-security main
SOURCES
  # How this machine reaches the network is how the root inside it does too.
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  local proxy
  proxy=$(apt-config dump | grep -iE '^Acquire::(http|https)::Proxy ' || true)
  [[ -z $proxy ]] || printf '%s\n' "$proxy" >"$root/etc/apt/apt.conf.d/proxy"
  # Authorities that this machine believes in beside Debian's.
  [[ -z ${NODE_EXTRA_CA_CERTS:-} ]] || install -D -m 644 "$NODE_EXTRA_CA_CERTS" "$root$extra_ca"
  # No service may start in there.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
}

copy_source() {
  mkdir -p "$root/home/new/waarmerk" "$root/home/new/shared"
  git -C "$source" archive HEAD | tar -x -C "$root/home/new/waarmerk"
  local vectors=${WAARMERK_VECTORS:-$source/../shared/vectors}
  if [[ -d $vectors ]]; then
    cp -rL "$vectors" "$root/home/new/shared/"
  else
    echo "no vectors here: those cases will be skipped"
  fi
}

inside() {
  local more=()
  [[ ! -e $root$extra_ca ]] || more=("NODE_EXTRA_CA_CERTS=$extra_ca")
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/home/new LANG=C.UTF-8 \
    "${more[@]}" \
    bash -c 'cd /home/new/waarmerk && exec ./run "$@"' run "$@" </dev/null
}

make_root
mount -t proc proc "$root/proc"
copy_source
for verb in "$@"; do
  echo "--- ./run $verb"
  started=$SECONDS
  inside "$verb"
  echo "--- ./run $verb took $((SECONDS - started)) s"
done
echo "A bare Debian 12 runs: $*"
