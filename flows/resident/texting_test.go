package resident_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// thread is somebody who texts the line.
type thread struct {
	log []string
	*conversation
	texts int
	read  []string // the latest answer
}

// texting opens a thread; worlds change what the office says.
func texting(t *testing.T, worlds ...func(*conversation)) *thread {
	t.Helper()
	c := dial(t, worlds...)
	c.key, c.reply = "sms:thread", flows.Reply{}
	return &thread{conversation: c}
}

// sends texts one after the other, and reads the answers.
func (th *thread) sends(bodies ...string) *thread {
	th.t.Helper()
	for _, body := range bodies {
		th.texts++
		th.text(fmt.Sprint("SM", th.texts), body)
	}
	return th
}

func (th *thread) text(id, body string) {
	th.t.Helper()
	reply, err := th.engine.Handle(th.t.Context(), th.texted(id, body))
	require.NoError(th.t, err)
	th.reply, th.read = reply, flows.Texts(th.words, th.programme, reply)
	th.log = append(th.log, "» "+body)
	th.log = append(th.log, th.read...)
}

func (th *thread) texted(id, body string) flows.Input {
	return flows.Input{
		Key: th.key, ID: id, Kind: flows.Text, Channel: scheduling.SMS, Programme: th.programme,
		Caller: "+32470000001", Text: body, At: th.at,
	}
}

func (th *thread) reads(words ...string) *thread {
	th.t.Helper()
	for _, w := range words {
		require.Contains(th.t, strings.Join(th.read, "\n"), w, "the thread so far:\n%s", strings.Join(th.log, "\n"))
	}
	return th
}

func (th *thread) doesNotRead(words ...string) *thread {
	th.t.Helper()
	for _, w := range words {
		require.NotContains(th.t, strings.Join(th.read, "\n"), w)
	}
	return th
}

// reminded is a world in which this number was reminded of visits, an hour ago.
func reminded(planned ...scheduling.Visit) func(*conversation) {
	return func(c *conversation) {
		for i := range planned {
			planned[i].ResidentID = 7
		}
		c.office.expected = contact.Expected{Visits: planned, Reminded: planned[0].ID, RemindedAt: c.at.Add(-time.Hour)}
	}
}

// asked is a world in which this number was asked whether a visit helped, an hour ago.
func asked(c *conversation) {
	c.office.expected = contact.Expected{
		Feedback: contact.Feedback{VisitID: 9, Language: "nl"}, RemindedAt: c.at.Add(-time.Hour),
	}
}

func TestABookingByText(t *testing.T) {
	th := texting(t).sends("AFSPRAAK").reads("6 cijfers van de code op uw brief")
	th.sends(rightCode).reads("uw code is goed", "1 = itsme", "3 = iets anders")
	th.sends("1").reads("1 = ", "om ").sends("1").reads("U kiest", "1 = ja, dat is goed")
	th.sends("ja dat is goed").reads("staat vast", "Nummer van uw afspraak")
	require.Len(t, th.office.bookings, 1)
	require.Equal(t, scheduling.SMS, th.office.bookings[0].Channel)
	require.Len(t, th.read, 2, "the word travels apart from the day")
	require.NotContains(t, th.read[0], "woord")
	require.Contains(t, th.read[1], "dit woord")
}

// A code that comes unasked is taken.
func TestTheCodeAlone(t *testing.T) {
	texting(t).sends(rightCode).reads("uw code is goed", "1 = itsme")
	texting(t).sends("345678").reads("Deze code ken ik niet", "6 cijfers")
	texting(t).sends("bonjour", rightCode).reads("Votre code est correct")
	texting(t).sends("geen brief", rightCode).reads("uw code is goed", "1 = itsme")
	texting(t).sends("digipunt", "2018", rightCode).reads("uw code is goed", "1 = itsme")
	texting(t, planning(visits()[0])).sends("mijn afspraak", "geen brief", rightCode).reads("U hebt een afspraak")
	texting(t, planning(visits()[0])).sends(rightCode).reads("U hebt al een afspraak")
	th := texting(t, reminded(visits()[0])).sends(rightCode).reads("uw code is goed")
	require.Empty(t, th.office.answered)
	th = texting(t)
	th.sends("345678", "345679", "345681", "345682")
	require.Equal(t, resident.StateVoicemail, th.state(), "guesses are counted")
}

