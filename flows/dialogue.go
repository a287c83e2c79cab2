package flows

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// StateName names a place in a dialogue.
type StateName string

// State is one place in a dialogue. It says something on entering, and then
// exactly one of Menu, Number, Record, Connect, Do and End is set. Everything a state
// can lead to is declared in it, so that a dialogue can be walked and drawn.
type State struct {
	Name    StateName
	Part    string // that it belongs to, which NewDialogue notes
	Say     []Say
	Menu    *Menu
	Number  *Number
	Record  *Record
	Connect *Connect
	Do      *Action
	End     bool // the only states after which a conversation ends
}

// Say is one sentence: a key of the words, and the facts it mentions.
type Say struct {
	Key   string
	Kind  ReplyKind // that it gives the reply
	Facts []Fact
	With  map[string]string   // arguments that are no facts of the session
	If    func(*Session) bool // nil: always said
	// In is the language it is said in; nil: the session's.
	In func(*Session) scheduling.Language
}

// Menu is a question with at most four options. 0 and * never appear in it:
// they mean the same everywhere.
type Menu struct {
	Ask     string // key; empty: the options speak for themselves
	Short   Say    // in place of Say and Ask when it is asked again; none: the options speak for themselves
	Still   []Say  // what is said after Short, so that nobody believes more than is true
	Options func(c *Conversation) []Option
	Next    []StateName // every state that an option can lead to
	// Silent is where silences or wrong keys in a row lead; empty: a human.
	Silent StateName
	// Tries is how often it is asked of somebody who is silent; 0: maxPatientTries.
	Tries int
	// Whole says the whole state again when it is asked again, and nothing about
	// the silence: for what a caller may be writing down.
	Whole bool
	// Hints adds what 0 does, and, when it is asked a second time, what * does.
	Hints bool
	Wait  time.Duration // before it is asked again; 0: MenuWait
	// Wordless asks again without a word about it: nobody has chosen a language yet.
	Wordless bool
	// Idle: it asks nothing, and only says what can follow.
	Idle bool
	// ReadByHuman has a human read the first text that is not understood: something is going on.
	ReadByHuman bool
	// IsClear reports whether a text is clear enough to choose by its words; nil: always.
	IsClear func(c *Conversation) bool
	// ChooseByWords is what a text chooses that is in none of the options; nil: nothing.
	ChooseByWords func(c *Conversation, said understand.Understood) (Option, bool)
}

// Option is one choice. It is spoken before its key.
type Option struct {
	Say    Say
	Next   StateName
	Pick   func(s *Session)     // notes the choice; nil: nothing to note
	Spoken scheduling.Language  // the option's own language; empty: the session's
	Means  []understand.Meaning // words that choose it in a text; none: its number only
}

// Number asks for digits.
type Number struct {
	Ask    string
	Short  string // when it is asked again; empty: Ask
	Digits int    // at most so many, the last ends it; 0: until # or silence
	Next   StateName
	Silent StateName     // as of Menu
	Tries  int           // as of Menu
	Wait   time.Duration // before it is asked again, and after the last digit; 0: numberWait
	// Means is what words stand for, in a text; Text is the answer that a text is as
	// a whole, empty: it is none. Nil: digits only.
	Means map[understand.Meaning]string
	Text  func(whole string) string
}

// Connect rings a human. A caller who hangs up meanwhile goes nowhere.
type Connect struct {
	Talked StateName // when somebody answered, and the talk is over
	Missed StateName // when nobody did
}

// Record asks for a voicemail.
type Record struct {
	Next      StateName     // when something was recorded
	Empty     StateName     // when nothing was
	MaxLength time.Duration // of what is spoken; 0: voicemail
	Final     bool          // a human is told already: 0 ends the recording, as any key does
}

// Action is work between two questions: it asks the Office, notes what it
// learned in the session, and says how it went. An error leads to the apology.
type Action struct {
	Run  func(ctx context.Context, c *Conversation) (Result, error)
	Next map[Result]StateName
}

// Result is how an action went.
type Result string

// OK is the result of an action that can go one way only.
const OK Result = "ok"

// Dialogue is a set of states and where it begins.
type Dialogue struct {
	Start  StateName
	Human  StateName // where 0 leads, from everywhere
	Sorry  StateName // where an error of ours leads
	Parts  []Part
	States map[StateName]*State
	// Goals are what a word alone begins, in a text; Unclear is where a text leads
	// that is not understood, from everywhere; Danger one of somebody who is not safe.
	Goals   map[understand.Meaning]Option
	Unclear StateName
	Danger  StateName

	// OpenText answers the first text of a conversation, whose number expects some visits;
	// ReadText answers a text in a state.
	OpenText func(ctx context.Context, e *Engine, c *Conversation, expected *contact.Expected)
	ReadText func(ctx context.Context, e *Engine, c *Conversation, state *State)

	// Recorded, Talked and Missed are where a call goes on whose session was lost, after a
	// recording, a talk with a human, and the attempt at one.
	Recorded, Talked, Missed StateName
	// KeepRecording saves a recording that comes where none was asked for.
	KeepRecording func(ctx context.Context, c *Conversation) error
	// HungUp is called when the caller has hung up.
	HungUp func(ctx context.Context, c *Conversation)
}

// Part is a part of a dialogue: states that belong together, in the order of a
// conversation.
type Part struct {
	Name   string
	States []*State
}

// NewDialogue joins parts, and indexes their states by name. Two states of one name are a
// mistake of ours that a test finds.
func NewDialogue(start, human, sorry StateName, parts ...Part) *Dialogue {
	d := &Dialogue{Start: start, Human: human, Sorry: sorry, Parts: parts, States: map[StateName]*State{}}
	for _, part := range parts {
		for _, state := range part.States {
			state.Part = part.Name
			d.States[state.Name] = state
		}
	}
	return d
}

// Leads lists the states that a state can lead to by itself; Human, from
// everywhere, is not among them.
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

// How long to wait. About ten seconds of silence suit older callers
// (DOMAIN.md); whoever reads a code from a letter, or fetches a pen, needs longer.
const (
	MenuWait      = 10 * time.Second
	numberWait    = 12 * time.Second
	PenWait       = 15 * time.Second
	maxVoicemail  = 2 * time.Minute
	MaxSpokenName = 30 * time.Second // a name and a street
	ringTimeout   = 25 * time.Second // five rings, before a voicemail
	maxTalk       = time.Hour
)

// How often a question is asked of somebody who is silent before a human takes
// over: once in full, then shorter. Whoever has not pressed anything yet may not
// be able to, and soon gets a human (DOMAIN.md); inside a task they have, and are
// thinking. Wrong keys too say that somebody is there, and tries.
const (
	MaxTries        = 3
	maxPatientTries = 5
	maxMistakes     = 5
)

func (o *Option) Choose(s *Session) {
	if o.Pick != nil {
		o.Pick(s)
	}
}
