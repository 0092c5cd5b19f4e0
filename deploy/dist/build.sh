#!/bin/sh
# Builds what is published of a release into target/dist/: a static binary in an archive, a Debian package and the files of an
# image for each architecture, a list of all components (CycloneDX), their licences, and checksums.
#
# Needs the Rust target x86_64-unknown-linux-musl (rustup target add), musl-gcc (Debian: musl-tools),
# binutils 2.38 or later, cargo-deb and cargo-cyclonedx (cargo install), and cargo-about (cargo install
# --features cli). ARCHITECTURES="x86_64 aarch64" builds both, with aarch64-unknown-linux-musl,
# gcc-aarch64-linux-gnu and musl-dev:arm64 (dpkg --add-architecture arm64).
set -eu
cd "$(dirname "$0")/../.."

ARCHITECTURES=${ARCHITECTURES:-x86_64}
release=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
WEERWOORD_COMMIT=$(git rev-parse --short=12 HEAD)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export WEERWOORD_COMMIT SOURCE_DATE_EPOCH
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}"
# Paths of this machine do not belong into a published binary.
export RUSTFLAGS="--remap-path-prefix=$PWD=weerwoord --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
out=target/dist
rm -rf "$out"
mkdir -p "$out"

cargo about generate --locked --config deploy/dist/about.toml deploy/dist/about.hbs > "$out/THIRD-PARTY-NOTICES.txt"
cargo cyclonedx --format json --all-features --override-filename weerwoord-cyclonedx >/dev/null
mv weerwoord-cyclonedx.json "$out/weerwoord-$release.cdx.json"
[ ! -e fuzz/weerwoord-cyclonedx.json ] || rm fuzz/weerwoord-cyclonedx.json

for architecture in $ARCHITECTURES; do
    target="$architecture-unknown-linux-musl"
    case "$architecture" in
    x86_64)
        # A program that may be loaded anywhere lists each address in it, with 24 bytes; packed, with
        # less than one.
        set -- -C link-arg=-Wl,-z,pack-relative-relocs
        export CC_x86_64_unknown_linux_musl=musl-gcc debian=amd64
        ;;
    aarch64)
        set --
        # Without the headers of musl, C would call functions that only glibc has.
        export CC_aarch64_unknown_linux_musl=aarch64-linux-gnu-gcc
        export CFLAGS_aarch64_unknown_linux_musl="-specs=/usr/lib/aarch64-linux-musl/musl-gcc.specs"
        export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_LINKER=rust-lld debian=arm64
        ;;
    esac
    cargo rustc --profile dist --target "$target" --locked --bin weerwoord -- "$@"
    binary="$CARGO_TARGET_DIR/$target/dist/weerwoord"

    folder="weerwoord-$release-$architecture-linux"
    mkdir -p "$out/$folder"
    cp "$binary" README.md CHANGELOG.md LICENSE "$out/THIRD-PARTY-NOTICES.txt" "$out/$folder/"
    cp -r docs deploy/single "$out/$folder/"
    rm -rf "$out/$folder/docs/screenshots"
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$out" -cz -f "$out/$folder.tar.gz" "$folder"
    rm -r "${out:?}/$folder"

    mkdir -p "$out/units"
    sed 's|/usr/local/bin/|/usr/bin/|' deploy/single/weerwoord.service > "$out/units/weerwoord.service"
    cp "$out/THIRD-PARTY-NOTICES.txt" "$(dirname "$binary")/"
    cargo deb --no-build --no-strip --profile dist --target "$target" \
        --output "$out/weerwoord_${release}_$debian.deb"

    rm -r "$out/units"
    # The context of an image: `podman build target/dist/image-x86_64` makes it anywhere, without Rust.
    mkdir -p "$out/image-$architecture/data"
    cp "$binary" "$out/THIRD-PARTY-NOTICES.txt" deploy/dist/Containerfile "$out/image-$architecture/"
done
(cd "$out" && sha256sum -- *.tar.gz *.deb *.json *.txt > SHA256SUMS)
ls -l "$out"
