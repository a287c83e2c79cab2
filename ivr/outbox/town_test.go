package outbox_test

import (
	"sync"
	"testing"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/outbox/outboxtest"
	"github.com/click-call-connect/helpline/scheduling"
)

// speech is loaded only once, because loading takes longer than a test. It is never
// changed.
var speech = sync.OnceValues(locale.Load)

func brussels(at time.Time) string { return outboxtest.Brussels(at) }

func at(day, hour, minute int) time.Time { return outboxtest.At(day, hour, minute) }

func antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	return outboxtest.Antwerpen(t)
}