func TestAFirstTextWithoutALetter(t *testing.T) {
	for _, text := range []string{"geen brief", "ik heb geen brief gekregen", "geen brief gekregen, ik wil een afspraak", "pas de lettre"} {
		texting(t).sends(text)
		require.Equal(t, resident.StateNoLetterMenu, texting(t).sends(text).state(), text)
	}
	require.Equal(t, resident.StateNoLetterMenu, texting(t).sends("mijn afspraak", "geen brief").state())
	require.Equal(t, flows.GoalVisit, texting(t).sends("mijn afspraak", "geen brief").session().Goal, "what was begun")
	texting(t).sends("menu").reads("Dit is Digipunt aan huis", "2 = FRANÇAIS")
	texting(t).sends("hoofdmenu").reads("Dit is Digipunt aan huis", "1 = afspraak maken")
	texting(t).sends("AFSPRAAK", rightCode, "menu").reads("1 = afspraak maken").doesNotRead("itsme")
}

func TestAFirstTextChoosesTheLanguage(t *testing.T) {
	texting(t).sends("rendez-vous").reads("code de votre lettre")
	texting(t).sends("appointment").reads("code in your letter")
	texting(t).sends("Bonjour").reads("Ici Digipunt aan huis", "1 = prendre rendez-vous")
	texting(t).sends("xyz").reads("1 = Nederlands", "2 = FRANÇAIS").sends("2").reads("1 = prendre rendez-vous", "0 = un collaborateur")
}

func TestARemindedNumberAnswers(t *testing.T) {
	for _, yes := range []string{"1", "ja", "Ja dat is goed!", "OK 👍", "oui"} {
		th := texting(t, reminded(visits()[0])).sends(yes).reads("blijft staan")
		require.Equal(t, []int64{visits()[0].ID}, th.office.answered, yes)
	}
	th := texting(t, reminded(visits()[0])).sends("2").reads("1 = ", "2 = ", "3 = later")
	th.sends("2").reads("U kiest", "oude afspraak").sends("1").reads("Uw afspraak is nu op")
	require.Len(t, th.office.moves, 1)

	th = texting(t, reminded(visits()[0])).sends("gaat niet door").reads("afzeggen", "1 = zeker afzeggen", "2 = toch houden")
	require.Empty(t, th.office.cancels, "one check first")
	th.sends("1").reads("afgezegd")
	require.Len(t, th.office.cancels, 1)
}

func TestTheSameTextAgainIsAnsweredAlike(t *testing.T) {
	th := texting(t, reminded(visits()[0])).sends("3")
	before := th.read
	th.text("SM1", "3")
	require.Equal(t, before, th.read)
	th.sends("1").reads("afgezegd")
	th.text("SM1", "3")
	require.Len(t, th.office.cancels, 1)
}

func TestWhatIsNotUnderstoodIsReadByAHuman(t *testing.T) {
	th := texting(t, reminded(visits()[0])).sends("mijn kleindochter heeft een hond").reads("begrijp ik niet", "1 = ja, dat is goed")
	th.sends("zij heet Bobby").reads("Wij bellen of sms'en u ten laatste")
	callback := th.onlyCallback()
	require.Equal(t, "mijn kleindochter heeft een hond; zij heet Bobby", callback.Note)
	require.Equal(t, scheduling.ReasonUnclear, callback.Reason)
	require.NotContains(t, texting(t, reminded(visits()[0])).sends("abc", "nummer 85.07.30-033.28").onlyCallback().Note, "033")
}

func TestAHumanIsZeroFromAnywhere(t *testing.T) {
	for _, before := range [][]string{nil, {"AFSPRAAK"}, {"AFSPRAAK", rightCode}, {"AFSPRAAK", rightCode, "1", "1"}, {"digipunt"}} {
		th := texting(t).sends(before...).sends("0").reads("Wat is uw vraag?").sends("Mijn tablet doet niets meer").reads("bewaard", "Wij bellen of sms'en u")
		require.Equal(t, "Mijn tablet doet niets meer", th.onlyCallback().Note)
	}
}

func TestAReminderEndsWhatWasSaidBefore(t *testing.T) {
	th := texting(t).sends("AFSPRAAK", rightCode)
	th.at = th.at.Add(2 * time.Hour)
	reminded(visits()[0])(th.conversation)
	th.sends("1").reads("blijft staan")
}

// A number can be spoofed: it is enough for the visit that was reminded of, and
// nothing else can be heard or booked with it.
func TestAReminderProvesNothingElse(t *testing.T) {
	th := texting(t, reminded(visits()[0])).sends("ja").reads("blijft staan").sends("AFSPRAAK").reads("6 cijfers van de code")
	th.sends(rightCode).reads("1 = itsme")
	th = texting(t, reminded(visits()[0])).sends("hallo").doesNotRead("woord")
	require.Empty(t, th.office.bookings)
}

func TestTwoVisitsAhead(t *testing.T) {
	two := visits()[:2]
	th := texting(t, func(c *conversation) { c.office.expected.Visits = two }).sends("nee").reads("meer dan één afspraak", "1 = ")
	th.sends("2").reads("U hebt een afspraak", "afzeggen").doesNotRead("woord")
}

