package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

const (
	letterCode   = "234567"    // of a resident without a telephone on file
	letterHouse  = "3"         // of the same resident
	nineDigits   = "962738321" // of a letter whose code the line made itself
	anotherCode  = "212255"    // of the next
	knownCode    = "269539"    // of a resident with a telephone on file:
	knownMobile  = "+32470012005"
	transcripts  = "../../docs/calls/"
	bookingCalls = "1 1 234567 2 1 1"
)

// documented is one call of docs/calls: what the caller does, and a call before it.
type documented struct {
	file, from, before, script string
	line                       string                                 // the number dialled; empty: Antwerpen's
	atDoor                     bool                                   // the call is made when the visit of the call before begins
	desk                       func(number string) carrier.DeskAnswer // who is rung; nil: nobody answers
	second                     bool                                   // the desk has a second number
	nine                       bool                                   // a letter with nineDigits went out
	refers                     bool                                   // an organisation has the code nineDigits
	done                       bool                                   // the visit of the call before took place
}

// secondDesk is another number of the desk.
const secondDesk = "+3232010198"

// named is a desk that answers as [carrier.DeskNamed] has it.
func named(names string) func(string) carrier.DeskAnswer {
	desk, known := carrier.DeskNamed(names)
	if !known {
		panic("no desk answers like " + names)
	}
	return desk
}

func answers(string) carrier.DeskAnswer { return carrier.DeskAnswer{Status: "completed", Seconds: 95} }

// documentation lists the calls of docs/calls: every goal, and callers who are wrong,
// silent, cut off, or want a person.
func documentation() []documented {
	return []documented{
		{file: "booking-nl.txt", from: mobile, script: "1 1 234567 2 1 1 1 1 hangup"},
		{file: "booking-fr.txt", from: mobile, script: "2 1 234567 1 2 1 1 * 1 hangup"},
		{file: "booking-en.txt", from: landline, script: "3 1 234567 3 1 3 3 1 2 1 1 - - - hangup"},
		{file: "booking-tr.txt", line: "+3280012002", from: mobile, script: "4 1 345678 2 1 1 1 hangup"},
		{file: "booking-ar.txt", line: "+3280012003", from: mobile, script: "4 1 456789 1 2 1 1 1 hangup"},
		{file: "times-nl.txt", from: mobile, script: "1 1 234567 1 3 2 3 4 4 3 4 5 1 1 hangup"},
		{file: "visit-moved-nl.txt", from: mobile, before: bookingCalls, script: "1 2 234567 2 2 1 hangup"},
		{file: "visit-cancelled-fr.txt", from: mobile, before: bookingCalls, script: "2 2 234567 3 1 hangup"},
		{file: "without-letter-nl.txt", from: mobile, script: "1 1 2 1 2018 12 say 1 1 1 1 1 hangup"},
		{file: "known-number-nl.txt", from: knownMobile, script: "1 1 2 2 1111 " + knownCode[2:] + " 1 1 1 1 1 hangup"},
		{file: "digipunt-nl.txt", from: mobile, script: "1 3 2018 3 1 hangup"},
		{file: "digipunt-fr.txt", from: landline, script: "2 3 2100 1 0470000001 hangup"},
		{file: "cut-off-nl.txt", from: mobile, before: "1 1 234567 2 1", script: "1 1 234567 1 hangup"},
		{file: "wrong-language-fr.txt", from: mobile, script: "2 8 1 hangup"},
		{file: "before-a-language.txt", line: "+3280012002", from: carrier.Anonymous, script: "- 0 0470123456 1 say hangup"},
		{file: "wrong-codes-nl.txt", from: mobile, script: "1 1 999999 1234 999998 9999 say - - -"},
		{file: "silence-nl.txt", from: mobile, script: "1 - - - say - - -"},
		{file: "human-nl.txt", from: mobile, script: "1 0 - - -", desk: answers},
		{file: "human-missed-nl.txt", from: mobile, before: bookingCalls, script: "1 2 234567 0 say hangup", desk: named("machine,silent"), second: true},
		{file: "at-the-door-nl.txt", from: mobile, before: bookingCalls, atDoor: true, script: "1 2 234567 1 say hangup"},
		{
			file: "at-the-door-ar.txt", line: "+3280012003", from: mobile, before: "4 1 456789 1 2 1", atDoor: true,
			script: "4 2 456789 0 hangup", desk: answers,
		},
		{file: "at-the-door-fr.txt", from: mobile, before: "2 1 234567 2 1 1", atDoor: true, script: "2 2 234567 - 1 hangup", desk: named("nobody,talks")},
		{file: "nobody-expected-nl.txt", from: mobile, before: bookingCalls, script: "1 2 234567 7 say hangup"},
		{file: "visit-asked-again-nl.txt", from: mobile, before: bookingCalls, script: "1 2 234567 - 6 * hangup"},
		{file: "without-letter-ar.txt", line: "+3280012003", from: mobile, script: "4 1 2 1 3500 12 say 1 1 1 1 1 hangup"},
		{file: "wrong-language-ar.txt", line: "+3280012003", from: mobile, script: "4 8 1 hangup"},
		{file: "before-a-language-ar.txt", line: "+3280012003", from: mobile, script: "- * 0 say hangup"},
		{file: "nine-digits-fr.txt", from: landline, nine: true, script: "2 1 * 692738321 - 962738321 1 1 1 hangup"},
		{file: "referral-nl.txt", from: landline, refers: true, script: "1 9 9 1 " + nineDigits + " 0470999001 1 1 2 say hangup"},
		{file: "volunteer-nl.txt", from: mobile, script: "1 9 9 2 2018 1 2 say hangup"},
		{file: "course-fr.txt", line: "+3280012002", from: mobile, script: "2 9 9 3 9000 1 say hangup"},
		{file: "second-cheque-nl.txt", line: "+3280012002", from: mobile, before: "1 1 345678 1 1 1", done: true, script: "1 2 345678 9 4 1 1 hangup"},
		{file: "human-withheld-fr.txt", from: carrier.Anonymous, script: "2 1 0 0470123456 1 say hangup"},
	}
}

