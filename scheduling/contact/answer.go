package contact

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

const (
	// maxAnswerLength is the maximum length of a text that the office writes, in
	// characters: two segments.
	maxAnswerLength = 270
	// answerValidity is how long such a text is worth sending.
	answerValidity = 24 * time.Hour
)

// AnswerByText puts a text written by the office in the outbox, for a caller who waits
// for a callback but cannot be helped by telephone. The same words for the same
// callback are sent once. AnswerByText returns an error that wraps ErrInvalid and names
// the reason if the text cannot be sent.
func (c *Service) AnswerByText(ctx context.Context, p *scheduling.Programme, callback *scheduling.Callback, words string) error {
	words = strings.Join(strings.Fields(words), " ")
	if err := c.answerable(ctx, p, callback, words); err != nil {
		return err
	}
	now := c.Now()
	return c.Store.SaveMessage(ctx, scheduling.Message{
		DedupKey:  fmt.Sprintf("office:%d:%x", callback.ID, sha256.Sum256([]byte(words))),
		Programme: p.Name, To: callback.Phone, Channel: scheduling.SMS, Kind: scheduling.Answer, Key: OfficeKey,
		Args: map[string]string{"title": p.Title, "words": words}, Language: p.Languages[0].Code, RunAt: now, Until: now.Add(answerValidity),
	}, now)
}

func (c *Service) answerable(ctx context.Context, p *scheduling.Programme, callback *scheduling.Callback, words string) error {
	switch {
	case words == "":
		return fmt.Errorf("%w: there is nothing to send", scheduling.ErrInvalid)
	case utf8.RuneCountInString(words) > maxAnswerLength:
		return fmt.Errorf(
			"%w: a text has at most %d characters; this one has %d", scheduling.ErrInvalid, maxAnswerLength, utf8.RuneCountInString(words),
		)
	case strings.ContainsFunc(words, unicode.IsControl):
		return fmt.Errorf("%w: it holds invisible control characters; type it again", scheduling.ErrInvalid)
	case nationalnumber.Contains(words):
		return fmt.Errorf("%w: it holds a national register number (rijksregisternummer), which may not be kept", scheduling.ErrInvalid)
	case callback.Phone == "":
		return fmt.Errorf("%w: the number of this caller is not known", scheduling.ErrInvalid)
	}
	switch textable, err := MayText(ctx, c.Store, c.Mobile, p.Name, callback.Phone); {
	case err != nil:
		return err
	case textable == NoTexts:
		return fmt.Errorf("%w: this number is no mobile, and reads no texts: call it", scheduling.ErrInvalid)
	case textable == OptedOut:
		return fmt.Errorf("%w: this number wants no texts (STOP): call it", scheduling.ErrInvalid)
	}
	return nil
}