func TestWithoutALetterByText(t *testing.T) {
	th := texting(t).sends("AFSPRAAK", "1").reads("1 = afspraak zonder brief").sends("1", "2018", "12").reads("naam en uw straat")
	th.sends("Jeanne Peeters, Lange Leemstraat").reads("1 = itsme").sends("1", "1", "1").reads("Wij houden dit vrij", "Wij bellen u")
	require.Len(t, th.office.requests, 1)
	require.Contains(t, th.onlyCallback().Note, "Jeanne Peeters, Lange Leemstraat")
}

func TestATimeByItsDay(t *testing.T) {
	for _, text := range []string{"woensdag", "Woensdag graag", "wo", "liever op woensdag aub", "woensdag is goed", "ja woensdag", "dan maar woensdag"} {
		th := texting(t).sends("AFSPRAAK", rightCode, "1").reads("1 = wo 24/3", "2 = do 25/3")
		require.Equal(t, resident.StateConfirm, th.sends(text).reads("U kiest wo 24/3").state(), text)
	}
	french := func() *thread { return texting(t).sends("rendez-vous", rightCode, "1") }
	require.Equal(t, resident.StateConfirm, french().sends("me").reads("mer 24/3").state(), "mercredi")
	require.NotEqual(t, resident.StateConfirm, french().sends("wo").state())
	for _, text := range []string{"vrijdag", "niet woensdag", "woensdag?", "dinsdag of woensdag", "na woensdag", "voor woensdag", "vanaf woensdag", "woensdag ziek", "ik heb woensdag dokter", "I do"} {
		require.NotEqual(t, resident.StateConfirm, texting(t).sends("AFSPRAAK", rightCode, "1", text).state(), text)
	}
}

func TestADigipuntByText(t *testing.T) {
	texting(t).sends("digipunt").reads("Stuur uw postcode").sends("2018").reads("Permeke", "ander adres").doesNotRead("sms")
}

// Whatever a call can come to, a text can come to; TestEveryStateWithEveryInput
// proves the same of calls.
// Ringing somebody, typing a number to be called on and having a text sent make no
// sense to somebody who texts; being reminded by a call makes none either.
// Unless the test is full, whole sentences are sent in one world only: what another world
// changes is what the office answers.
func TestEveryGoalByVoiceAndByText(t *testing.T) {
	byText := map[flows.StateName]bool{}
	var mu sync.Mutex
	t.Run("worlds", func(t *testing.T) {
		all := worlds()
		for n, name := range slices.Sorted(maps.Keys(all)) {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				texts := newTextWalk(t, name, func(c *conversation) { offering(c, name); all[name](c) })
				if full || n == 0 {
					texts.every = everyText()
				}
				texts.explore()
				mu.Lock()
				defer mu.Unlock()
				maps.Copy(byText, texts.states)
			})
		}
	})
	onlyVoice := []flows.StateName{
		resident.StateLetter, resident.StateAgreed, resident.StateDictated, resident.StateBookedEnd,
		resident.StateKept, resident.StateKeptNumber, resident.StateKeptEnd,
		resident.StateResume, resident.StateConnect, resident.StateConnectNext, resident.StateAfterTalk, resident.StateHumanNumber, resident.StateNewNumber,
		resident.StateHumanRight, resident.StateNewRight, resident.StateCallbackRight, resident.StateTextRight, resident.StateCallbackNumber, resident.StateTextNumber, resident.StateTexted, resident.StateNoNumber, resident.StateVoicemailEmpty,
		resident.StateNameAgain, resident.StateGoodbye, resident.StateMachine, resident.StateHiddenMenu,
		resident.StateWordTold, resident.StateVoicemailAgain,
		offers.StateVolunteerAsk, offers.StateVolunteerRight, offers.StateEnrolAsk, offers.StateEnrolRight,
	}
	for name, state := range offers.Helpline().States {
		if state.Do == nil && !slices.Contains(onlyVoice, name) {
			assert.True(t, byText[name], "%s cannot be reached by text", name)
		}
	}
}

// textWalk visits every situation of a conversation by text.
type textWalk struct {
	*thread
	seen   map[situation]bool
	states map[flows.StateName]bool
	every  []string        // the texts that are sent in each situation
	worded map[string]bool // answers that were looked at
	store  *memory         // of this step
	memory *memento
}

