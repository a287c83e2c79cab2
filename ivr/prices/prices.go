package prices

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	priceBatch    = 100             // prices requested in one run
	priceInterval = 5 * time.Minute // between two runs: enough for 28,800 messages a day
)

// Biller returns what the carrier charges. [rest.Sender] implements it.
type Biller interface {
	TextBill(ctx context.Context, id string) (rest.Bill, error)
	CallBill(ctx context.Context, id string) (rest.Bill, error)
}

// Service asks the carrier for the prices of messages, one after the other and
// independently of sending, because nobody waits for a price. Any number of them may run.
type Service struct {
	Book    contact.PriceBook
	Carrier Biller
	Now     func() time.Time
	Log     *slog.Logger
}

// Run calls RunDue at every interval until the context ends.
func (p *Service) Run(ctx context.Context) {
	ticks := time.NewTicker(priceInterval)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		if err := p.RunDue(ctx); err != nil && ctx.Err() == nil {
			p.Log.WarnContext(ctx, "prices are not known yet, and will be asked for again", "error", err)
		}
	}
}

// RunDue asks for the prices that are due. After an unexpected answer of the carrier it
// stops until the next run.
func (p *Service) RunDue(ctx context.Context) error {
	due, err := p.Book.Unpriced(ctx, p.Now(), priceBatch)
	if err != nil {
		return err
	}
	for _, message := range due {
		if err := p.ask(ctx, message); err != nil {
			return err
		}
	}
	return nil
}

func (p *Service) ask(ctx context.Context, message contact.Unpriced) error {
	ask := p.Carrier.TextBill
	if message.Channel == scheduling.Voice {
		ask = p.Carrier.CallBill
	}
	bill, err := ask(ctx, message.CarrierID)
	var refused *rest.Error
	switch {
	case errors.As(err, &refused) && refused.HTTPStatus == http.StatusNotFound: // the carrier no longer has the message
		return nil
	case err != nil:
		return err
	case bill.Price == scheduling.Price{}:
		return nil
	}
	return p.Book.Priced(ctx, message.ID, bill.Price, bill.Segments)
}
