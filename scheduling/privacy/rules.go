package privacy

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Step is a part of the nightly run that ends one kind of data.
type Step string

// The steps, in their order: none ends what a later one counts.
const (
	Visits    Step = "visits"    // the word, and the conversation that booked
	People    Step = "people"    // who had their last visit: name, address, number, codes
	Students  Step = "students"  // who take no visits any more
	Callbacks Step = "callbacks" // with their voicemails, open or done
	Messages  Step = "messages"  // texts and calls of ours
	Answers   Step = "answers"   // the carrier's ids of what students answered
	Referrals Step = "referrals" // the client's number, open or closed
	Helpers   Step = "helpers"   // volunteers who do not help, or not any more
	OptOuts   Step = "opt_outs"  // numbers that wanted no texts and are on no list any more
	Callers   Step = "callers"   // with whom conversations were
	Demand    Step = "demand"    // the demand register
)

// Steps lists every step.
func Steps() []Step {
	return []Step{Visits, People, Students, Callbacks, Messages, Answers, Referrals, Helpers, OptOuts, Callers, Demand}
}

// Key is a key of a programme's file that says how long something is kept.
type Key string

// The keys.
const (
	AddressDays Key = "retention.address_days"
	CallLogDays Key = "retention.call_log_days"
)

// Of returns the number of days.
func (k Key) Of(r scheduling.Retention) int {
	if k == AddressDays {
		return r.AddressDays
	}
	return r.CallLogDays
}

// Key returns the key that says how long the data of a step are kept.
func (s Step) Key() Key {
	if s == People || s == Visits {
		return AddressDays
	}
	return CallLogDays
}

// Before returns the instant at or before which the data of a step must have begun to wait
// for their end, to have reached it now.
func (s Step) Before(p *scheduling.Programme, now time.Time) time.Time {
	return now.In(p.Zone).AddDate(0, 0, -s.Key().Of(p.Keep)).UTC()
}

// Rule is what is kept in one table of the database, and its end.
type Rule struct {
	Table   string
	Columns []string // about a person
	Figures []string // about nobody, once Columns are empty or gone
	Step    Step     // that ends it; empty: see Until
	Until   string   // since when the days count, or what ends it
	Then    string   // what is left
}

// Rules returns the rule of every table with columns about people.
func Rules() []Rule { return slices.Concat(rulesOfPeople(), rulesOfVisits(), rulesOfConversations()) }

// rulesOfPeople returns the rules of residents.
func rulesOfPeople() []Rule {
	return []Rule{
		{
			Table: "residents", Step: People,
			Columns: []string{"letter_code", "name", "phone", "street", "house_number", "person_key", "words", "stopped"},
			Figures: []string{"id", "programme", "postcode", "ground", "created_at", "changed_at", "forgotten_at"},
			Until:   "the last visit; as long as a voucher is left it is still ahead. Without any visit: the programme's last day",
			Then:    "postcode, ground and vouchers, as figures",
		},
		{
			Table: "word_keys", Step: People, Columns: []string{"key", "word"},
			Until: "the last resident who has the word in their name or street", Then: "nothing",
		},
		{
			Table: "replaced_codes", Step: People, Columns: []string{"code"},
			Figures: []string{"programme", "resident_id", "replaced_at"}, Until: "its resident", Then: "nothing",
		},
		{
			Table: "letters", Step: People, Columns: []string{"code"},
			Figures: []string{"resident_id", "wave", "at"}, Until: "its resident", Then: "the wave, as a figure",
		},
		{
			Table: "merged_residents", Step: People, Columns: nil,
			Figures: []string{"resident_id", "into_id", "at"}, Until: "its resident", Then: "ids that lead to nobody",
		},
		{
			Table: "history", Step: People, Columns: []string{"why", "actor_name"},
			Figures: []string{
				"id", "programme", "at", "actor", "actor_role", "subject", "subject_id", "what", "before_value", "after_value",
			},
			Until: "the reason: its resident. The name of who works for the programme: stays, because every change needs an owner",
			Then:  "what was done when, as codes",
		},
		{
			Table: "voucher_transactions", Step: People, Columns: []string{"why"},
			Figures: []string{"id", "programme", "reference", "kind", "visit_id", "at"}, Until: "its resident", Then: "minutes, by ids",
		},
	}
}

