package postgres_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	neturl "net/url"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/scheduling/reassign"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/scheduling/team"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/sealing"
)

func newKeys(t testing.TB) *sealing.Keys {
	t.Helper()
	keys, err := sealing.Generate()
	require.NoError(t, err)
	return keys
}

// A column about people is sealed, or a reason says why it is not: a new one has neither.
func TestEveryColumnAboutPeopleIsSealedOrSaysWhyNot(t *testing.T) {
	decided := map[string]int{}
	for _, column := range sealing.Columns() {
		decided[column.Table+"."+column.Name]++
	}
	for _, plain := range sealing.PlainColumns() {
		require.NotEmpty(t, plain.Why)
		for name := range strings.SplitSeq(plain.Names, ",") {
			decided[plain.Table+"."+name]++
		}
	}
	for _, rule := range privacy.Rules() {
		for _, name := range rule.Columns {
			require.Equal(t, 1, decided[rule.Table+"."+name], "storage/sealing/columns.go: is %s.%s sealed?", rule.Table, name)
			delete(decided, rule.Table+"."+name)
		}
	}
	require.Empty(t, decided, "columns that scheduling/privacy/rules.go does not have")
}

// secrets are what must not be readable in the database.
func secrets() []string {
	return []string{
		"Geertrui", "Vandewiele", "Zonnebloem", "+32470555", "+3232225", "777777", "888888", "Ibrahim", "Yilmaz", "sleutel", "trapleuning",
		"buurvrouw", "sms:abcdef",
	}
}

func requireUnreadable(t *testing.T, text string) {
	t.Helper()
	folded := strings.ToLower(text)
	for _, secret := range secrets() {
		at := strings.Index(folded, strings.ToLower(secret))
		require.Negative(t, at, "%s is readable: …%s…", secret, text[max(0, at-80):min(len(text), max(0, at)+80)])
	}
}

// lived fills a database as an office and a line do, and returns the resident.
func lived(t *testing.T, store *postgres.Store) int64 {
	t.Helper()
	ctx := history.Because(t.Context(), "de buurvrouw belde")
	studentIDs, _ := people(t, store, 2, 1)
	_, err := store.ImportStudents(ctx, "antwerpen", func(yield func(scheduling.Student, error) bool) {
		yield(scheduling.Student{Name: "Ibrahim Yilmaz", Phone: "+32470555001", Postcode: "2018", Languages: []scheduling.Language{"tr"}}, nil)
	}, opening)
	require.NoError(t, err)
	listed := scheduling.Resident{
		LetterCode: "777777", Name: "Geertrui Vandewiele", Phone: "+32470555002", Street: "Zonnebloemstraat", HouseNumber: "12", Postcode: "2060", Minutes: 300,
	}
	for _, changed := range []string{"777777", "888888"} { // a newer letter
		listed.LetterCode = changed
		_, err = store.ImportResidents(ctx, "antwerpen", func(yield func(scheduling.Resident, error) bool) { yield(listed, nil) }, opening)
		require.NoError(t, err)
	}
	person, err := store.ResidentByCode(ctx, "antwerpen", "888888")
	require.NoError(t, err)
	_, err = store.AddResident(ctx, residents.AddRequest{
		Resident: scheduling.Resident{Programme: "antwerpen", Name: "Ibrahim Vandewiele", Phone: "+3232225003", Street: "Zonnebloemlaan", HouseNumber: "3", Postcode: "2060"},
		Codes:    []string{"888888", "777777", "999999"}, Now: opening,
	})
	require.NoError(t, err)
	visit := bookedIn(t, store, studentIDs[0], person.ID, "2060", opening.Add(96*time.Hour))
	require.NoError(t, store.SaveMessage(ctx, scheduling.Message{
		Programme: "antwerpen", VisitID: visit.ID, To: "+32470555002", Channel: scheduling.SMS, Kind: scheduling.Answer, Key: "sms.office",
		Args: map[string]string{"title": "x", "words": "De \"sleutel\"\nligt onder de mat"}, Language: "nl", RunAt: opening,
	}, opening))
	note := scheduling.Callback{
		Key: "sms:abcdef", Programme: "antwerpen", Reason: scheduling.ReasonUnclear, Status: scheduling.CallbackOpen, Phone: "+32470555009", Due: opening,
		Note: "mijn trapleuning", CreatedAt: opening,
	}
	saved, err := store.SaveCallback(ctx, note)
	require.NoError(t, err)
	note.Note = "de sleutel"
	for range 2 {
		saved, err = store.SaveCallback(ctx, note)
		require.NoError(t, err)
	}
	require.Equal(t, "mijn trapleuning; de sleutel", saved.Note, "once")
	_, err = store.DeferCallback(ctx, saved.ID, callbacks.Deferral{By: "An", Due: opening.Add(time.Hour), Note: "bij de buurvrouw", Now: opening})
	require.NoError(t, err)
	require.NoError(t, store.SaveDemand(ctx, scheduling.Demand{Key: "sms:abcdef:cost", Programme: "antwerpen", At: opening, Channel: scheduling.SMS, Caller: "+32470555009"}))
	_, err = store.OptOut(ctx, "antwerpen", "+32470555009", true, opening)
	require.NoError(t, err)
	desk, err := store.SaveOrganisation(ctx, referrals.Organisation{Programme: "antwerpen", Name: "OCMW", Kind: "ocmw"}, opening)
	require.NoError(t, err)
	_, _, err = store.AddReferral(ctx, referrals.AddRequest{
		Referral:   referrals.Referral{Programme: "antwerpen", Direction: referrals.In, Organisation: desk, Phone: "+32470555008", ConsentAt: opening, Status: referrals.New, Due: opening, CreatedAt: opening},
		References: []string{"12345"}, Callback: scheduling.Callback{Key: "sms:abcdef"}, Now: opening,
	})
	require.NoError(t, err)
	_, err = store.SaveVolunteer(ctx, volunteers.Volunteer{
		Programme: "antwerpen", Name: "Ibrahim", Phone: "+32470555007", Status: volunteers.New, Channel: scheduling.Voice,
	}, scheduling.Callback{}, opening)
	require.NoError(t, err)
	return person.ID
}

