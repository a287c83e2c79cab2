package resident

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/feedback"
)

// The states in which a resident answers the question of the day after a visit: by text,
// or in a call that we made.
const (
	StateFeedback       flows.StateName = "feedback"
	StateFeedbackHelped flows.StateName = "feedback_helped"
	StateFeedbackElse   flows.StateName = "feedback_else"
	StateFeedbackSave   flows.StateName = "feedback_save"
	StateFeedbackThanks flows.StateName = "feedback_thanks"
)

const resultFeedback flows.Result = "feedback"

func feedbackStates() []*flows.State {
	helped, otherwise := flows.Say{Key: "feedback.helped"}, flows.Say{Key: "feedback.else"}
	return []*flows.State{
		{Name: StateFeedback, Say: []flows.Say{helped}, Menu: &flows.Menu{
			Short: helped, Options: helpedOptions, Next: []flows.StateName{StateFeedbackHelped}, Silent: StateGoodbye, Tries: flows.MaxTries,
		}},
		{Name: StateFeedbackHelped, Do: &flows.Action{Run: takeFeedback, Next: map[flows.Result]flows.StateName{
			flows.OK: StateFeedbackElse,
		}}},
		{Name: StateFeedbackElse, Say: []flows.Say{otherwise}, Menu: &flows.Menu{
			Short: otherwise, Options: otherwiseOptions, Next: []flows.StateName{StateFeedbackSave}, Silent: StateGoodbye, Tries: flows.MaxTries,
		}},
		{Name: StateFeedbackSave, Do: &flows.Action{Run: takeFeedback, Next: map[flows.Result]flows.StateName{
			flows.OK: StateFeedbackThanks,
		}}},
		goalReached(StateFeedbackThanks, flows.Say{Key: "feedback.thanks"}),
	}
}

// helpedOptions are the numbers of the text that asks.
func helpedOptions(*flows.Conversation) []flows.Option {
	option := func(key int, words string, answer feedback.Helped, means ...understand.Meaning) flows.Option {
		return flows.Option{
			Say: flows.Say{Key: words}, Key: key, Next: StateFeedbackHelped, Means: means,
			Pick: func(s *flows.Session) { s.Feedback.Helped = answer },
		}
	}
	return []flows.Option{
		option(1, "option.helped_yes", feedback.HelpedYes, understand.MeaningYes),
		option(2, "option.helped_little", feedback.HelpedLittle),
		option(3, "option.helped_no", feedback.HelpedNo, understand.MeaningNo),
	}
}

func otherwiseOptions(*flows.Conversation) []flows.Option {
	option := func(key int, words string, answer feedback.Otherwise) flows.Option {
		return flows.Option{Say: flows.Say{Key: words}, Key: key, Next: StateFeedbackSave, Pick: func(s *flows.Session) {
			s.Feedback.Otherwise = answer
		}}
	}
	return []flows.Option{
		option(1, "option.else_asked", feedback.AskedSomeone),
		option(2, "option.else_gone", feedback.GoneThere),
		option(3, "option.else_paid", feedback.Paid),
		option(4, "option.else_nothing", feedback.Nothing),
	}
}

// AboutFeedback makes a question the one that the conversation is about. It proves
// nothing, and says nothing of the visit.
func AboutFeedback(c *flows.Conversation, asked *contact.Feedback) {
	s := c.Session
	s.Feedback = flows.Feedback{VisitID: asked.VisitID}
	if asked.Language != "" {
		s.Language, s.Spoken = c.Programme.Language(asked.Language).Code, true
	}
}

// FeedbackState returns the state that asks what is not answered yet.
func FeedbackState(asked *contact.Feedback) flows.StateName {
	if asked.Begun {
		return StateFeedbackElse
	}
	return StateFeedback
}

func takeFeedback(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	f := c.Session.Feedback
	return flows.OK, c.Office.Feedback.TakeFeedback(ctx, feedback.Answer{VisitID: f.VisitID, Helped: f.Helped, Otherwise: f.Otherwise})
}

// asksForFeedback reports whether the call that we made asks for feedback.
func asksForFeedback(ctx context.Context, c *flows.Conversation) bool {
	if c.Office.Feedback == nil {
		return false
	}
	asked, err := c.Office.Feedback.FeedbackOf(ctx, c.Input.Reminder)
	if err != nil {
		return false // a reminder, or an answer that came meanwhile
	}
	AboutFeedback(c, &asked)
	for i := range c.Lines { // the greeting
		c.Lines[i].Language = c.Session.Language
	}
	return true
}
