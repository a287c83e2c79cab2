package scheduling

// MessageStatus is the delivery status of a message. Reports of a carrier arrive in any
// order: the one with the higher Rank is later.
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

// Rank orders statuses; a status is only replaced by one of a higher rank. It is 0 for
// an unknown status.
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
