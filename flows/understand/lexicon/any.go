package lexicon

import "github.com/click-call-connect/helpline/scheduling"

// anyLanguage is what means the same in every language.
var anyLanguage = Lexicon{
	Phrases: wordsOfAll,
	Topics: map[scheduling.Topic][]string{
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
	Confirming: `ok oke okay 👍 👌 ✅ ✔`,
	Arriving:   `ok oke 👍 ✅`,
	Missing:    `👎 ❌`,
	Firmly:     `👍|✅`,
	OptOuts: []string{
		"stop", "stopall", "optout", "opt out", "stop sms", "stop messages", "stop message",
	},
	OptIns:       `start unstop`,
	CarrierWords: `cancel end quit revoke`,
	NearStops:    `stop`,
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
var wordsOfAll = map[string]Sense{
	"sos": SaysDanger, "non stop": SaysSmall, "nonstop": SaysSmall,
	"menu": SaysMenu,
	"ok":   SaysFine, "oke": SaysFine, "okay": SaysFine, "okee": SaysFine, "okey": SaysFine, "oki": SaysFine, "okidoki": SaysFine,
	"👍": SaysYes, "👌": SaysYes, "✅": SaysYes, "✔": SaysYes, "☑": SaysYes, "🆗": SaysYes, "👎": SaysNo, "❌": SaysNo, "✖": SaysNo,
	"✗": SaysNo, "🚫": SaysNo, "€": SaysUnit, "%": SaysUnit, "$": SaysUnit, "x": SaysUnit, "gsm": SaysSmall, "sms": SaysSmall,
	"tel": SaysSmall,
}