// What an office and a line store is sealed by whatever stores it, and read by whatever reads
// it.
func TestASealedDatabaseIdentifiesNobody(t *testing.T) {
	url, keys := postgrestest.URL(t), newKeys(t)
	store := postgrestest.Open(t, url, postgres.Sealed(keys))
	resident := lived(t, store)
	requireUnreadable(t, dump(t, store))
	requireFound(t, store, resident)

	members, err := store.Team(t.Context(), "antwerpen", opening)
	require.NoError(t, err)
	require.True(t, slices.IsSortedFunc(members, func(a, b team.Member) int { return strings.Compare(a.Student.Name, b.Student.Name) }), "by name")

	_, err = postgres.Open(t.Context(), url)
	require.ErrorIs(t, err, sealing.ErrNoKey)
	require.ErrorContains(t, err, "HELPLINE_SEAL_KEYS", "it names what is missing")
	_, err = postgres.Open(t.Context(), url, postgres.Sealed(newKeys(t)))
	require.ErrorIs(t, err, sealing.ErrNoKey, "another key")

	_, err = store.DB().ExecContext(sealing.Raw(t.Context()), `
		UPDATE residents r SET name = o.name FROM residents o WHERE r.id = $1 AND o.id <> $1 AND o.name <> ''`, resident)
	require.NoError(t, err)
	_, err = store.ResidentByCode(t.Context(), "antwerpen", "888888")
	require.ErrorIs(t, err, sealing.ErrMoved, "a name in another row")
}

// requireFound finds the resident of lived in every way.
func requireFound(t *testing.T, store *postgres.Store, resident int64) {
	t.Helper()
	ctx, office := t.Context(), registry(store)
	for _, words := range []string{"vandewiele geertrui", "geertrui vandewile", "zonnebloemstraat 12", "0470 55 50 02", "888888", "777777"} {
		found, _, err := office.Find(ctx, "antwerpen", words, 20)
		require.NoError(t, err)
		require.True(t, slices.ContainsFunc(found, func(r residents.Record) bool { return r.ID == resident }), words)
	}
	least, most, err := store.CodeDigits(ctx, "antwerpen")
	require.NoError(t, err)
	require.Equal(t, [2]int{6, 6}, [2]int{least, most})
	_, err = store.ResidentByCode(ctx, "antwerpen", "777777")
	require.ErrorIs(t, err, scheduling.ErrCodeReplaced)
	byPhone, err := store.ResidentByPhone(ctx, "antwerpen", "+32470555002", "8888", opening)
	require.NoError(t, err)
	require.Equal(t, "Zonnebloemstraat", byPhone.Street)
	_, err = store.ResidentByPhone(ctx, "antwerpen", "+32470555002", "7777", opening)
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	student, err := store.StudentByPhone(ctx, "antwerpen", "+32470555001")
	require.NoError(t, err)
	require.Equal(t, "Ibrahim Yilmaz", student.Name)
	out, err := store.OptedOut(ctx, "antwerpen", "+32470555009")
	require.NoError(t, err)
	require.True(t, out)
	archive := &privacy.Archive{Store: store, Key: func(_, _ string) string { return "sms:abcdef" }}
	for _, name := range []string{"+32470555002", "+32470555009"} {
		person, err := archive.Find(ctx, "antwerpen", name)
		require.NoError(t, err)
		sections, err := store.Dossier(ctx, person)
		require.NoError(t, err)
		text := fmt.Sprintf("%s", sections)
		require.NotContains(t, text, "sealed:")
		require.Contains(t, text, name)
	}
}

