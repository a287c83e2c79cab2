package demo

import (
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
)

// clock is the demo's movable clock. It runs, and can be moved forward, so that
// a reminder of next week can be seen today. It never goes back.
type clock struct {
	mu        sync.Mutex
	source    func() time.Time
	offset    time.Duration
	onAdvance func(time.Duration) // told of every move, after it
}

// newClock starts a clock at an instant; zero: at the real one.
func newClock(source func() time.Time, at time.Time) *clock {
	c := &clock{source: source}
	if !at.IsZero() {
		c.offset = at.Sub(source())
	}
	return c
}

// Now is what time it is here.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.source().Add(c.offset)
}

// advance goes forward step by step, so that what becomes due on the way is done
// at its own time, as it would have been.
func (c *clock) advance(by time.Duration) {
	step := max(minStep, by/maxSteps)
	for by > 0 {
		next := min(step, by)
		by -= next
		c.mu.Lock()
		c.offset += next
		c.mu.Unlock()
		if c.onAdvance != nil {
			c.onAdvance(next)
		}
	}
}

const (
	minStep  = 30 * time.Minute
	maxSteps = 400 // of one move
)

// maxAdvance keeps a slip of the finger from ending every programme.
const maxAdvance = 366 * 24 * time.Hour

// routes adds POST /demo/clock?advance=24h, and GET /demo/clock to look at it.
// The answer to a move comes when everything that became due was done.
func (c *clock) routes(app fiber.Router) {
	app.Get("/demo/clock", c.show)
	app.Post("/demo/clock", func(ctx *fiber.Ctx) error {
		by, err := time.ParseDuration(ctx.Query("advance"))
		if err != nil || by <= 0 || by > maxAdvance {
			return ctx.Status(fiber.StatusBadRequest).SendString(
				"advance: write how far to go forward, such as ?advance=24h or ?advance=90m (at most a year)\n")
		}
		c.advance(by)
		return c.show(ctx)
	})
}

func (c *clock) show(ctx *fiber.Ctx) error {
	return ctx.JSON(fiber.Map{"now": c.Now().Format(time.RFC3339)})
}
