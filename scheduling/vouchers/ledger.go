package vouchers

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Account is one of a resident's accounts, in minutes.
type Account string

// The accounts. The minutes of all accounts of a resident add up to zero.
const (
	Granted   Account = "granted"   // what the programme gave: never above zero
	Available Account = "available" // can be booked
	Held      Account = "held"      // for planned visits
	Spent     Account = "spent"     // used by visits
	Expired   Account = "expired"   // neither used nor usable any more
)

// Accounts lists every account.
func Accounts() []Account { return []Account{Granted, Available, Held, Spent, Expired} }

// Kind is why minutes move.
type Kind string

// The kinds of transaction.
const (
	KindList   Kind = "list"   // granted, or taken back, by an imported list
	KindGrant  Kind = "grant"  // granted by the office
	KindHold   Kind = "hold"   // for a visit that was booked
	KindSpend  Kind = "spend"  // by a visit that took place, or was missed; what was not used is returned
	KindReturn Kind = "return" // by a visit that did not take place
	KindExpire Kind = "expire" // by the programme's last day of vouchers
	KindMerge  Kind = "merge"  // of two residents who are one person
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{KindList, KindGrant, KindHold, KindSpend, KindReturn, KindExpire, KindMerge}
}

// Posting adds minutes to, or takes them from, one account of one resident.
type Posting struct {
	ResidentID int64
	Account    Account
	Minutes    int
}

// Transaction is postings that are stored together or not at all.
type Transaction struct {
	Programme string
	Reference string // unique: a transaction with an existing one is not stored again
	Kind      Kind
	VisitID   int64  // 0: about no visit
	Why       string // the office's reason of a grant
	At        time.Time
	Postings  []Posting
}

// Sum returns the sum of all postings, which is zero if no minute is made or lost.
func (t *Transaction) Sum() int {
	sum := 0
	for _, posting := range t.Postings {
		sum += posting.Minutes
	}
	return sum
}

// move moves minutes of a resident from one account to another. A move of nothing has
// no postings.
func (t Transaction) move(resident int64, from, to Account, minutes int) Transaction {
	if minutes != 0 {
		t.Postings = append(t.Postings, Posting{resident, from, -minutes}, Posting{resident, to, minutes})
	}
	return t
}

// Grant returns the transaction of a grant by the office. The reference makes the same
// request, repeated, one grant.
func Grant(r *scheduling.Resident, minutes int, why, reference string, at time.Time) Transaction {
	t := Transaction{Programme: r.Programme, Reference: "grant:" + reference, Kind: KindGrant, Why: why, At: at}
	return t.move(r.ID, Granted, Available, minutes)
}

// Listed returns the transaction of a grant that a list would make as well, to somebody
// who was on none: the list that has them grants only the difference.
func Listed(r *scheduling.Resident, minutes int, reference string, at time.Time) Transaction {
	t := Transaction{Programme: r.Programme, Reference: "list:" + reference, Kind: KindList, At: at}
	return t.move(r.ID, Granted, Available, minutes)
}

// HoldReference returns the reference of the transaction that holds a visit's minutes.
func HoldReference(visitID int64) string { return fmt.Sprint("hold:", visitID) }

// Hold returns the transaction that holds the minutes of a visit that was booked.
func Hold(v *scheduling.Visit, minutes int, at time.Time) Transaction {
	t := Transaction{Programme: v.Programme, Reference: HoldReference(v.ID), Kind: KindHold, VisitID: v.ID, At: at}
	return t.move(v.ResidentID, Available, Held, minutes)
}

// Settle returns the transaction that closes a visit: of the minutes it held, some are
// spent, and the rest is available again.
func Settle(v *scheduling.Visit, held, spent int, at time.Time) Transaction {
	t := Transaction{Programme: v.Programme, Reference: fmt.Sprint("settle:", v.ID), Kind: KindReturn, VisitID: v.ID, At: at}
	if spent = min(max(spent, 0), held); spent > 0 {
		t.Kind = KindSpend
	}
	if held > 0 {
		t.Postings = append(t.Postings, Posting{v.ResidentID, Held, -held})
	}
	for _, part := range []Posting{{v.ResidentID, Spent, spent}, {v.ResidentID, Available, held - spent}} {
		if part.Minutes > 0 {
			t.Postings = append(t.Postings, part)
		}
	}
	return t
}

// Merge returns the transaction that gives what one resident has to another, because
// both are the same person. Planned visits keep what they hold. The reference is that
// of the resident who ends.
func Merge(programme string, from, to int64, b Balances, at time.Time) Transaction {
	t := Transaction{Programme: programme, Reference: fmt.Sprint("merge:", from, ":", to), Kind: KindMerge, At: at}
	for _, part := range []Posting{
		{to, Granted, -b.Granted}, {to, Available, b.Available}, {to, Held, b.Held}, {to, Spent, b.Spent}, {to, Expired, b.Expired},
	} {
		if part.Minutes != 0 {
			t.Postings = append(t.Postings, Posting{from, part.Account, -part.Minutes}, part)
		}
	}
	return t
}

// Balances are what a resident has, in minutes. Granted is what they ever got, and the
// sum of the others.
type Balances struct {
	Granted   int `json:"granted"`
	Available int `json:"available"`
	Held      int `json:"held"`
	Spent     int `json:"spent"`
	Expired   int `json:"expired"`
}

// Entry is a line of a resident's ledger: what a transaction changed for them.
type Entry struct {
	At        time.Time
	Kind      Kind
	Reference string // of the visit; empty: about none
	Why       string
	Changes   Balances // how each balance changed
	Available int      // afterwards
}
