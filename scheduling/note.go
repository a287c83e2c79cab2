package scheduling

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// NoteCode is a remark in a callback's note. It is worded in Dutch when it is displayed
// (flows/locale/officewords). Callback.Note is a sequence of codes with arguments and
// of text that people wrote, which is kept unchanged.
type NoteCode string

// The codes, with their arguments.
const (
	NoteVisit           NoteCode = "visit"            // reference
	NoteReference       NoteCode = "reference"        // reference: of the visit that depends on the call
	NoteIsItDone        NoteCode = "is_it_done"       // reference: did it take place, and how long did it take?
	NoteNoStudent       NoteCode = "no_student"       // reference, start, postcode, topic, asked (how many)
	NoteNobodyThere     NoteCode = "nobody_there"     // reference: reported by the resident
	NoteDisputed        NoteCode = "disputed"         // reference: noted as a no-show, and the resident answered
	NoteMoved           NoteCode = "moved"            // the visit was moved
	NoteCancelled       NoteCode = "cancelled"        // the visit was cancelled
	NoteCalledOff       NoteCode = "called_off"       // the resident called it off
	NoteTookPlace       NoteCode = "took_place"       // minutes: the office recorded that it took place
	NoteNobodyCame      NoteCode = "nobody_came"      // the office recorded a no-show
	NoteNobodyHome      NoteCode = "nobody_home"      // the office recorded that the resident was not there
	NoteStudentArrived  NoteCode = "student_arrived"  // the student reported their arrival
	NoteResidentSaw     NoteCode = "resident_saw"     // the resident reported the student's arrival
	NoteNotToldMoved    NoteCode = "not_told_moved"   // reference: the resident was not informed that it was moved
	NoteNotToldOff      NoteCode = "not_told_off"     // reference: the resident was not informed that it was cancelled
	NoteNotToldFound    NoteCode = "not_told_found"   // reference: the resident was not informed that it has a student again
	NoteNotReminded     NoteCode = "not_reminded"     // reference: the resident could not be reminded
	NoteNobodyAnswered  NoteCode = "nobody_answered"  // the latest of our calls
	NoteMachineAnswered NoteCode = "machine_answered" // it took the latest of our calls
	NoteHungUpEarly     NoteCode = "hung_up_early"    // somebody took the latest of our calls, and was told nothing
	NoteToldAfterAll    NoteCode = "told_after_all"   // the message arrived, later than it was given up
	NoteNotToldWord     NoteCode = "not_told_word"    // reference: the resident was not told the word for the door
	NoteStudentUnheard  NoteCode = "student_unheard"  // visit (id): a text could not be delivered to its student
	NoteStudentLost     NoteCode = "student_lost"     // reference: its student said yes, and is not texted any more
	NoteTellAddress     NoteCode = "tell_address"     // reference: its student is not texted, and needs the address and the word
	NoteAnsweredByText  NoteCode = "answered_by_text" // the office wrote an answer
	NoteWrongNumber     NoteCode = "wrong_number"     // the caller reported that the number was mistyped
	NoteGuessedHere     NoteCode = "guessed_here"     // many wrong codes from this number
	NoteGuessedAnywhere NoteCode = "guessed_anywhere" // many wrong codes from ever new numbers
	NoteCodesGuarded    NoteCode = "codes_guarded"    // so many that an address beside them is too weak
	NoteAddress         NoteCode = "address"          // postcode, number: of a caller without a letter
	NoteWritesOnly      NoteCode = "writes_only"      // the caller cannot hear or speak: answer by text
	NotePicture         NoteCode = "picture"          // a text came with a picture, which is not kept
	NoteAtDoor          NoteCode = "at_door"          // reference, start: of the visit that is planned now
	NoteAtDoorNoVisit   NoteCode = "at_door_no_visit" // no visit is planned now
	NoteAtDoorUnproved  NoteCode = "at_door_unproved" // reference, start: of the visit that the number expects; the caller proved nothing
	NoteStopped         NoteCode = "stopped"          // the resident is not visited any more
	NoteMaybeListed     NoteCode = "maybe_listed"     // resident (id): the caller without a letter may be on the list already
	NoteAtDoorUnknown   NoteCode = "at_door_unknown"  // the caller proved nothing, and the number expects no visit
	NoteReferred        NoteCode = "referred"         // from: an organisation
	NoteBestMorning     NoteCode = "best_morning"     // the client is best called before noon
	NoteBestAfternoon   NoteCode = "best_afternoon"   // the client is best called after noon
	NoteReferralTell    NoteCode = "referral_tell"    // from, reference: tell the referrer that their client has a visit
	NoteReferralFell    NoteCode = "referral_fell"    // from, reference: the client's visit was cancelled
	NoteReferralLate    NoteCode = "referral_late"    // from, reference: what was to be done was not done in time
	NoteGround          NoteCode = "ground"           // ground: as somebody declared it
	NoteWish            NoteCode = "wish"             // to, wish: somebody wants a course of an organisation
	NoteVolunteer       NoteCode = "volunteer"        // postcode, languages, point: somebody wants to help as a volunteer
)

