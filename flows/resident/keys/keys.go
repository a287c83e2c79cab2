package keys

import "github.com/click-call-connect/helpline/flows"

// keyOf returns the key of an option by its words, in whatever menu it stands, so that
// what somebody has learned in one menu is true in the next. 0 stands for an option whose
// key is its place in the menu: a language, and an item of a list.
//
//	key  in a list                  about a visit           after a no          anywhere
//	1    the first item             it is right: go on;     be called back
//	                                it is not, at the door
//	2    the second item            another time or day     try again
//	3    later, more, from the top  call it off, drop it    a digipunt
//	4    the page before            another visit
//	5                                                                           for somebody else
//	7                                                                           somebody at the door
//	8                                                                           the languages (package flows)
//	9                                                                           the main menu; twice in it: what is offered
//	                                                                            beside visits (package offers)
//
// 0 is a human and * repeats, everywhere; see package flows. The table holds for texts as
// well: a reminder asks for 1 = yes, 2 = another day, 3 = call it off.
func keyOf(words string) int {
	switch words {
	case "option.book", "option.continue", "option.have_letter", "option.newcomer", "option.reference",
		"option.confirm", "option.cancel_yes", "option.there", "option.number_right", "option.callback", "option.text",
		"option.morning", "option.door_word", "option.letter_yes":
		return 1
	case "option.visit", "option.anew", "option.part", "option.other_time", "option.move", "option.cancel_no",
		"option.nobody_there", "option.number_again", "option.try_again", "option.afternoon", "option.letter_no":
		return 2
	case "option.digipunt", "option.topic_more", "option.list_again", "option.later", "option.other_visit", "option.next_point",
		"option.other_topic", "option.keep_old", "option.cancel", "option.other_wish", "option.any_time":
		return keyOnward
	case "option.previous", "option.book_again", "option.pick_day", "option.visits":
		return 4
	case "option.other_person":
		return 5
	case "option.at_door":
		return 7 // beside no key of a visit: a slip on 3 rings nobody on duty
	case "option.main":
		return 9
	}
	return 0
}

// keyOnward is the key of more items in every list: later times, other topics, the next
// address.
const keyOnward = 3

// Assign gives every option of every menu its key.
func Assign(d *flows.Dialogue) *flows.Dialogue {
	for _, state := range d.States {
		if state.Menu == nil {
			continue
		}
		options := state.Menu.Options
		state.Menu.Options = func(c *flows.Conversation) []flows.Option {
			keyed := options(c)
			for i := range keyed {
				if keyed[i].Key == 0 {
					keyed[i].Key = keyOf(keyed[i].Say.Key)
				}
			}
			return keyed
		}
	}
	return d
}