// Reviewed as text.
func TestCallsOfTheDocumentation(t *testing.T) {
	t.Parallel()
	for _, call := range documentation() {
		t.Run(call.file, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, func(p *scheduling.Programme) {
				if call.second {
					p.Numbers.Desk = []string{p.Numbers.Desk[0], secondDesk}
				}
			})
			if call.nine {
				r.writesLetter(nineDigits)
			}
			if call.refers {
				r.knowsOrganisation(nineDigits)
			}
			if call.before != "" {
				play(phonetest.Dial(t, r.phone(call.from), cmp.Or(call.line, dialled)), call.before).HangsUp()
				r.passes(10 * time.Minute)
			}
			if call.done {
				r.tookPlace()
			}
			if call.atDoor {
				r.passes(r.visits()[0].Start.Sub(r.now()))
			}
			phone := r.phone(call.from)
			phone.Desk = call.desk
			play(phonetest.Dial(t, phone, cmp.Or(call.line, dialled)), call.script).Golden(transcripts+call.file, *update)
		})
	}
}

// writesLetter imports a resident of the first programme with a letter code.
func (r *rig) writesLetter(code string) {
	r.t.Helper()
	p := r.all[0]
	_, err := r.line.Store.ImportResidents(r.t.Context(), p.Name, imports.RowsOf([]scheduling.Resident{{
		Programme: p.Name, LetterCode: code, Name: "Ann Test", Street: "Straat", HouseNumber: "1", Postcode: "2018", Ground: p.Grounds[0],
	}}), r.now())
	require.NoError(r.t, err)
}

// knowsOrganisation adds an organisation that refers clients with a code.
func (r *rig) knowsOrganisation(code string) {
	r.t.Helper()
	_, err := r.line.Store.SaveOrganisation(r.t.Context(), referrals.Organisation{
		Programme: r.all[0].Name, Name: "OCMW Test", Kind: referrals.SocialWorker, Code: code,
	}, r.now())
	require.NoError(r.t, err)
}

// play plays a script. Whoever types the code of a letter says first that they have it.
func play(c *phonetest.Conversation, script string) *phonetest.Conversation {
	for step := range strings.FieldsSeq(script) {
		if len(step) >= len(letterCode) && hearsLetter(c) {
			c.Press("1").Silence()
		}
		switch step {
		case "-":
			c.Silence()
		case "say":
			c.Says(6)
		case "hangup":
			c.HangsUp()
		default:
			c.Press(step)
			if len(c.Call.Heard()) == 0 && c.Call.State().Kind == carrier.Asking { // for more keys, but there are none
				c.Silence()
			}
		}
	}
	return c
}

