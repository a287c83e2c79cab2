package ivr

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio"
)

// A signature has no time in it: whoever saw a signed webhook can send it again, hours
// later. Two things make that harmless. The address of every answer in a call says when it
// was given out, and is signed; and the id of every call, text and status is remembered
// with the time at which it first came. What comes again soon is the carrier's repetition,
// and is answered alike; what comes again late reveals and does nothing.
const (
	// maxRepeatAge is how long after the first a webhook can be the carrier's repetition. It
	// gives up after 15 s, and asks the fallback route.
	maxRepeatAge = flows.MaxRepeatAge
	// maxAnswerAge is how old the address of an answer in a call can be: a talk with a human
	// lasts up to an hour, and a session lives as long.
	maxAnswerAge = 2 * time.Hour
	// replayMemory is how long the ids of webhooks are remembered.
	replayMemory = 30 * 24 * time.Hour
)

// stampParameter is the parameter with the time at which an address was given out. It
// sorts behind the others, which must be sorted.
const stampParameter = "when"

// stamp returns the parameter for an address that is given out now.
func (s *Server) stamp() string {
	return "&" + stampParameter + "=" + strconv.FormatInt(s.Now().Unix(), 36)
}

// isStale reports whether an address was given out too long ago. One without a time was
// given out by an earlier version, or by hand.
func (s *Server) isStale(query string) bool {
	seconds, err := strconv.ParseInt(query, 36, 64)
	return err == nil && s.Now().Sub(time.Unix(seconds, 0)) > maxAnswerAge
}

// callReplayed reports whether a webhook of a call is sent again by somebody else than the
// carrier. The first webhook of a call has no time in its address; on the fallback route,
// the address that failed has one.
func (s *Server) callReplayed(ctx context.Context, c *fiber.Ctx, call twilio.VoiceForm) bool {
	limit := maxAnswerAge
	if call.Input.Kind == flows.Start && c.Path() == VoicePath {
		limit = maxRepeatAge
	}
	failed := ""
	if address, err := url.Parse(call.FailedURL); err == nil {
		failed = address.Query().Get(stampParameter)
	}
	replayed := s.isStale(c.Query(stampParameter)) || s.isStale(failed)
	if !replayed && c.Query(stampParameter) == "" {
		replayed = s.cameBefore(ctx, "call:"+call.CallSID, limit)
	}
	if replayed {
		s.Log.WarnContext(ctx, "a webhook of a call came again late, and nothing was done", "call", call.CallSID)
	}
	return replayed
}

// textReplayed reports whether a text came before, too long ago to be repeated by the
// carrier.
func (s *Server) textReplayed(ctx context.Context, text twilio.TextForm) bool {
	if !s.cameBefore(ctx, "text:"+text.MessageSID, maxRepeatAge) {
		return false
	}
	s.Log.WarnContext(ctx, "a text came again late, and nothing was done", "message", text.MessageSID)
	return true
}

// cameBefore reports whether something with this id came longer ago than the limit, and
// remembers when it first came. If the memory fails, it did not come before.
func (s *Server) cameBefore(ctx context.Context, id string, limit time.Duration) bool {
	first, known := s.firstCame(ctx, id)
	if !known {
		s.rememberCame(ctx, id)
	}
	return known && s.Now().Sub(first) > limit
}

// cameStatus is whether a status came before.
type cameStatus struct {
	late     bool   // too long ago to be repeated by the carrier: what followed from it may have been undone
	remember func() // notes that it came, once it was handled
}

// statusCame returns whether a status with this id was handled before.
func (s *Server) statusCame(ctx context.Context, id string) cameStatus {
	first, known := s.firstCame(ctx, id)
	return cameStatus{
		late: known && s.Now().Sub(first) > maxRepeatAge,
		remember: func() {
			if !known {
				s.rememberCame(ctx, id)
			}
		},
	}
}

// firstCame returns when something with this id first came, and whether it did.
func (s *Server) firstCame(ctx context.Context, id string) (time.Time, bool) {
	if s.Memory == nil {
		return time.Time{}, false
	}
	kept, err := s.Memory.Recall(ctx, cameName(id))
	if err != nil {
		s.Log.WarnContext(ctx, "whether a webhook came before is not known", "error", err)
		return time.Time{}, false
	}
	seconds, err := strconv.ParseInt(kept, 36, 64)
	return time.Unix(seconds, 0), err == nil
}

func (s *Server) rememberCame(ctx context.Context, id string) {
	if s.Memory == nil {
		return
	}
	if err := s.Memory.Remember(ctx, cameName(id), strconv.FormatInt(s.Now().Unix(), 36), replayMemory); err != nil {
		s.Log.WarnContext(ctx, "that a webhook came is not remembered", "error", err)
	}
}

// cameName returns the name under which the time of an id is remembered.
func cameName(id string) string {
	digest := sha256.Sum256([]byte(id))
	return "came:" + hex.EncodeToString(digest[:16])
}
