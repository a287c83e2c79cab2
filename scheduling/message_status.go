package scheduling

// MessageStatus is how far a message got. Callbacks of a carrier arrive in any
// order: Rank decides which is later.
type MessageStatus string

// The statuses of a message: ours (pending, sending), then the carrier's.
const (
	MessagePending     MessageStatus = "pending"
	MessageSending     MessageStatus = "sending"
	MessageAccepted    MessageStatus = "accepted"
	MessageQueued      MessageStatus = "queued"
	MessageSent        MessageStatus = "sent"
	MessageDelivered   MessageStatus = "delivered"
	MessageRead        MessageStatus = "read"
	MessageUndelivered MessageStatus = "undelivered"
	MessageFailed      MessageStatus = "failed"
	MessageExpired     MessageStatus = "expired" // ours: it was too late to send it
)

// Rank orders statuses; a message never goes to one of the same or a lower
// rank. Zero: not a status.
func (s MessageStatus) Rank() int {
	switch s {
	case MessagePending:
		return 1
	case MessageSending:
		return 2
	case MessageAccepted:
		return 3
	case MessageQueued:
		return 4
	case MessageSent:
		return 5
	case MessageUndelivered, MessageFailed, MessageExpired:
		return 6
	case MessageDelivered:
		return 7
	case MessageRead:
		return 8
	}
	return 0
}

// MessageStatuses lists every status.
func MessageStatuses() []MessageStatus {
	return []MessageStatus{
		MessagePending, MessageSending, MessageAccepted, MessageQueued, MessageSent,
		MessageDelivered, MessageRead, MessageUndelivered, MessageFailed, MessageExpired,
	}
}