// reseal runs a rotation to its end, at most so many batches; 0: as many as it takes.
func reseal(ctx context.Context, t *testing.T, store *postgres.Store, batches int) (rows int) {
	t.Helper()
	for n := 1; ; n++ {
		batch, err := store.Reseal(ctx)
		require.NoError(t, err)
		if rows += batch.Rows; batch.Done || n == batches {
			return rows
		}
	}
}

// A database in plain is sealed while the line runs, and its key is replaced likewise: it can
// be stopped, goes on where it was, and everybody is found meanwhile.
func TestKeysAreChangedWhileTheLineRuns(t *testing.T) {
	url := postgrestest.URL(t)
	plain := postgrestest.Open(t, url)
	resident := lived(t, plain)
	require.Contains(t, dump(t, plain), "Vandewiele")

	first := newKeys(t)
	sealed := postgrestest.Open(t, url, postgres.Sealed(first))
	requireFound(t, sealed, resident) // finishes what is compared with each other
	reseal(t.Context(), t, sealed, 0)
	requireUnreadable(t, dump(t, sealed))
	requireFound(t, sealed, resident)

	both, err := first.Rotated()
	require.NoError(t, err)
	rotated := postgrestest.Open(t, url, postgres.Sealed(both))
	require.NotZero(t, reseal(t.Context(), t, rotated, 3), "stopped in the middle")
	var together errgroup.Group
	for range 2 { // two jobs share the work
		together.Go(func() error {
			for {
				batch, err := rotated.Reseal(t.Context())
				if err != nil || batch.Done {
					return err
				}
			}
		})
	}
	together.Go(func() error { // and the line goes on
		for range 20 {
			if _, err := rotated.ResidentByCode(t.Context(), "antwerpen", "888888"); err != nil {
				return err
			}
			if known, err := rotated.KnowsNumber(t.Context(), "antwerpen", "+32470555002"); err != nil || !known {
				return fmt.Errorf("number is known: %v: %w", known, err)
			}
		}
		return nil
	})
	require.NoError(t, together.Wait())
	require.Zero(t, reseal(t.Context(), t, rotated, 0), "nothing is left")

	newest, err := both.Newest()
	require.NoError(t, err)
	last := postgrestest.Open(t, url, postgres.Sealed(newest))
	requireFound(t, last, resident)
	requireUnreadable(t, dump(t, last))
	require.NoError(t, last.ResealAgain(t.Context()))
	require.Zero(t, reseal(t.Context(), t, last, 0), "again, everything is as it should be")
}

// Who is erased and wanted no texts is not texted when a list brings them again, also after
// the key was replaced.
func TestAnErasedOptOutOutlivesItsKey(t *testing.T) {
	url, keys := postgrestest.URL(t), newKeys(t)
	store := postgrestest.Open(t, url, postgres.Sealed(keys))
	lived(t, store)
	archive := &privacy.Archive{Store: store, Key: func(_, _ string) string { return "sms:abcdef" }}
	person, err := archive.Find(t.Context(), "antwerpen", "+32470555009")
	require.NoError(t, err)
	require.NoError(t, store.ErasePerson(t.Context(), person, opening))
	both, err := keys.Rotated()
	require.NoError(t, err)
	rotated := postgrestest.Open(t, url, postgres.Sealed(both))
	reseal(t.Context(), t, rotated, 0)
	out, err := rotated.OptedOut(t.Context(), "antwerpen", "+32470555009")
	require.NoError(t, err)
	require.True(t, out)
	newest, err := both.Newest()
	require.NoError(t, err)
	_, err = postgres.Open(t.Context(), url, postgres.Sealed(newest))
	require.ErrorIs(t, err, sealing.ErrNoKey, "the older key is needed for it")
}

