# Hostile input, for a bounded time; longer: tests/fuzz/run SECONDS

load lib

fuzz() {
	"$top/tests/fuzz/run" -o . 20 "$1"
}

@test "the executor bears whatever a fuzzer makes, for 20 seconds" {
	fuzz run
}

@test "check bears whatever a fuzzer makes, for 20 seconds" {
	fuzz check
}

@test "show bears whatever a fuzzer makes, for 20 seconds" {
	fuzz show
}

@test "diff bears whatever a fuzzer makes, for 20 seconds" {
	fuzz diff
}
