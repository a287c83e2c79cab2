package flows

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// topicWords are what people write for a topic, as fold writes it, in whatever
// language: whoever reads a list of words answers with one of them.
var topicWords = map[string]scheduling.Topic{
	"itsme": scheduling.TopicItsme, "its me": scheduling.TopicItsme, "it s me": scheduling.TopicItsme, "ايتسمي": scheduling.TopicItsme,
	"ايتس مي": scheduling.TopicItsme, "تطبيق ايتس مي": scheduling.TopicItsme,

	"bankieren": scheduling.TopicBanking, "bank": scheduling.TopicBanking, "bankzaken": scheduling.TopicBanking,
	"internetbankieren": scheduling.TopicBanking, "internet bankieren": scheduling.TopicBanking,
	"online bankieren": scheduling.TopicBanking, "bankieren op het internet": scheduling.TopicBanking,
	"bankieren op internet": scheduling.TopicBanking, "bankapp": scheduling.TopicBanking, "homebanking": scheduling.TopicBanking,
	"banque": scheduling.TopicBanking, "bancaire": scheduling.TopicBanking, "la banque sur internet": scheduling.TopicBanking,
	"banque sur internet": scheduling.TopicBanking, "banque en ligne": scheduling.TopicBanking,
	"banking": scheduling.TopicBanking, "online banking": scheduling.TopicBanking, "internet banking": scheduling.TopicBanking,
	"banking on the internet": scheduling.TopicBanking, "banka": scheduling.TopicBanking, "bankacilik": scheduling.TopicBanking,
	"bankaciligi": scheduling.TopicBanking, "internet bankaciligi": scheduling.TopicBanking, "بنك": scheduling.TopicBanking,
	"البنك": scheduling.TopicBanking, "الخدمات البنكيه": scheduling.TopicBanking,
	"الخدمات البنكيه علي الانترنت": scheduling.TopicBanking,

	"videobellen": scheduling.TopicVideoCall, "video bellen": scheduling.TopicVideoCall, "beeldbellen": scheduling.TopicVideoCall,
	"skype": scheduling.TopicVideoCall, "appels video": scheduling.TopicVideoCall, "appel video": scheduling.TopicVideoCall,
	"visio": scheduling.TopicVideoCall, "video call": scheduling.TopicVideoCall, "video calls": scheduling.TopicVideoCall,
	"goruntulu arama": scheduling.TopicVideoCall, "مكالمات الفيديو": scheduling.TopicVideoCall,
	"مكالمه فيديو": scheduling.TopicVideoCall,

	"sociale media": scheduling.TopicSocial, "facebook": scheduling.TopicSocial, "whatsapp": scheduling.TopicSocial,
	"instagram": scheduling.TopicSocial, "reseaux sociaux": scheduling.TopicSocial, "social media": scheduling.TopicSocial,
	"sosyal medya": scheduling.TopicSocial, "وسايل التواصل الاجتماعي": scheduling.TopicSocial, "واتساب": scheduling.TopicSocial,
	"فيسبوك": scheduling.TopicSocial,

	"veiligheid": scheduling.TopicSafety, "veilig internet": scheduling.TopicSafety,
	"veiligheid op het internet": scheduling.TopicSafety,
	"securite":                   scheduling.TopicSafety, "securite sur internet": scheduling.TopicSafety, "safety": scheduling.TopicSafety,
	"safety on the internet": scheduling.TopicSafety, "guvenlik": scheduling.TopicSafety, "internet guvenligi": scheduling.TopicSafety,
	"الامان": scheduling.TopicSafety, "الامان علي الانترنت": scheduling.TopicSafety,

	"documenten": scheduling.TopicDocuments, "document": scheduling.TopicDocuments, "formulieren": scheduling.TopicDocuments,
	"formulier": scheduling.TopicDocuments, "documenten en formulieren": scheduling.TopicDocuments, "ebox": scheduling.TopicDocuments,
	"e box": scheduling.TopicDocuments, "documents": scheduling.TopicDocuments, "formulaire": scheduling.TopicDocuments,
	"formulaires": scheduling.TopicDocuments, "documents et formulaires": scheduling.TopicDocuments,
	"forms":               scheduling.TopicDocuments,
	"documents and forms": scheduling.TopicDocuments, "belge": scheduling.TopicDocuments, "belgeler": scheduling.TopicDocuments,
	"formlar": scheduling.TopicDocuments, "belgeler ve formlar": scheduling.TopicDocuments, "وثايق": scheduling.TopicDocuments,
	"الوثايق": scheduling.TopicDocuments, "الاستمارات": scheduling.TopicDocuments, "الوثايق والاستمارات": scheduling.TopicDocuments,

	"apps": scheduling.TopicApps, "app": scheduling.TopicApps, "applicaties": scheduling.TopicApps, "applicatie": scheduling.TopicApps,
	"programma": scheduling.TopicApps, "programma s": scheduling.TopicApps, "programma s en apps": scheduling.TopicApps,
	"applications": scheduling.TopicApps, "programmes": scheduling.TopicApps, "programmes et applications": scheduling.TopicApps,
	"programs": scheduling.TopicApps, "programs and apps": scheduling.TopicApps, "uygulama": scheduling.TopicApps,
	"uygulamalar": scheduling.TopicApps, "programlar ve uygulamalar": scheduling.TopicApps, "تطبيقات": scheduling.TopicApps,
	"التطبيقات": scheduling.TopicApps, "البرامج والتطبيقات": scheduling.TopicApps,

	"internet": scheduling.TopicInternet, "wifi": scheduling.TopicInternet, "internet thuis": scheduling.TopicInternet,
	"internet a la maison": scheduling.TopicInternet, "internet at home": scheduling.TopicInternet,
	"evde internet": scheduling.TopicInternet, "انترنت": scheduling.TopicInternet, "الانترنت": scheduling.TopicInternet,
	"الانترنت في البيت": scheduling.TopicInternet,

	"andere vraag": scheduling.TopicOther, "een andere vraag": scheduling.TopicOther, "autre question": scheduling.TopicOther,
	"une autre question": scheduling.TopicOther, "another question": scheduling.TopicOther, "baska bir soru": scheduling.TopicOther,
	"سوال اخر": scheduling.TopicOther,
}

