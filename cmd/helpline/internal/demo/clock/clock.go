package clock

import (
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Clock is the demo's movable clock. It runs, and can be moved forward to see next
// week's reminder today. It never goes back.
type Clock struct {
	mu        sync.Mutex
	source    func() time.Time
	offset    time.Duration
	OnAdvance func(time.Duration) // called after every move
}

// New starts a clock at an instant; zero: at the real one.
func New(source func() time.Time, at time.Time) *Clock {
	c := &Clock{source: source}
	if !at.IsZero() {
		c.offset = at.Sub(source())
	}
	return c
}

// Now returns the demo's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.source().Add(c.offset)
}

// Advance moves forward step by step, so that everything that becomes due on the way is
// done at its own time.
func (c *Clock) Advance(by time.Duration) {
	step := max(minStep, by/maxSteps)
	for by > 0 {
		next := min(step, by)
		by -= next
		c.mu.Lock()
		c.offset += next
		c.mu.Unlock()
		if c.OnAdvance != nil {
			c.OnAdvance(next)
		}
	}
}

const (
	minStep  = 30 * time.Minute
	maxSteps = 400 // in one move
)

// maxAdvance is the longest move: a typing error must not end every programme.
const maxAdvance = 366 * 24 * time.Hour

// Routes adds POST /demo/clock?advance=24h, and GET /demo/clock, which returns the
// time. A move is answered after everything that became due was done.
func (c *Clock) Routes(app fiber.Router) {
	app.Get("/demo/clock", c.show)
	app.Post("/demo/clock", func(ctx *fiber.Ctx) error {
		by, err := time.ParseDuration(ctx.Query("advance"))
		if err != nil || by <= 0 || by > maxAdvance {
			return ctx.Status(fiber.StatusBadRequest).SendString(
				"advance: write how far to go forward, such as ?advance=24h or ?advance=90m (at most a year)\n")
		}
		c.Advance(by)
		return c.show(ctx)
	})
}

func (c *Clock) show(ctx *fiber.Ctx) error {
	return ctx.JSON(fiber.Map{"now": c.Now().Format(time.RFC3339)})
}
