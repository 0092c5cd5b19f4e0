.PHONY: bench coverage deps dist fuzz lint run screenshots test

# The board with invented content, at http://127.0.0.1:3000.
run:
	cargo run --profile trial --locked -- serve --demo

# The programs that some tests need: Chromium, PostgreSQL, a mail server. On Debian and its like, with apt.
deps:
	.ci/install

# Everything that must hold: format, lints, documentation, and every test on both databases, those that
# drive a browser on one. Two run for each core, since half of their time goes into waiting.
# Tests whose program is missing are left out by name; in continuous integration they fail.
test: export RUST_TEST_THREADS = $(shell expr 2 \* $$(getconf _NPROCESSORS_ONLN))
test:
	cargo fmt --check
	cargo clippy --all-targets --locked --features opentelemetry -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --locked --features opentelemetry
	cargo test --locked --features opentelemetry
	WEERWOORD_TEST_ON=postgres cargo test --locked --features opentelemetry --test board -- --skip browser::

# Style sheets and pages by stylelint and html-validate, where Node is installed.
lint:
	.ci/lint

# What the board costs, as ratios against a bare route in the same process.
bench:
	cargo bench --locked

# Looks for inputs that break what must hold, so many seconds a target; needs cargo-fuzz (fuzz/README.md).
SECONDS = 1200
fuzz:
	for target in form markdown cookie; do \
		mkdir -p fuzz/found/$$target && RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none $$target fuzz/found/$$target fuzz/corpus/$$target \
			-- -max_total_time=$(SECONDS) -timeout=10 -max_len=16384 -dict=fuzz/dictionaries/$$target.dict || exit 1; \
	done

# What is published of a release, in target/dist/: a static binary, a Debian package, an image, a list of components, checksums.
dist:
	deploy/dist/build.sh

# The pictures in the README, taken anew of the demo board.
screenshots:
	cargo test --locked --test board -- --ignored screenshots

# Which lines the tests run, as target/coverage/html/index.html; needs cargo-llvm-cov.
coverage:
	cargo llvm-cov --locked --html --output-dir target/coverage