// rulesOfVisits returns the rules of visits and of who makes them.
func rulesOfVisits() []Rule {
	return []Rule{
		{
			Table: "visits", Step: Visits, Columns: []string{"contact", "holder", "hold_key", "word", "language"},
			Figures: []string{
				"id", "programme", "status", "student_id", "starts_at", "ends_at", "period", "postcode", "topic", "channel", "ordinal",
				"held_until", "resident_id", "reference", "booked_at", "changed", "moved_id", "answered_at", "moved_at", "alone_since",
				"took_minutes", "revision",
			},
			Until: "the visit; the language ends when it is closed", Then: "when, where by postcode, about what",
		},
		{
			Table: "reassignments", Step: People, Columns: []string{"args"},
			Figures: []string{"id", "visit_id", "from_student", "to_student", "code", "at"},
			Until:   "what the office wrote: its resident", Then: "who gave a visit to whom, by ids, and a code",
		},
		{
			Table: "visit_feedback", Step: Visits, Columns: []string{"phone", "language"},
			Figures: []string{"visit_id", "helped", "otherwise", "asked_at", "answered_at", "done"},
			Until:   "the answer, or the visit", Then: "the answer, by the visit's id",
		},
		{
			Table: "students", Step: Students,
			Columns: []string{
				"name", "phone", "postcode", "languages", "topics", "means", "weekly", "exceptions", "max_hours_week", "calendar_token",
				"stops_on", "vetted_on", "listed",
			},
			Figures: []string{"id", "programme", "active", "changed", "created_at", "changed_at", "forgotten_at"},
			Until:   "they stopped, and their last visit", Then: "the number of their visits",
		},
	}
}

// rulesOfConversations returns the rules of what people call and text, and are told.
func rulesOfConversations() []Rule {
	return []Rule{
		{
			Table: "callbacks", Step: Callbacks,
			Columns: []string{"key", "phone", "resident_id", "visit_id", "recording_url", "note", "language", "owner", "done_by"},
			Figures: []string{
				"id", "programme", "reason", "status", "due", "created_at", "done_at", "noted_at", "taken_at", "attempts", "attempted_at", "outcome",
			},
			Until: "the last word of the caller, also if nobody called them", Then: "counts by day, reason and outcome",
		},
		{
			Table: "discarded_recordings", Columns: []string{"url"}, Figures: []string{"at"},
			Until: "the carrier has deleted it: asked every ten minutes", Then: "nothing",
		},
		{
			Table: "messages", Step: Messages,
			Columns: []string{"phone", "args", "language", "carrier_id", "once", "visit_id"},
			Figures: []string{
				"id", "programme", "channel", "kind", "key", "status", "rank", "priority", "run_at", "due_at", "status_at", "sent_at",
				"segments", "attempts", "error_code", "until_at", "price", "currency", "price_at", "tries",
			},
			Until: "it was sent, or should have been; the language ends when its visit is closed", Then: "counts and prices by day",
		},
		{
			Table: "asks", Step: Answers, Columns: []string{"text_id"},
			Figures: []string{
				"id", "programme", "visit_id", "student_id", "starts_at", "status", "asked_at", "answer_by", "answered_at", "answer", "quiet_until",
			},
			Until: "the answer", Then: "who was asked when, by ids",
		},
		{
			Table: "referrals", Step: Referrals, Columns: []string{"phone", "callback_key", "resident_id", "visit_id"},
			Figures: []string{
				"id", "programme", "reference", "direction", "organisation_id", "topic", "ground", "part", "consent_at", "status", "outcome", "due",
				"created_at", "changed_at",
			},
			Until: "the referral, also if nobody closed it", Then: "by whom, about what, and what became of it",
		},
		{
			Table: "volunteers", Step: Helpers,
			Columns: []string{"name", "phone", "postcode", "languages", "callback_key"},
			Figures: []string{"id", "programme", "status", "channel", "created_at", "changed_at"},
			Until:   "the last word with somebody who does not help, or stopped", Then: "nothing",
		},
		{
			Table: "opt_outs", Step: OptOuts, Columns: []string{"phone"}, Figures: []string{"programme", "at"},
			Until: "they were sent, and the number is on no list", Then: "nothing; of whoever was erased, a keyed hash of the number",
		},
		{
			Table: "demand", Step: Demand, Columns: []string{"key"},
			Figures: []string{"programme", "at", "channel", "language", "topic", "postcode", "outcome", "question"},
			Until:   "the conversation", Then: "counts by day",
		},
		{
			Table: "demand_callers", Step: Callers, Columns: []string{"conversation", "caller", "resident_id"},
			Figures: []string{"id", "programme", "at", "last_at", "channel", "topic", "outcome", "step"},
			Until:   "the conversation", Then: "people by day and outcome, each counted once",
		},
	}
}

// NobodysTables lists the tables without any column about a person.
func NobodysTables() []string {
	return []string{
		"callback_counts", "demand_counts", "demand_people_counts", "message_counts", // figures
		"digipunten", "organisations", // places, and who refers people
		"voucher_postings", // minutes of vouchers, by the resident's id
		"visit_outcomes",   // codes, by ids
		"lanes", "nights", "readiness", "sealing", "goose_db_version",
	}
}
