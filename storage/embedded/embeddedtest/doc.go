// Package embeddedtest gives tests the servers of package embedded: one Postgres
// cluster and one Redis per test process, started by the first test that asks.
//
// They end with the process. A package that uses them calls Main from its
// TestMain, which also removes their folders:
//
//	func TestMain(m *testing.M) { embeddedtest.Main(m) }
//
// A server that cannot be started fails the test that asked for it.
package embeddedtest