// hearsLetter reports whether the line asks for the letter, in any language.
func hearsLetter(c *phonetest.Conversation) bool {
	return slices.ContainsFunc(c.Call.Heard(), func(u carrier.Utterance) bool {
		return slices.Contains([]string{
			"Hebt u uw brief bij de hand?", "Avez-vous votre lettre sous la main ?", "Do you have your letter at hand?",
			"Mektubunuz yanınızda mı?", "هل الرسالة الورقية معكم؟",
		}, u.Text)
	})
}

func TestACallBecomesAVisit(t *testing.T) {
	t.Parallel()
	for name, url := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			r := newRigOn(t, url)
			play(r.dial(mobile), bookingCalls).Hears("staat vast").HangsUp()

			visits := r.visits()
			require.Len(t, visits, 1)
			v := visits[0]
			require.Equal(t, scheduling.Booked, v.Status)
			require.Equal(t, scheduling.TopicBanking, v.Topic)
			require.Equal(t, scheduling.Language("nl"), v.Language)
			require.Equal(t, scheduling.Voice, v.Channel)
			require.NotEmpty(t, v.Student)
			require.Len(t, v.Reference, 5)
			require.False(t, v.Start.Before(r.now().Add(r.all[0].Visit.Notice)))
			require.Equal(t, map[scheduling.Outcome]int{scheduling.OutcomeBooked: 1}, r.outcomes())
		})
	}
}

// Demand is what was asked for: a booking that is called off in the same call was one.
func TestABookingThatIsCancelledInTheSameCallIsDemand(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(r.dial(landline), bookingCalls+" 1 1 9 2").Hears("U hebt een afspraak").Press("3").Press("1").HangsUp()
	require.Equal(t, scheduling.Cancelled, r.visits()[0].Status)
	require.Equal(t, map[scheduling.Outcome]int{scheduling.OutcomeBooked: 1}, r.outcomes())
}

func TestTheConfirmationGoesToAMobile(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(r.dial(mobile), bookingCalls).Hears("staat vast").HangsUp()
	r.settles()
	inbox := r.carrier.Inbox(mobile)
	require.Len(t, inbox, 1)
	require.Equal(t, r.all[0].Numbers.SMS, inbox[0].From)
	require.Equal(t, 1, inbox[0].Segments)
	visit := r.visits()[0]
	require.Contains(t, inbox[0].Body, visit.Reference)
	require.Contains(t, inbox[0].Body, "0800 12 001")
	require.NotContains(t, inbox[0].Body, visit.Word)
	require.Equal(t, scheduling.MessageDelivered, r.messages()[0].Status)
}

func TestALandlineGetsNone(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(r.dial(landline), bookingCalls).Hears("staat vast").DoesNotHear("sms").HangsUp()
	require.Empty(t, r.messages())
	play(r.dial(carrier.Anonymous), "1 1 "+anotherCode+" 1 1 1").Hears("staat vast").HangsUp()
	require.Empty(t, r.messages())
	require.Len(t, r.visits(), 2)
}

func TestEveryProgrammeBooks(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for i, code := range []string{"234567", "345678", "456789"} {
		p := r.all[i]
		c := phonetest.Dial(t, r.phone(mobile), p.Numbers.Voice).Hears(p.City)
		play(c, "1 1 "+code+" 1 1 1").Hears("staat vast").HangsUp()
	}
	require.Len(t, r.visits(), 3)
}

// A city that has a name in the language of the call is called by it, in the voice of that
// language.
func TestACityIsCalledAsInTheLanguageOfTheCall(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	p := r.all[1]
	c := play(phonetest.Dial(t, r.phone(mobile), p.Numbers.Voice), "2 1 2 1 1000")
	c.Hears("Gand").DoesNotHear("Gent")
	for _, said := range c.Call.Heard() {
		if strings.Contains(said.Text, "Gand") {
			require.Equal(t, "fr-FR", said.Language)
		}
	}
	c.HangsUp()
}

