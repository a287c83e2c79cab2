package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/redis"
)

// loadProgrammes checks the cities' rules and the words they need.
func (p *preflight) loadProgrammes() {
	all, catalogue, err := p.cmd.load()
	if err != nil {
		for _, problem := range settingsProblems(err) {
			p.fail("programmes", problem.Error(), "correct the file")
		}
		return
	}
	p.programmes, p.catalogue = all, catalogue
	p.ok("programmes", "%s", strings.Join(namesOf(all), ", "))
	examples, err := programmes.Shipped(catalogue.Languages()...)
	if err != nil {
		p.fail("programmes", err.Error(), "this program is broken: take another release")
	}
	for _, programme := range all {
		if _, err := examples.Dialled(programme.Numbers.Voice); err == nil {
			p.warn("programmes", programme.Name+" has the numbers of an example, which are nobody's",
				"copy the file that is nearest, fill in your numbers, and name its folder with HELPLINE_PROGRAMMES")
		}
		p.words(programme)
		p.window(programme)
		if programme.Numbers.Desk == "" {
			p.warn("desk", programme.Name+" has no number of a desk: 0 is always a voicemail and a callback",
				"set numbers.desk if somebody answers in office hours")
		} else {
			p.ok("desk", "%s connects 0 in office hours", programme.Name)
		}
	}
}

// words checks that each language has everything that is said, and a voice.
func (p *preflight) words(programme *scheduling.Programme) {
	complete := true
	for _, rule := range programme.Languages {
		if rule.Audio != "" {
			complete = p.recordings(programme, rule) && complete
			continue
		}
		missing := 0
		for _, key := range p.catalogue.Keys() {
			if p.catalogue.Text(rule.Code, key) == "" {
				missing++
			}
		}
		if missing > 0 {
			complete = false
			p.fail("words", fmt.Sprintf("%s offers %s, in which %d texts are missing", programme.Name, rule.Code, missing),
				"take the language out of languages until they are translated")
		}
		if problem := voiceProblem(rule.Tag, rule.Voice); problem != "" {
			complete = false
			p.warn("voices", programme.Name+": "+problem, "call the line and listen, or choose another voice")
		}
	}
	if complete {
		p.ok("words", "%s says everything in %d languages, with known voices", programme.Name, len(programme.Languages))
	}
}

// window looks whether a pilot is over, or not begun.
func (p *preflight) window(programme *scheduling.Programme) {
	today := scheduling.DayOf(p.now(), programme.Zone)
	first, last := programme.Window.FirstDay, programme.Window.LastDay
	switch {
	case !last.IsZero() && last.Before(today):
		p.warn("pilot", fmt.Sprintf("%s is over since %s: callers hear so", programme.Name, last), "move pilot.last_day if it goes on")
	case !first.IsZero() && today.Before(first):
		p.ok("pilot", "%s begins on %s: callers hear so until then", programme.Name, first)
	}
}

// database checks that it answers, has our tables, agrees on the time, and holds
// somebody to send.
func (p *preflight) database(ctx context.Context) {
	if p.cmd.Database == "" {
		return // settings said so
	}
	store, err := postgres.Open(ctx, p.cmd.Database)
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
	p.stock(ctx, store)
}

// mostSkew is how far two clocks may differ before reminders go out wrong.
const mostSkew = 5 * time.Second

// clock compares the database's clock with ours. Nothing reads the database's but
// this: where they differ, one of the two machines is wrong, and it may be ours.
func (p *preflight) clock(ctx context.Context, store *postgres.Store) {
	before := p.now()
	var theirs time.Time
	if err := store.DB().QueryRowContext(ctx, `SELECT clock_timestamp()`).Scan(&theirs); err != nil {
		p.fail("clock", err.Error(), "check the database")
		return
	}
	if skew := clockSkew(before, p.now(), theirs); skew > mostSkew {
		p.fail("clock", fmt.Sprintf("ours and the database's differ by %s", skew.Round(time.Second)),
			"switch on time synchronisation (NTP) on both machines")
		return
	}
	p.ok("clock", "ours and the database's agree")
}

// clockSkew is how far an instant lies outside the time in which it was asked.
func clockSkew(before, after, theirs time.Time) time.Duration {
	return max(before.Sub(theirs), theirs.Sub(after), 0)
}

// stock looks whether each programme has students, residents and walk-in points.
func (p *preflight) stock(ctx context.Context, store *postgres.Store) {
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
		p.enough(programme.Name, "students", has.Students, "nobody can be sent")
		p.enough(programme.Name, "residents", has.Residents, "no letter code is known")
		p.enough(programme.Name, "digipunten", has.Digipunten, "nobody can be pointed to a walk-in point")
	}
}

func (p *preflight) enough(programme, what string, count int, consequence string) {
	if count > 0 {
		p.ok("people", "%s has %d %s", programme, count, what)
		return
	}
	p.warn("people", fmt.Sprintf("%s has no %s: %s", programme, what, consequence),
		fmt.Sprintf("run: helpline import %s FILE.csv --programme %s", what, programme))
}

// redis checks that it answers, and that it keeps what it was given.
func (p *preflight) redis(ctx context.Context) {
	if p.cmd.RedisURL == "" {
		return // settings said so
	}
	client, err := redis.Connect(ctx, p.cmd.RedisURL)
	if err != nil {
		p.fail("redis", err.Error(), "check REDIS_URL, and that Redis runs and lets this machine in")
		return
	}
	defer client.Close()
	info, err := redisInfo(ctx, client)
	if err != nil {
		p.warn("redis", fmt.Sprintf("it answers, but does not say how it is set up: %v", err),
			"see to it that its memory policy is noeviction and that it keeps its data on disk")
		return
	}
	p.judgeRedis(info)
}

// redisInfo reads what a Redis says of itself.
func redisInfo(ctx context.Context, client goredis.UniversalClient) (map[string]string, error) {
	text, err := client.Info(ctx).Result()
	if err != nil {
		return nil, err
	}
	info := map[string]string{}
	for line := range strings.Lines(text) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			info[key] = value
		}
	}
	if info["redis_version"] == "" {
		return nil, errors.New("it does not tell its version")
	}
	return info, nil
}

// leastRedis is the oldest version this is tested with.
const leastRedis = 7

func (p *preflight) judgeRedis(info map[string]string) {
	found := len(p.findings)
	major, _, _ := strings.Cut(info["redis_version"], ".")
	if n, err := strconv.Atoi(major); err != nil || n < leastRedis {
		p.warn("redis", "version "+info["redis_version"]+" is older than this was tested with", fmt.Sprintf("use Redis %d or later", leastRedis))
	}
	if policy := info["maxmemory_policy"]; policy != "noeviction" {
		p.warn("redis", "maxmemory-policy is "+dash(policy)+": when memory is short, running calls are thrown out",
			"set: maxmemory-policy noeviction")
	}
	if info["aof_enabled"] != "1" {
		p.warn("redis", "it is not append-only: a restart forgets the calls that are going on", "set: appendonly yes")
	}
	if len(p.findings) == found {
		p.ok("redis", "version %s answers, evicts nothing and keeps its data", info["redis_version"])
	}
}
