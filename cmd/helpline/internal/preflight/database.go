package preflight

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// database checks that the database answers, has this version's tables and the right
// time, and holds students and residents.
func (p *checks) database(ctx context.Context) {
	if p.config.Database == "" {
		return // reported by settings
	}
	keys, err := p.config.Keys()
	if err != nil {
		p.fail("sealing", err.Error(), "name the file of the keys in HELPLINE_SEAL_KEYS, or put the keys themselves there")
		return
	}
	if keys == nil {
		p.warn("sealing", "names, numbers, streets and texts are stored in plain: whoever has a dump can read them",
			"make keys with: helpline privacy keys, and set HELPLINE_SEAL_KEYS")
	}
	store, err := postgres.Open(ctx, p.config.Database, postgres.Sealed(keys))
	if errors.Is(err, sealing.ErrNoKey) {
		p.fail("sealing", err.Error(), "set HELPLINE_SEAL_KEYS to the keys with which this database was sealed")
		return
	}
	if err != nil {
		p.fail("database", err.Error(), "check DATABASE_URL, and that Postgres runs and lets this machine in")
		return
	}
	defer store.Close()
	p.ok("database", "Postgres answers")
	p.clock(ctx, store)
	if err := store.Ready(ctx); err != nil {
		p.fail("migrations", err.Error(), "run: helpline migrate")
		return
	}
	p.ok("migrations", "the tables are this version's")
	if keys != nil {
		p.sealed(ctx, store)
	}
	p.stock(ctx, store)
}

// sealed reports what the primary key has not sealed yet.
func (p *checks) sealed(ctx context.Context, store *postgres.Store) {
	switch finished, err := store.Resealed(ctx); {
	case err != nil:
		p.fail("sealing", err.Error(), "check the database")
	case !finished:
		p.warn("sealing", "some of what identifies people is in plain, or sealed by an older key", "run: helpline privacy rotate")
	default:
		p.ok("sealing", "what identifies people is sealed")
	}
}

// maxSkew is how far the two clocks may differ before reminders go out at wrong hours.
const maxSkew = 5 * time.Second

// clock compares the database's clock with ours. Nothing else reads the database's: if
// they differ, one of the two machines is wrong, and it may be ours.
func (p *checks) clock(ctx context.Context, store *postgres.Store) {
	before := p.config.Now()
	var theirs time.Time
	if err := store.DB().QueryRowContext(ctx, `SELECT clock_timestamp()`).Scan(&theirs); err != nil {
		p.fail("clock", err.Error(), "check the database")
		return
	}
	if skew := clockSkew(before, p.config.Now(), theirs); skew > maxSkew {
		p.fail("clock", fmt.Sprintf("ours and the database's differ by %s", skew.Round(time.Second)),
			"switch on time synchronisation (NTP) on both machines")
		return
	}
	p.ok("clock", "ours and the database's agree")
}

// clockSkew is how far an instant lies outside the time between question and answer.
func clockSkew(before, after, theirs time.Time) time.Duration {
	return max(before.Sub(theirs), theirs.Sub(after), 0)
}

// stock reports programmes without students, residents or walk-in points.
func (p *checks) stock(ctx context.Context, store *postgres.Store) {
	stocks, err := store.Stocks(ctx)
	if err != nil {
		p.fail("people", err.Error(), "check the database")
		return
	}
	for _, programme := range p.programmes {
		var has postgres.Stock
		for _, stock := range stocks {
			if stock.Programme == programme.Name {
				has = stock
			}
		}
		p.people(programme.Name, "students", has.Students, "nobody can be sent")
		p.people(programme.Name, "residents", has.Residents, "no letter code is known")
		p.people(programme.Name, "digipunten", has.Digipunten, "nobody can be pointed to a walk-in point")
	}
}

func (p *checks) people(programme, what string, count int, consequence string) {
	if count > 0 {
		p.ok("people", "%s has %d %s", programme, count, what)
		return
	}
	p.warn("people", fmt.Sprintf("%s has no %s: %s", programme, what, consequence),
		fmt.Sprintf("run: helpline import %s FILE.csv --programme %s", what, programme))
}
