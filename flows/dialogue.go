package flows

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// StateName names a place in a dialogue.
type StateName string

// State is one place in a dialogue. On entering, its sentences are said. Exactly one of
// Menu, Number, Record, Connect, Do and End is set. Every state it can lead to is
// declared in it, so that a dialogue can be walked and drawn.
type State struct {
	Name    StateName
	Part    string // name of its part of the dialogue; set by NewDialogue
	Say     []Say
	Menu    *Menu
	Number  *Number
	Record  *Record
	Connect *Connect
	Do      *Action
	End     bool // the conversation ends here
}

// Say is one sentence: the key of its words, and the facts it mentions.
type Say struct {
	Key   string
	Kind  ReplyKind // kind that the sentence gives the reply
	Facts []Fact
	With  map[string]string   // arguments that are not facts of the session
	If    func(*Session) bool // whether it is said; nil: always
	Pause time.Duration       // silence before it
	// In returns the language the sentence is said in; nil: the session's.
	In func(*Session) scheduling.Language
}

// Menu is a question with at most four options. 0 and * are never among them, because
// they mean the same in every menu.
type Menu struct {
	Ask     string // key of the question; empty: the options explain themselves
	Short   Say    // replaces Say and Ask when the question is asked again; none: the options explain themselves
	Still   []Say  // repeated after Short, so that callers do not expect more than is true
	Options func(c *Conversation) []Option
	// Unsaid are options that are chosen by their keys and never said: the keys are printed
	// elsewhere, on a card or a poster. Each has a Key. nil: there are none.
	Unsaid func(c *Conversation) []Option
	Next   []StateName // every state that an option can lead to
	// Silent is the state after too many silences or wrong keys in a row; empty: a human.
	Silent StateName
	// Remind repeats, before a question that is asked again, what was said before it; nil:
	// nothing.
	Remind func(*Conversation)
	// Tries is how often the question is asked if the caller stays silent; 0: maxTaskTries.
	Tries int
	// Whole repeats the whole state when the question is asked again, without a word
	// about the silence: for what a caller may be writing down.
	Whole bool
	// Hints adds what 0 does and, after the second silence, what * does.
	Hints bool
	Wait  time.Duration // silence before the question is asked again; 0: MenuWait
	// Wordless repeats the options without a sentence around them, because the caller has
	// not chosen a language yet.
	Wordless bool
	// Languages offers [LanguageKey], in the other languages: whoever hears the menu may have
	// chosen the wrong one. If none was chosen, the choice comes first.
	Languages bool
	// Star offers * after the options, where there is something to write down.
	Star bool
	// StarAgain offers * instead of a word about the silence when the question is asked again,
	// if it returns true: the rest is for what a caller may be writing down. nil: it does not.
	StarAgain func(*Session) bool
	// Idle marks a menu that asks nothing, and only offers what can follow.
	Idle bool
	// ReadByHuman leaves the first text that is not understood to a human, because
	// something may be going on.
	ReadByHuman bool
	// Typed is the number that callers may type in place of a key, because they know what is
	// asked next; nil: there is none.
	Typed *Typed
	// Binding marks a menu with an option that books, moves or calls off: a key that was
	// pressed before the menu can have been heard chooses nothing.
	Binding bool
	// IsClear reports whether a text is clear enough to choose by its words; nil: always.
	IsClear func(c *Conversation) bool
	// ChooseByWords returns the option that a text chooses if none of the options has its
	// meaning; nil: there is none.
	ChooseByWords func(c *Conversation, said understand.Understood) (Option, bool)
}

// Choices returns every option that can be chosen, those that are never said last.
func (m *Menu) Choices(c *Conversation) []Option {
	options := m.Options(c)
	if m.Unsaid == nil {
		return options
	}
	return append(slices.Clip(options), m.Unsaid(c)...)
}

// Option is one choice of a menu. It is spoken before its key.
type Option struct {
	Say    Say
	Next   StateName
	Key    int                  // 1 to 9, that chooses it; 0: its place in the menu, from 1
	Pick   func(s *Session)     // notes the choice in the session; nil: nothing to note
	Spoken scheduling.Language  // language it is said in; empty: the session's
	Means  []understand.Meaning // meanings of a text that choose it; none: only its number does
}

// Typed is a number that is accepted in a menu.
type Typed struct {
	At   StateName // state that asks for the number; the key that leads there may be typed before it
	Next StateName // that checks the number
	// Beside accepts only numbers whose first digit is the key of no option: options are
	// chosen at once.
	Beside bool
	// Digits returns how many digits the number has, from and to.
	Digits func(*Session) (shortest, longest int)
}

// Number asks for digits.
type Number struct {
	Ask    string
	Short  string // said when the question is asked again; empty: Ask
	Digits int    // maximum; the last one ends the input; 0: # or silence ends it
	Zero   bool   // it can begin with 0, as a telephone number does
	Next   StateName
	Silent StateName     // see Menu
	Tries  int           // see Menu
	Wait   time.Duration // silence before the question is asked again; 0: numberWait
	// Means has the answers that words stand for in a text. Text returns the answer that a
	// whole text is, or "". If both are nil, only digits are accepted.
	Means map[understand.Meaning]string
	Text  func(whole string) string
	// Fit adapts the question to a conversation, on a copy; nil: it is the same in each.
	Fit func(s *Session, n *Number)
}