// NoteCodes returns every code.
func NoteCodes() []NoteCode {
	return []NoteCode{
		NoteVisit, NoteReference, NoteIsItDone, NoteNoStudent, NoteNobodyThere, NoteDisputed, NoteMoved, NoteCancelled,
		NoteCalledOff, NoteTookPlace, NoteNobodyCame, NoteNobodyHome, NoteStudentArrived, NoteResidentSaw, NoteNotToldMoved, NoteNotToldOff,
		NoteNotToldFound, NoteNotReminded, NoteToldAfterAll, NoteStudentUnheard, NoteAnsweredByText, NoteWrongNumber, NoteGuessedHere,
		NoteGuessedAnywhere, NoteCodesGuarded,
		NoteAddress, NoteWritesOnly, NotePicture, NoteAtDoor, NoteAtDoorNoVisit, NoteAtDoorUnproved, NoteAtDoorUnknown,
		NoteStudentLost, NoteTellAddress, NoteNotToldWord, NoteReferred, NoteBestMorning, NoteBestAfternoon, NoteReferralTell, NoteReferralFell,
		NoteReferralLate, NoteGround, NoteWish, NoteVolunteer, NoteStopped, NoteMaybeListed,
		NoteNobodyAnswered, NoteMachineAnswered, NoteHungUpEarly,
	}
}

// Delimiters of a coded part of a note. PlainNote removes them from what people write.
const (
	noteOpens, noteCloses = "⟦", "⟧"
	noteBetween           = "; "
)

// With formats a code with arguments, given as alternating names and values.
func (c NoteCode) With(args ...string) string {
	var b strings.Builder
	b.WriteString(noteOpens + string(c))
	for i := 0; i+1 < len(args); i += 2 {
		b.WriteString(" " + args[i] + "=" + url.QueryEscape(args[i+1]))
	}
	return b.String() + noteCloses
}

// noteMarks replaces the delimiters of codes.
var noteMarks = strings.NewReplacer(noteOpens, "[", noteCloses, "]")

// PlainNote returns a text that somebody wrote, without the delimiters of codes.
func PlainNote(text string) string {
	return noteMarks.Replace(text)
}

// NotePart is a part of a note: a code with its arguments, or text.
type NotePart struct {
	Code NoteCode // empty if the part is text
	Args map[string]string
	Text string
}

// ParseNote splits a note into its parts. A code that is truncated or unknown to this
// version is left out, so that markup is never displayed.
func ParseNote(note string) []NotePart {
	var parts []NotePart
	for note != "" {
		before, rest, coded := strings.Cut(note, noteOpens)
		if text := plainPart(before); text != "" {
			parts = append(parts, NotePart{Text: text})
		}
		if !coded {
			break
		}
		inside, after, closed := strings.Cut(rest, noteCloses)
		if !closed {
			break
		}
		if part, ok := parseNoteCode(inside); ok {
			parts = append(parts, part)
		}
		note = after
	}
	return parts
}

// plainPart returns the text between codes, without the end of a code whose beginning
// was truncated.
func plainPart(text string) string {
	if at := strings.LastIndex(text, noteCloses); at >= 0 {
		text = text[at+len(noteCloses):]
	}
	return strings.TrimSuffix(strings.TrimPrefix(text, noteBetween), noteBetween)
}

func parseNoteCode(inside string) (NotePart, bool) {
	words := strings.Fields(inside)
	if len(words) == 0 || !slices.Contains(NoteCodes(), NoteCode(words[0])) {
		return NotePart{}, false
	}
	part := NotePart{Code: NoteCode(words[0]), Args: map[string]string{}}
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		if text, err := url.QueryUnescape(value); err == nil {
			part.Args[name] = text
		}
	}
	return part, true
}

// NoStudentNote returns the note with what the office needs to find a student.
func NoStudentNote(v *Visit, asked int) string {
	return NoteNoStudent.With(
		"reference", v.Reference, "start", v.Start.UTC().Format(time.RFC3339), "postcode", v.Postcode, "topic", string(v.Topic),
		"asked", fmt.Sprint(asked),
	)
}
