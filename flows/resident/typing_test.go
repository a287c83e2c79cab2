package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// types presses keys one at a time, as a carrier reports them that asks for one.
func (c *conversation) types(keys string) *conversation {
	c.t.Helper()
	return c.input(flows.Input{Kind: flows.Keys, Digits: keys})
}

// isWaitedFor expects silence, in which a caller goes on in silence for keys that a caller is still typing.
func (c *conversation) isWaitedFor(digits int, atMost time.Duration) *conversation {
	c.t.Helper()
	require.Empty(c.t, c.reply.Lines)
	require.Equal(c.t, digits, c.reply.Expect.Digits)
	require.LessOrEqual(c.t, c.reply.Expect.Wait, atMost)
	return c
}

// questions are all that ask for a number, and the keys that lead there.
func questions(t *testing.T) map[flows.StateName]*conversation {
	t.Helper()
	return map[flows.StateName]*conversation{
		resident.StateCode:        dial(t).presses("1", "1", "1"),
		resident.StateCodeAgain:   dial(t).presses("1", "1", "999999"),
		resident.StatePart:        dial(t).presses("1", "1", "2", "2"),
		resident.StateReference:   dial(t).presses("1", "2", "2", "1"),
		resident.StateNewcomer:    dial(t).presses("1", "1", "2", "1"),
		resident.StateHouse:       dial(t).presses("1", "1", "2", "1", "2018"),
		resident.StateNewNumber:   dial(t, withheld).presses("1", "1", "2", "1", "2018", "12"),
		resident.StatePostcode:    dial(t).presses("1", "3"),
		resident.StateTextNumber:  dial(t, withheld).presses("1", "3", "2018", "1"),
		resident.StateHumanNumber: dial(t, withheld).presses("1", "0"),
		resident.StateClaimHouse:  dial(t, guessed(thisNumber, 9)).presses("1", "1", rightCode),
		resident.StateClaimPostcode: dial(t, calling("+32499999999"), guessed(anyNumber, 1000)).
			presses("1", "1", rightCode, "21"),
		resident.StateCallbackNumber: dial(t, withheld, func(c *conversation) { c.office.offer = scheduling.ErrNoSlot }).
			presses("1", "1", rightCode, "1", "1"),
		offers.StateReferCode:         dial(t).presses("1", "9", "9", "1"),
		offers.StateReferPhone:        dial(t).presses("1", "9", "9", "1", organisationCode),
		offers.StateVolunteerPostcode: dial(t).presses("1", "9", "9", "2"),
		offers.StateVolunteerAsk:      dial(t, withheld).presses("1", "9", "9", "2"),
		offers.StateCoursePostcode:    dial(t).presses("1", "9", "9", "3"),
		offers.StateEnrolAsk:          dial(t, withheld).presses("1", "9", "9", "3", "2018", "1"),
	}
}

// No question for a number keeps a caller waiting who presses 0 or *.
func TestZeroAndStarActAtOnceAtNumbers(t *testing.T) {
	for name, state := range offers.Helpline().States {
		if state.Number != nil && state.Number.Digits != 1 {
			require.NotNil(t, questions(t)[name], "%s is a question that this test does not know", name)
		}
	}
	for name := range questions(t) {
		t.Run(string(name), func(t *testing.T) {
			call := questions(t)[name]
			asked := call.last()
			require.Equal(t, 1, call.reply.Expect.Digits, "the first key is asked for alone")
			require.Equal(t, asked, call.types("*").last(), "* repeats at once")
			call.types("0")
			if len(call.reply.Lines) == 0 { // the number of a telephone can begin with 0
				require.True(t, offers.Helpline().States[name].Number.Zero)
				call.isWaitedFor(0, 5*time.Second).isSilent()
			}
			call.hears("Bent u in gevaar?")
			require.Len(t, call.office.callbacks, 1)
		})
	}
}

func TestANumberIsTypedInTwoParts(t *testing.T) {
	call := dial(t).presses("1", "1", "1").types("2").isWaitedFor(5, 8*time.Second)
	call.types("34567").hears("uw code is goed")

	repeated := dial(t).presses("1", "1", "1").types("2")
	repeated.types("*").hears("Tik de 6 cijfers van uw code in.").types("2").types("34567").hears("uw code is goed")

	house := dial(t).presses("1", "1", "2", "1", "2018").types("1").isWaitedFor(0, 5*time.Second)
	house.types("05").hears("uw naam en uw straat")
	require.Equal(t, "105", house.speaks().presses("1", "1", "1").office.requests[0].HouseNumber)
	short := dial(t).presses("1", "1", "2", "1", "2018").types("7").isSilent().hears("uw naam en uw straat")
	require.Equal(t, "7", short.speaks().presses("1", "1", "1").office.requests[0].HouseNumber)

	phone := dial(t, withheld).presses("1", "0").types("0").types("470123456").hears("U tikte: 0 4 7 0, 1 2, 3 4, 5 6.")
	phone.presses("1")
	require.Equal(t, "+32470123456", phone.onlyCallback().Phone)
}

// Some carriers lose keys that are pressed between two documents. Somebody who types fast
// is asked for all digits at once, after the first code that lacks one.
func TestAfterALostKeyNumbersAreAskedForInOnePiece(t *testing.T) {
	call := dial(t).presses("1", "1", "1").types("2").types("4567").hears("Een code heeft 6 cijfers.")
	require.Equal(t, len(rightCode), call.reply.Expect.Digits)
	require.LessOrEqual(t, call.reply.Expect.Wait, 10*time.Second, "0 and * wait no longer than that")
	call.types("234567").hears("uw code is goed")
	shorter := dial(t).presses("1", "1", "1").types("2").types("34").hears("Een code heeft 6 cijfers.")
	require.Equal(t, 1, shorter.reply.Expect.Digits, "a slip is no lost key")
}

