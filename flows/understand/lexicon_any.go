package understand

import "github.com/click-call-connect/helpline/scheduling"

// anyLanguage is what means the same in every language.
var anyLanguage = Lexicon{
	phrases: wordsOfAll,
	topics: map[scheduling.Topic][]string{
		scheduling.TopicItsme: {
			"itsme", "its me", "it s me",
		},
		scheduling.TopicVideoCall: {
			"skype",
		},
		scheduling.TopicSocial: {
			"facebook", "whatsapp", "instagram",
		},
		scheduling.TopicDocuments: {
			"ebox", "e box",
		},
		scheduling.TopicInternet: {
			"internet", "wifi",
		},
	},
	confirming: `ok oke okay 👍 👌 ✅ ✔`,
	arriving:   `ok oke 👍 ✅`,
	missing:    `👎 ❌`,
	firmly:     `👍|✅`,
	optOuts: []string{
		"stop", "stopall", "optout", "opt out", "stop sms", "stop messages", "stop message",
	},
	optIns:       `start unstop`,
	carrierWords: `cancel end quit revoke`,
	nearStops:    `stop`,
	Students: StudentWords{
		Phrases: map[StudentPhrase][]string{
			StudentHelp:     {"help", "sos"},
			StudentCalendar: {"agenda"},
			StudentExtra:    {"extra"},
		},
	},
	When: WhenWords{
		Weekend: `week-?end`,
	},
}

// wordsOfAll are words and signs that are of no language in particular.
var wordsOfAll = map[string]sense{
	"sos": saysDanger, "non stop": saysSmall, "nonstop": saysSmall,
	"menu": saysMenu,
	"ok":   saysFine, "oke": saysFine, "okay": saysFine, "okee": saysFine, "okey": saysFine, "oki": saysFine, "okidoki": saysFine,
	"👍": saysYes, "👌": saysYes, "✅": saysYes, "✔": saysYes, "☑": saysYes, "🆗": saysYes, "👎": saysNo, "❌": saysNo, "✖": saysNo,
	"✗": saysNo, "🚫": saysNo, "€": saysUnit, "%": saysUnit, "$": saysUnit, "x": saysUnit, "gsm": saysSmall, "sms": saysSmall,
	"tel": saysSmall,
}