// A backup of a sealed database identifies nobody, and can be restored by whoever has the
// keys. Without them it says what is missing.
func TestABackupIsSealedAndRestored(t *testing.T) {
	url, keys := postgrestest.URL(t), newKeys(t)
	store := postgrestest.Open(t, url, postgres.Sealed(keys))
	resident := lived(t, store)
	require.NoError(t, store.Close())
	restored := restore(t, url)

	_, err := postgres.Open(t.Context(), restored)
	require.ErrorIs(t, err, sealing.ErrNoKey)
	again := postgrestest.Open(t, restored, postgres.Sealed(keys))
	requireFound(t, again, resident)
	claim := contact.Claim{Now: opening.Add(time.Hour), Lease: opening.Add(2 * time.Hour), Limit: 10}
	operations, err := os.ReadFile("../../docs/operations.md")
	require.NoError(t, err)
	statement := regexp.MustCompile(`"(UPDATE messages .*) '2027[^"]*"`).FindSubmatch(operations)
	require.NotNil(t, statement, "operations.md lets texts expire that waited in a dump")
	_, err = again.DB().ExecContext(t.Context(), string(statement[1])+" $1", opening.Add(time.Hour))
	require.NoError(t, err)
	due, err := again.ClaimDue(t.Context(), claim)
	require.NoError(t, err)
	require.Empty(t, due, "what waited in the dump is not sent again")
}

// restore dumps a database, requires that the dump can be read by nobody, and returns a new
// database made from it: by pg_dump and psql where they are, and else by rows and a copy.
func restore(t *testing.T, url string) string {
	t.Helper()
	dumper, err := exec.LookPath("pg_dump")
	restorer, without := exec.LookPath("psql")
	if err != nil || without != nil {
		db, err := sql.Open("postgres", url)
		require.NoError(t, err)
		requireUnreadable(t, dumpOf(t, db))
		require.NoError(t, db.Close())
		address, err := neturl.Parse(url)
		require.NoError(t, err)
		return embeddedtest.Database(t, strings.TrimPrefix(address.Path, "/"))
	}
	text, err := exec.CommandContext(t.Context(), dumper, "--no-owner", url).Output()
	require.NoError(t, err)
	requireUnreadable(t, string(text))
	empty := postgrestest.Empty(t)
	restoring := exec.CommandContext(t.Context(), restorer, "--quiet", "--set=ON_ERROR_STOP=1", empty)
	restoring.Stdin = bytes.NewReader(text)
	output, err := restoring.CombinedOutput()
	require.NoError(t, err, string(output))
	return empty
}

// Whatever people write is stored without national numbers, by whichever way it comes in.
func TestNationalNumbersAreStruckBeforeTheyAreStored(t *testing.T) {
	store := postgrestest.New(t)
	const number = "85.07.30-033.28"
	ctx := history.Because(t.Context(), "rijksregister "+number)
	students, resident := people(t, store, 2, 1)
	visit := bookedIn(t, store, students[0], resident, "2060", opening.Add(96*time.Hour))
	_, err := store.NewCode(ctx, resident, []string{"555555"}, opening) // any change with a reason
	require.NoError(t, err)
	_, err = store.Grant(ctx, vouchers.Grant(&scheduling.Resident{ID: resident, Programme: "antwerpen"}, 60, "voor "+number, "why", opening))
	require.NoError(t, err)
	c := scheduling.Callback{
		Key: "CA1", Programme: "antwerpen", Reason: scheduling.ReasonUnclear, Status: scheduling.CallbackOpen, Phone: "+32470000009", Due: opening,
		Note: "ik ben " + number, CreatedAt: opening,
	}
	for range 2 {
		saved, err := store.SaveCallback(ctx, c)
		require.NoError(t, err)
		require.Contains(t, saved.Note, "ik ben ")
		_, err = store.DeferCallback(ctx, saved.ID, callbacks.Deferral{By: "An", Due: opening, Note: "later " + number, Now: opening})
		require.NoError(t, err)
		c.Key = "CA2"
	}
	list, err := store.Callbacks(ctx, lists.CallbackFilter{})
	require.NoError(t, err)
	_, err = store.Handled(ctx, list[0].ID, callbacks.Ending{By: "An", Note: "klaar " + number, Outcome: scheduling.CallbackReached, Now: opening})
	require.NoError(t, err)
	require.NoError(t, store.SaveMessage(ctx, scheduling.Message{
		Programme: "antwerpen", To: "+32470000009", Channel: scheduling.SMS, Kind: scheduling.Answer, Key: "x",
		Args: map[string]string{"words": "uw nummer " + number}, Language: "nl", RunAt: opening,
	}, opening))
	_, err = store.Reassign(ctx, reassign.Request{
		Visit: visit, To: students[1], Why: "omdat " + number, Fits: func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return nil },
		Now: opening, From: opening.Add(-time.Hour),
	})
	require.NoError(t, err)
	kept := dump(t, store)
	for _, written := range []string{"rijksregister ", "voor ", "ik ben ", "later ", "klaar ", "uw nummer ", "omdat "} {
		require.Contains(t, kept, written)
	}
	require.NotContains(t, kept, number)
}