func newTextWalk(t *testing.T, name string, world func(*conversation)) *textWalk {
	t.Helper()
	w := &textWalk{
		seen: map[situation]bool{}, states: map[flows.StateName]bool{}, worded: map[string]bool{}, every: shortTexts(),
		store: newMemory(), memory: newMemento(),
	}
	w.thread = texting(t, world)
	if strings.Contains(name, "visit") || strings.Contains(name, "moving") || strings.Contains(name, "certain") {
		planned := w.office.caller.Planned
		w.office.expected = contact.Expected{Visits: planned}
	}
	return w
}

func everyText() []string {
	return append(shortTexts(),
		"andere dag", "AFSPRAAK", "mijn afspraak", "digipunt", "hulp", "999999",
		"Jan Peeters, Dorpsstraat", "👍", "مرحبا", "ik ben gevallen", "ik ben doof", "English please",
	)
}

// shortTexts are keys, numbers, and yes and no.
func shortTexts() []string {
	return []string{"0", "1", "2", "3", "4", "9", "*", "", "ja", "nee", rightCode, rightPart, organisationCode, "0470123456", "2018", "12"}
}

// textedPlace is what is remembered when a conversation is in a situation.
type textedPlace struct {
	sessions map[string]flows.Session
	memory   *memento
}

func (w *textWalk) explore() {
	start := textedPlace{memory: newMemento()}
	if store, ok := w.engine.Sessions.(*memory); ok {
		start.sessions = maps.Clone(store.sessions)
	}
	if memory, ok := w.engine.Memory.(*memento); ok {
		start.memory = memory.clone()
	}
	for queue := []textedPlace{start}; len(queue) > 0; queue = queue[1:] {
		here := queue[0]
		if session, begun := here.sessions[w.key]; begun {
			w.states[session.State] = true
		}
		for _, text := range w.every {
			w.from(here, text)
			session := w.store.sessions[w.key]
			if at := situationOf(&session); !w.seen[at] {
				w.seen[at] = true
				queue = append(queue, textedPlace{maps.Clone(w.store.sessions), w.memory.clone()})
			}
		}
	}
}

// from sends a text in a situation, and checks what holds for every answer.
func (w *textWalk) from(here textedPlace, text string) {
	w.store.restore(here.sessions)
	w.memory.restore(here.memory)
	w.engine.Sessions, w.engine.Memory = w.store, w.memory
	w.texts++
	w.reply = w.answer(text)
	w.checkRead(text)
	if again := w.answer(text); !reflect.DeepEqual(w.reply, again) {
		w.t.Fatalf("%q again: %v, after %v", text, again, w.reply)
	}
}

// answer is what the text of this step is answered with.
func (w *textWalk) answer(text string) flows.Reply {
	reply, err := w.engine.Handle(w.t.Context(), w.texted("SM"+strconv.Itoa(w.texts), text))
	if err != nil {
		w.t.Fatal(err)
	}
	return reply
}

// maxTextSegments limits the longest answer: a menu, or a promise read back. A segment with
// Turkish or Arabic letters holds half as many.
func maxTextSegments(language scheduling.Language) int {
	if language == "ar" {
		return 5
	}
	return 3
}

// checkRead requires that every answer says something, in few segments, and nothing that only
// makes sense in a call.
func (w *textWalk) checkRead(text string) {
	answer := nameOfReply(w.reply)
	if w.worded[answer] {
		return
	}
	w.worded[answer] = true
	require.NotEmpty(w.t, flows.Texts(w.words, w.programme, w.reply), "%q is answered with nothing: %v", text, w.reply.Lines)
	for _, language := range []scheduling.Language{"nl", "fr", "en", "tr", "ar"} {
		programme := *w.programme
		programme.Languages = append(slices.Clone(w.programme.Languages), scheduling.LanguageRule{Code: "tr"}, scheduling.LanguageRule{Code: "ar"})
		reply := w.reply
		reply.Lines = slices.Clone(reply.Lines)
		for i := range reply.Lines {
			reply.Lines[i].Language = language
		}
		for i, read := range flows.Texts(w.words, &programme, reply) {
			for _, ear := range []string{"druk ", "Tik ", "toon", "appuyez", "Tapez", "signal", "press ", "Type ", "tone", "basın", "اضغطوا", "{"} {
				require.NotContains(w.t, read, ear, "%s: %q", language, read)
			}
			require.LessOrEqual(w.t, gsm7.Segments(read).Segments, maxTextSegments(language), "%s: %q", language, read)
			if i > 0 {
				require.NotRegexp(w.t, `\d+/\d+`, read, "no day beside the word")
			}
		}
	}
}

// nameOfReply identifies what is said in a reply.
func nameOfReply(reply flows.Reply) string {
	var name strings.Builder
	for _, line := range reply.Lines {
		name.WriteString(string(line.Language) + "\x00" + nameOf(line.Message) + "\n")
	}
	return name.String()
}
