package contact

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/scheduling"
)

// Textable is whether a number may be texted and, if not, why.
type Textable int

// The answers.
const (
	MayBeTexted Textable = iota // it receives texts, and its holder has not opted out
	NoTexts                     // it is no mobile: a landline, or no number at all
	OptedOut                    // its holder sent STOP to this programme
)

// MayText reports whether a number may be texted for a programme. It is the one place
// that decides this. If mobile is nil, no number receives texts. An error is the store's.
func MayText(
	ctx context.Context, optOuts OptOuts, mobile func(e164 string) bool, programme, phone string,
) (Textable, error) {
	if phone == "" || mobile == nil || !mobile(phone) {
		return NoTexts, nil
	}
	return mayTextMobile(ctx, optOuts, programme, phone)
}

// HasOptedOut reports whether the holder of a number wants no texts of a programme,
// whatever kind of number it is.
func HasOptedOut(ctx context.Context, optOuts OptOuts, programme, phone string) (bool, error) {
	answer, err := mayTextMobile(ctx, optOuts, programme, phone)
	return answer == OptedOut, err
}

func mayTextMobile(ctx context.Context, optOuts OptOuts, programme, phone string) (Textable, error) {
	out, err := optOuts.OptedOut(ctx, programme, phone)
	switch {
	case err != nil:
		return NoTexts, fmt.Errorf("looking up who wants no texts: %w", err)
	case out:
		return OptedOut, nil
	}
	return MayBeTexted, nil
}

// ChannelFor returns the channel on which a resident is reached at a number: SMS, or
// Voice if the number cannot receive texts or opted out. If mobile is nil, no number
// receives texts.
func ChannelFor(
	ctx context.Context, optOuts OptOuts, mobile func(e164 string) bool, programme, phone string,
) (scheduling.Channel, error) {
	answer, err := MayText(ctx, optOuts, mobile, programme, phone)
	if err != nil || answer != MayBeTexted {
		return scheduling.Voice, err
	}
	return scheduling.SMS, nil
}
