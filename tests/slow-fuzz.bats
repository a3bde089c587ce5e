# Hostile input, for a bounded time; longer: tests/fuzz/run SECONDS

load lib

fuzz() {
	"$top/tests/fuzz/run" -o . 15 "$1"
}

@test "the executor bears whatever a fuzzer makes, for 15 seconds" {
	fuzz run
}

@test "check bears whatever a fuzzer makes, for 15 seconds" {
	fuzz check
}

@test "show bears whatever a fuzzer makes, for 15 seconds" {
	fuzz show
}

@test "diff bears whatever a fuzzer makes, for 15 seconds" {
	fuzz diff
}

@test "link and relink bear whatever a fuzzer makes, for 15 seconds" {
	fuzz link
}

@test "the reader of AML bears whatever a fuzzer makes, for 15 seconds" {
	fuzz aml
}

@test "acpidump's text bears whatever a fuzzer makes, for 15 seconds" {
	fuzz dump
}
