package storagetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// deskAgainstCall checks that somebody at the desk and somebody who calls do not both get
// the one student of a time.
func deskAgainstCall(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 2)
	service := &booking.Service{
		Store: w.Backend, Diaries: &matching.Diaries{Store: w.Backend}, Words: []string{"apple", "pear"},
		Now: func() time.Time { return w.now },
	}
	for hour := range 3 {
		start := w.at(10+2*hour, 0)
		errs := [2]error{}
		var both sync.WaitGroup
		for i, channel := range []scheduling.Channel{scheduling.Desk, scheduling.Voice} {
			both.Go(func() { errs[i] = w.bookOn(service, i, channel, start) })
		}
		both.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			require.True(t, errors.Is(err, scheduling.ErrSlotTaken) || errors.Is(err, scheduling.ErrNoSlot), "%v", err)
		}
		require.Equal(t, 1, won, "at %s", start)
	}
}

// bookOn books a start for a resident: held as the desk does it, or offered as in a call.
func (w *world) bookOn(service *booking.Service, resident int, channel scheduling.Channel, start time.Time) error {
	need := scheduling.Need{Postcode: "2060", Topic: scheduling.TopicItsme, Language: "nl"}
	key := fmt.Sprintf("%s-%d", channel, start.Unix())
	offer := booking.OfferRequest{Need: need, Programme: w.town, Key: key, Holder: key, Channel: channel, Count: 1}
	var held scheduling.Visit
	var err error
	if channel == scheduling.Desk {
		held, err = service.HoldAt(w.ctx, offer, start)
	} else {
		var times []scheduling.Visit
		offer.Within = []calendar.Span{{From: start, To: start.Add(time.Minute)}}
		if times, err = service.Offer(w.ctx, offer); err == nil {
			held = times[0]
		}
	}
	if err != nil {
		return err
	}
	_, err = service.Book(w.ctx, booking.PromiseRequest{
		Need: need, Programme: w.town, Holder: key, VisitID: held.ID, Start: start, ResidentID: w.residents[resident].ID,
		Channel: channel, DemandKey: key,
	})
	return err
}
