package resident

import "github.com/click-call-connect/helpline/flows"

// mainOptions returns the options of the main menu, one for each goal. A caller who has
// proved in this call who they are, and has had a visit, gets the next one with one key. What
// would be refused is not offered.
func mainOptions(c *flows.Conversation) []flows.Option {
	first := flows.Option{Say: flows.Say{Key: "option.book"}, Next: StateCheckOpen, Pick: aim(flows.GoalBook)}
	if c.Session.Closed != "" {
		first = flows.Option{Say: flows.Say{Key: "option.callback"}, Next: StateCallback, Pick: closedReason}
	}
	options := []flows.Option{
		first,
		{Say: flows.Say{Key: "option.visit"}, Next: StateIdentify, Pick: aim(flows.GoalVisit)},
		{Say: flows.Say{Key: "option.digipunt"}, Next: StateDigipunt, Pick: aim(flows.GoalDigipunt)},
	}
	if c.Session.Closed == "" && !mayBook(c.Session) { // nobody can book for this resident
		other := flows.Option{Say: flows.Say{Key: "option.other_person"}, Next: StateMain, Pick: forOther}
		return append(options[1:], other)
	}
	if topic := c.Session.LastTopic; mayBook(c.Session) && c.Session.ResidentID != 0 && topic != "" {
		again := flows.Option{
			Say: flows.Say{Key: "option.book_again", With: map[string]string{"topic": string(topic)}}, Next: StateCheckOpen,
			Pick: func(s *flows.Session) { aim(flows.GoalBook)(s); s.Topic = topic },
		}
		options = append(options, again)
	}
	return options
}