// A turn that comes twice is answered once, also in the middle of a number.
func TestAFirstKeyThatComesTwice(t *testing.T) {
	call := dial(t).presses("1", "1", "1")
	before := call.reply
	call.types("2")
	waits := call.reply
	call.reply = before
	call.types("2")
	require.Equal(t, waits, call.reply)
	call.types("34567").hears("uw code is goed")
}

// Somebody who says that they have their letter, and cannot find it, comes back to the question.
func TestALetterThatCannotBeFound(t *testing.T) {
	call := dial(t).presses("1", "1").hears("Hebt u uw brief bij de hand?").presses("1").hears("6 cijfers")
	call.isSilent().isSilent().hears("6 cijfers").isSilent().hears("Hebt u uw brief bij de hand?")
	call.presses("2").hears("het kan ook zonder brief")
	dial(t).presses("1", "1", "0").isAtVoicemail()
	require.Equal(t, scheduling.ReasonHuman, dial(t).presses("1", "1", "0").onlyCallback().Reason)
}

// From the first key of a call to a booked visit it takes six keys beside the code.
func TestAVisitTakesAtMostSixKeys(t *testing.T) {
	keys := []string{"1", "1", "1" + rightCode, "1", "1", "1"}
	call := dial(t)
	for _, key := range keys {
		call.at = call.at.Add(flows.BounceTime)
		call.input(flows.Input{Kind: flows.Keys, Digits: key})
	}
	call.hears("Uw afspraak staat vast")
	require.LessOrEqual(t, len(keys), 6, "the code is typed with the third")
}

// atLetter is a caller who was asked for their letter a second ago.
func atLetter(t *testing.T, change ...func(*conversation)) *conversation {
	t.Helper()
	call := dial(t, change...).presses("1", "1").hears("Hebt u uw brief bij de hand?")
	call.at = call.at.Add(flows.BounceTime)
	return call
}

// Whoever types the code at the question whether they have it is understood, whatever its
// first digit would answer.
func TestACodeIsTypedAtTheQuestionForTheLetter(t *testing.T) {
	const wrong = "Deze code ken ik niet."
	for _, code := range []string{"134567", rightCode, "934567"} {
		want := wrong
		if code == rightCode {
			want = "uw code is goed"
		}
		call := atLetter(t).types(code[:1])
		require.Empty(t, call.last())
		call.types(code[1:])
		if len(call.reply.Lines) == 0 {
			call.isSilent()
		}
		call.hears(want)
		atLetter(t).types("1").types(code).hears(want) // and with the yes before it
		atLetter(t).types("1" + code).hears(want)
	}
	slow := atLetter(t).types("2").isWaitedFor(5, 2*time.Second).types("34").isWaitedFor(3, 5*time.Second)
	slow.types("567").hears("uw code is goed")
	atLetter(t).types("2").types("3456").isWaitedFor(1, 5*time.Second).isSilent().hears("Een code heeft 6 cijfers.")
	reference := dial(t, planning(visits()[0])).presses("1", "2").types("4").types("7129").isSilent()
	reference.hears("Dank u, dat klopt.", "U hebt een afspraak")
}

// One digit, with a silence or a # behind it, is the answer; 0 and * act at once.
func TestAnAnswerToTheQuestionForTheLetter(t *testing.T) {
	const without, code = "het kan ook zonder brief", "Tik de 6 cijfers"
	asked := func() *conversation { return atLetter(t) }
	asked().types("1").isWaitedFor(6, 2*time.Second).isSilent().hears(code)
	asked().types("2").isWaitedFor(5, 2*time.Second).isSilent().hears(without)
	asked().types("1").types("").hears(code) // a #
	asked().types("2").bounces("2").hears(without)
	asked().types("1").types("1").hears(code)
	asked().types("2").types("1").isSilent().hears(without)
	asked().types("7").isWaitedFor(5, 5*time.Second).isSilent().hears("Die toets werkt hier niet.")
	asked().types("*").hears("Hebt u uw brief")
	asked().types("0").isAtVoicemail()
	asked().types("1").types("0").isAtVoicemail()
	asked().types("2").types("*").hears("Hebt u uw brief")
}

// Codes of several lengths end with a # or a silence, here as well.
func TestALongerCodeAtTheQuestionForTheLetter(t *testing.T) {
	asked := func() *conversation {
		return atLetter(t, func(c *conversation) { c.office.shortest, c.office.longest = 6, 9 })
	}
	asked().types("2").types("34567").isWaitedFor(3, 5*time.Second).isSilent().hears("uw code is goed")
	asked().types("1").types(rightCode).isSilent().hears("uw code is goed")
	asked().types("9").types("62738321").hears("Deze code ken ik niet.")
	asked().types("1").types("962738321").hears("Deze code ken ik niet.")
	asked().types("9").types("62738322").hears("Er klopt een cijfer niet.")
}

// Somebody types so slowly that the first digit is taken for "no letter": what follows is no
// wrong key, and leads back to the code.
func TestASlowCodeBehindTheQuestionForTheLetter(t *testing.T) {
	call := atLetter(t).types("2").isSilent().hears("het kan ook zonder brief").types("3").isWaitedFor(5, 5*time.Second)
	call.types("4567").isSilent().hears("Een code heeft 6 cijfers.").presses(rightCode).hears("uw code is goed")
	call = atLetter(t).types("2").isSilent()
	call.at = call.at.Add(flows.BounceTime)
	call.types("1").hears("postcode")
}
