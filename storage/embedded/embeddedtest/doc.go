// Package embeddedtest provides the servers of package embedded to tests: one Postgres
// cluster and one Redis per test process, started on first use.
//
// They end with the process. A package that uses them calls Main from its TestMain,
// which also removes their folders:
//
//	func TestMain(m *testing.M) { embeddedtest.Main(m) }
//
// If a server cannot be started, the test that needs it fails.
package embeddedtest