func TestEveryWebhookTwiceAtOnce(t *testing.T) {
	t.Parallel()
	for name, url := range embeddedtest.RedisBackends(t) {
		t.Run(name, func(t *testing.T) {
			r := newRigOn(t, url)
			phone := r.phone(mobile)
			phone.Repeat, phone.Concurrent = 3, true
			play(phonetest.Dial(t, phone, dialled), bookingCalls).Hears("staat vast").Press("0").Says(4).HangsUp()
			require.Len(t, r.visits(), 1)
			require.Len(t, r.messages(), 1)
			require.Len(t, r.callbacks(), 1)
			held, err := r.line.Store.Visits(t.Context(), lists.VisitFilter{Statuses: []scheduling.Status{scheduling.Held}})
			require.NoError(t, err)
			require.Empty(t, held, "no hold is left behind")
		})
	}
}

func TestVoucherProgramme(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	gent := r.all[1]
	resident := scheduling.Resident{
		Programme: gent.Name, LetterCode: "777777", Name: "Ann Test", Street: "Straat", HouseNumber: "1",
		Postcode: "9000", Ground: gent.Grounds[0], Minutes: 60,
	}
	_, err := r.line.Store.ImportResidents(t.Context(), gent.Name, imports.RowsOf([]scheduling.Resident{resident}), r.now())
	require.NoError(t, err)
	book := "1 1 777777 1"
	play(phonetest.Dial(t, r.phone(mobile), gent.Numbers.Voice), book+" 1 1").Hears("staat vast").HangsUp()
	play(phonetest.Dial(t, r.phone(mobile), gent.Numbers.Voice), "1 1 777777").Hears("van daarnet", "staat vast")
	r.passes(time.Hour)
	play(phonetest.Dial(t, r.phone(mobile), gent.Numbers.Voice), "1 1 777777").Hears("geen cheque meer", "teruggebeld").
		Press("1").Hears("Wij bellen u").HangsUp()
	require.Equal(t, scheduling.ReasonNoVoucher, r.callbacks()[0].Reason)
}

func TestAVoicemailIsKeptWithTheCallback(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.dial(mobile).Press("1").Press("0").IsRecorded().Says(7).Hears("bewaard").HangsUp()
	require.Len(t, r.callbacks(), 1)
	callback := r.callbacks()[0]
	require.Equal(t, mobile, callback.Phone)
	require.NotEmpty(t, callback.RecordingURL)
	require.Equal(t, "2027-03-23T17:00:00+01:00", callback.Due.In(r.all[0].Zone).Format("2006-01-02T15:04:05-07:00"))

	r.dial(landline).Press("1").Press("0").SaysAndHangsUp(3)
	r.dial(landline).Press("1").Press("0").HangsUp()
	require.Len(t, r.callbacks(), 3, "whoever hangs up at the tone is called all the same")
}

func TestTwoVisitsHaveTwoWords(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(r.dial(mobile), bookingCalls).Hears("staat vast").HangsUp()
	first := r.visits()[0]
	another := "lemon"
	if first.Word == another {
		another = "apple"
	}
	r.line.Bookings.Words = []string{first.Word, another}
	r.line.Bookings.Random = func(int) int { return 0 } // draws the first, if it may
	play(r.dial(mobile), bookingCalls).HangsUp()
	for _, v := range r.visits() {
		if v.ID != first.ID {
			require.Equal(t, another, v.Word)
		}
	}
}

func TestManyCallersAreOfferedDifferentTimes(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	offered := map[string]int{}
	for i, resident := range residentsOf(r, 6) {
		c := play(r.dial(fmt.Sprintf("+3247000010%d", i)), "1 1 "+resident+" 3 3 3 1") // another question: any student
		for _, u := range c.Call.Heard() {
			if moment, _, found := strings.Cut(u.Text, ":"); found && strings.Contains(moment, " om ") {
				offered[moment]++
			}
		}
	}
	held, err := r.line.Store.Visits(t.Context(), lists.VisitFilter{Statuses: []scheduling.Status{scheduling.Held}})
	require.NoError(t, err)
	require.Len(t, held, 12, "each caller holds two times of their own")
	require.NotEmpty(t, offered)
}

// residentsOf returns letter codes of the first programme.
func residentsOf(r *rig, n int) []string {
	var codes []string
	for _, resident := range sample.Residents(r.all[0])[:n] {
		codes = append(codes, resident.LetterCode)
	}
	return codes
}