// fitted returns the question as it is asked in a conversation.
func (n *Number) fitted(s *Session) *Number {
	if n.Fit == nil {
		return n
	}
	fitted := *n
	n.Fit(s, &fitted)
	return &fitted
}

// Connect rings the first of the numbers in the session. If the caller hangs up meanwhile, neither state is entered.
type Connect struct {
	Talked StateName // if somebody accepted the call, and the talk is over
	Missed StateName // if nobody did
}

// Record asks for a voicemail.
type Record struct {
	Next      StateName     // if something was recorded
	Empty     StateName     // if nothing was recorded
	MaxLength time.Duration // 0: maxVoicemail
	Final     bool          // a callback is noted already: 0 ends the recording, as any key does
}

// Action is work between two questions: it calls the Office, notes in the session what it
// learned, and returns its result. An error leads to the apology.
type Action struct {
	Run  func(ctx context.Context, c *Conversation) (Result, error)
	Next map[Result]StateName
}

// Result is the outcome of an action.
type Result string

// OK is the result of an action with only one outcome.
const OK Result = "ok"

// Dialogue is a set of states, and the state in which it begins.
type Dialogue struct {
	Start StateName
	Human StateName // entered from everywhere on 0
	Sorry StateName // entered after a fault of ours
	// Language is the state in which a language is chosen.
	Language StateName
	Parts    []Part
	States   map[StateName]*State
	// Goals are what a text begins by one of these meanings alone. Unclear is entered,
	// from everywhere, after a text that is not understood, and Danger after one of
	// somebody who is not safe.
	Goals   map[understand.Meaning]Option
	Unclear StateName
	Danger  StateName

	Texts TextReader // reads what is texted

	// Recorded, Talked and Missed are the states in which a call whose session was lost goes
	// on after a recording, a talk with a human, and a missed one.
	Recorded, Talked, Missed StateName
	// KeepRecording saves a recording that arrives in a state that asked for none.
	KeepRecording func(ctx context.Context, c *Conversation) error
	// HungUp is called after the caller has hung up.
	HungUp func(ctx context.Context, c *Conversation)
}

// Part is a part of a dialogue: states that belong together, in the order of a
// conversation.
type Part struct {
	Name   string
	States []*State
}

// NewDialogue joins parts, and indexes their states by name. If two states have the same
// name, the last one counts; a test checks that none do.
func NewDialogue(start, human, sorry StateName, parts ...Part) *Dialogue {
	d := &Dialogue{Start: start, Human: human, Sorry: sorry, Parts: parts, States: map[StateName]*State{}}
	for _, part := range parts {
		d.index(part)
	}
	return d
}

// Add adds a part to the dialogue.
func (d *Dialogue) Add(part Part) {
	d.Parts = append(d.Parts, part)
	d.index(part)
}

func (d *Dialogue) index(part Part) {
	for _, state := range part.States {
		state.Part = part.Name
		d.States[state.Name] = state
	}
}

// Leads returns the states that a state can lead to by itself. Dialogue.Human, which
// every state can lead to, is not among them.
func (s *State) Leads() []StateName {
	var next []StateName
	add := func(names ...StateName) {
		for _, name := range names {
			if name != "" {
				next = append(next, name)
			}
		}
	}
	switch {
	case s.Menu != nil:
		add(s.Menu.Next...)
		add(s.Menu.Silent)
		if s.Menu.Typed != nil {
			add(s.Menu.Typed.Next)
		}
	case s.Number != nil:
		add(s.Number.Next, s.Number.Silent)
	case s.Record != nil:
		add(s.Record.Next, s.Record.Empty)
	case s.Connect != nil:
		add(s.Connect.Talked, s.Connect.Missed)
	case s.Do != nil:
		for _, name := range s.Do.Next {
			add(name)
		}
	}
	return next
}

// Durations. About ten seconds of silence suit older callers (DOMAIN.md); callers who read a
// code from a letter, or fetch a pen, need longer.
const (
	MenuWait      = 10 * time.Second // silence after a menu
	numberWait    = 12 * time.Second // silence after a question for digits
	PenWait       = 15 * time.Second // silence while a caller fetches a pen
	maxVoicemail  = 2 * time.Minute  // length of a voicemail
	MaxSpokenName = 30 * time.Second // length of a spoken name and street
	ringTimeout   = 25 * time.Second // about five rings, then the voicemail
	maxTalk       = time.Hour        // length of a call with a human
)

// Limits on asking a question again before a human takes over. It is asked once in full,
// then shorter. A caller who has not pressed anything yet may not be able to, and soon gets
// a human (DOMAIN.md). Inside a task they have pressed keys, and are thinking. Wrong keys
// show as well that somebody is there and tries.
const (
	MaxTries     = 3 // silences at the first question
	maxTaskTries = 5 // silences inside a task
	maxMistakes  = 5 // silences and wrong keys together
)

func (n *Number) wait() time.Duration { return cmp.Or(n.Wait, numberWait) }

// KeyAt returns the key that chooses the option at an index of a menu.
func KeyAt(options []Option, i int) int { return cmp.Or(options[i].Key, i+1) }

// ByKey returns the index of the option that a key chooses, and -1 if there is none. key
// is one digit; anything else chooses nothing.
func ByKey(options []Option, key string) int {
	for i := range options {
		if strconv.Itoa(KeyAt(options, i)) == key {
			return i
		}
	}
	return -1
}

// Choose notes in the session that the option was chosen.
func (o *Option) Choose(s *Session) {
	if o.Pick != nil {
		o.Pick(s)
	}
}
