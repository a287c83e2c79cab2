package ivr

import (
	"strconv"
	"strings"
)

// MessageWebhooks implements [outbox.Webhooks] with the routes of a [Server]. Its value
// is the public address of the server.
type MessageWebhooks string

// TextStatus implements [outbox.Webhooks].
func (w MessageWebhooks) TextStatus(message int64) string { return w.about(MessageStatusPath, message) }

// Call implements [outbox.Webhooks].
func (w MessageWebhooks) Call(message int64) string { return w.about(VoicePath, message) }

// CallStatus implements [outbox.Webhooks].
func (w MessageWebhooks) CallStatus(message int64) string { return w.about(CallStatusPath, message) }

// Fallback implements [outbox.Webhooks].
func (w MessageWebhooks) Fallback(message int64) string { return w.about(FallbackPath, message) }

func (w MessageWebhooks) about(path string, message int64) string {
	return strings.TrimRight(string(w), "/") + path + "?message=" + strconv.FormatInt(message, 10)
}