// topicOf is the one topic that a text names; empty: none, or several. A slip of
// the thumb in a longer word is put right.
func topicOf(text string) scheduling.Topic {
	words, readable := readWords(text)
	if !readable {
		return ""
	}
	var found []scheduling.Topic
	for i := 0; i < len(words); {
		topic, taken := topicAt(words[i:])
		if topic != "" {
			found = append(found, topic)
		}
		i += taken
	}
	slices.Sort(found)
	if found = slices.Compact(found); len(found) != 1 {
		return ""
	}
	return found[0]
}

// topicAt is the topic of the longest phrase that words begin with, and how many
// of them it takes.
func topicAt(words []textWord) (scheduling.Topic, int) {
	texts := make([]string, min(len(words), longestPhrase))
	for i := range texts {
		texts[i] = words[i].text
	}
	for end := len(texts); end > 0; end-- {
		if topic := topicWords[strings.Join(texts[:end], " ")]; topic != "" {
			return topic, end
		}
	}
	if lookUp(texts[0], allTongues) == 0 {
		return slippedTopic(words[0]), 1
	}
	return "", 1
}

// slippedTopic is the one topic whose word this may be a slip of; empty: none, or
// several.
func slippedTopic(word textWord) scheduling.Topic {
	found := scheduling.Topic("")
	for known, topic := range topicWords {
		switch {
		case !couldSlip(word, known) || topic == found:
		case found != "":
			return ""
		default:
			found = topic
		}
	}
	return found
}
