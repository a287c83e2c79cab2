package main

import (
	"testing"

	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

func TestMain(m *testing.M) { embeddedtest.Main(m) }
