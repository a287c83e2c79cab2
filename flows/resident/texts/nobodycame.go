package texts

import (
	"context"

	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
)

// saysNobodyCame reports whether the text says that nobody came to a visit that should be under
// way, wherever the conversation is.
func (t *text) saysNobodyCame() bool {
	if !understand.SaysNobodyCame(t.c.Input.Text) {
		return false
	}
	_, underWay := resident.VisitUnderWay(t.c)
	return underWay
}

func (t *text) noteNobodyCame(ctx context.Context) {
	t.c.Session.Visit, _ = resident.VisitUnderWay(t.c)
	t.engine.Enter(ctx, t.c, resident.StateMissing)
}
