package report

import (
	"errors"
	"slices"
)

// Figures are the figures of a pilot, and the public contract of --json.
type Figures struct {
	Programme string         `json:"programme"`
	Residents int            `json:"residents"`
	Students  int            `json:"students"`
	Weeks     int            `json:"weeks"`
	Seed      uint64         `json:"seed"`
	Letters   int            `json:"letters"`
	Demand    Demand         `json:"demand"`
	Visits    Visits         `json:"visits"`
	Travel    Travel         `json:"travel"`
	Hours     Hours          `json:"hours_per_student"`
	Messages  Messages       `json:"messages"`
	Asks      Asks           `json:"asks"`
	Did       Students       `json:"students_did"`
	Callbacks map[string]int `json:"callbacks"` // by reason
	Worries   map[string]int `json:"worries"`   // texts and calls to residents about a student who does not come, by kind
	Promises  Promises       `json:"promises"`
}

// Demand counts conversations, and what came of them.
type Demand struct {
	Calls    map[string]int `json:"calls"` // by outcome
	Texts    map[string]int `json:"texts"`
	Asked    int            `json:"asked"`     // residents who tried to get a visit
	Served   int            `json:"served"`    // of them, who had one
	NoneSuit int            `json:"none_suit"` // conversations that ended at times that do not suit
}

// Visits counts promised visits, by how they ended.
type Visits struct {
	Promised    int     `json:"promised"`
	Completed   int     `json:"completed"`
	Cancelled   int     `json:"cancelled"` // by the resident
	NoShow      int     `json:"no_show"`   // the student who said yes never arrived
	Uncovered   int     `json:"nobody"`    // no student could make it
	Lapsed      int     `json:"lapsed"`    // without a letter, and not confirmed
	WaitMedian  float64 `json:"wait_days_median"`
	WaitP90     float64 `json:"wait_days_p90"`
	FirstThree  float64 `json:"first_three_times"` // share of promises at one of the first three times that were offered
	Misnoted    int     `json:"noted_otherwise"`   // the database has another end of it than people saw
	NightMoves  int     `json:"moved_by_night_plans"`
	ByNoLetters int     `json:"without_letter"`
}

// Travel is what students travelled.
type Travel struct {
	Hours    float64 `json:"hours"`
	PerVisit float64 `json:"minutes_per_visit"`
	TooShort int     `json:"too_short"` // gaps between two visits that are shorter than the way: must be 0
}

// Hours is how the hours of visits are spread over the students.
type Hours struct {
	Mean   float64 `json:"mean"`
	Min    float64 `json:"min"`
	Median float64 `json:"median"`
	P90    float64 `json:"p90"`
	Max    float64 `json:"max"`
	None   int     `json:"students_without"`
}

// Messages counts texts and calls, both ways.
type Messages struct {
	Texts          map[string]int `json:"texts"` // that the line began, by kind
	Segments       int            `json:"segments"`
	Calls          int            `json:"calls"` // that the line made
	TextsIn        int            `json:"texts_in"`
	CallsIn        int            `json:"calls_in"`
	Answers        int            `json:"answers"` // to texts, within the webhook
	AnswerSegments int            `json:"answer_segments"`
}

// Asks counts the questions to students whether they can make a visit, by their end.
type Asks struct {
	Yes       int `json:"yes"`
	No        int `json:"no"`
	Late      int `json:"late"`
	Withdrawn int `json:"withdrawn"`
	Open      int `json:"open"`
	Replaced  int `json:"replaced"` // asks of another student of the same visit
	Visits    int `json:"visits"`   // with an ask
	Max       int `json:"most"`     // asks about one visit
}

// Students counts the absences of students.
type Students struct {
	Ill          int `json:"ill_on_a_day_with_a_visit"`
	HoursChanged int `json:"hours_changed_by_text"`
}

// Promises counts broken promises: each field must be 0.
type Promises struct {
	Changed  int `json:"changed"`  // times in the database that differ from what the resident was promised
	Overlaps int `json:"overlaps"` // of two visits of one student
}

// Kept returns an error if a promise was broken, for the exit code.
func (f *Figures) Kept() error {
	if f.Promises == (Promises{}) {
		return nil
	}
	return errors.New("a promise was not kept: see above")
}

// Spread fills the figures in from the hours of each student, which it sorts.
func (h *Hours) Spread(hours []float64) {
	slices.Sort(hours)
	sum := 0.0
	for _, worked := range hours {
		sum += worked
	}
	h.Mean = Rounded(sum / float64(max(1, len(hours))))
	h.Min, h.Median = Rounded(Quantile(hours, 0)), Rounded(Quantile(hours, 0.5))
	h.P90, h.Max = Rounded(Quantile(hours, 0.9)), Rounded(Quantile(hours, 1))
}

// Quantile is the value below which a share of a sorted list lies.
func Quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// Rounded rounds to two decimals.
func Rounded(x float64) float64 { return float64(int(x*100+0.5)) / 100 }
