package understand

import (
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// arabic is all that a text in Arabic can mean.
var arabic = Lexicon{
	Language:       "ar",
	script:         unicode.Arabic,
	optInSpellings: []string{"ابدأ", "إبدأ", "ابدأوا", "ابدؤوا"}, // without its hamza it means never
	mornings:       []string{"صباحا", "الصباح", "قبل الظهر", "في الصباح"},
	afternoons:     []string{"بعد الظهر", "العصر", "مساء"},
	phrases:        arabicWords,
	topics: map[scheduling.Topic][]string{
		scheduling.TopicItsme: {
			"ايتسمي", "ايتس مي", "تطبيق ايتس مي",
		},
		scheduling.TopicBanking: {
			"بنك", "البنك", "الخدمات البنكيه", "الخدمات البنكيه علي الانترنت",
		},
		scheduling.TopicVideoCall: {
			"مكالمات الفيديو", "مكالمه فيديو",
		},
		scheduling.TopicSocial: {
			"وسايل التواصل الاجتماعي", "واتساب", "فيسبوك",
		},
		scheduling.TopicSafety: {
			"الامان", "الامان علي الانترنت",
		},
		scheduling.TopicDocuments: {
			"وثايق", "الوثايق", "الاستمارات", "الوثايق والاستمارات",
		},
		scheduling.TopicApps: {
			"تطبيقات", "التطبيقات", "البرامج والتطبيقات",
		},
		scheduling.TopicInternet: {
			"انترنت", "الانترنت", "الانترنت في البيت",
		},
		scheduling.TopicOther: {
			"سوال اخر",
		},
	},
	numerals: map[string]string{
		"اثنان": "2", "اثنين": "2", "اربعه": "4", "الاول": "1", "الثالث": "3", "الثاني": "2", "تسعه": "9",
		"ثلاثه": "3", "ثمانيه": "8", "خمسه": "5", "سبعه": "7", "سته": "6", "صفر": "0", "واحد": "1",
	},
	days: [7]string{"الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت"},
	names: map[string]scheduling.Language{
		"الانجليزيه": "en", "التركيه": "tr", "العربيه": "ar", "الفرنسيه": "fr", "الهولنديه": "nl", "انجليزي": "en",
		"بالعربيه": "ar", "تركي": "tr", "عربي": "ar", "عربيه": "ar", "فرنسي": "fr", "هولندي": "nl",
	},
	asking:         `اذا لو هل`,
	contrasting:    `لكن ولكن`,
	denying:        `لا ليس`,
	hourWords:      `الساعه`,
	interrogatives: `أين اين متي`,
	courtesy:       `فضلك من`,
	fillers:        `الان الي بعد لي`,
	messages:       `الرسايل رسايل`,
	preferring:     `في نعم يوم`,
	noWords:        `لا`,
	confirming:     `الغ الغاء الغوا الموعد تمام موافق موافقه موعدي نعم`,
	arriving:       `الطالب نعم هنا هو هي وصل وصلت`,
	missing:        `بعد لا ليس`,
	ownNames:       `العربيه بالعربيه عربي عربيه`,
	speaking:       `اتكلم بالغه باللغه فضلك لغه من`,
	nobodyPhrase:   `ما حدا|لا أحد|ليس بعد|لم يصل|لم يأت`,
	firmly:         `نعم`,
	presence:       `وصل`,
	houseWords:     `رقم المنزل|رقم`,
	atDoor:         `باب|كلم[ةه]|غريب|[أا]ثق`,
	optOuts: []string{
		"توقف", "توقفوا", "الغاء الاشتراك", "ايقاف", "ايقاف الرسايل", "اوقف", "اوقفوا", "اوقف الرسايل",
		"اوقفوا الرسايل", "ستوب", "لا اريد رسايل", "لا اريد الرسايل", "لا ترسلوا رسايل", "لا ترسل رسايل",
		"وقفوا الرسايل",
	},
}

// arabicWords are the Arabic words and phrases of the lexicon.
var arabicWords = map[string]sense{
	"لا استطيع التنفس": saysDanger, "غريب علي الباب": saysDanger, "شخص غريب": saysDanger,
	// in danger: phrases with a person in them, because tablets fall and people are called Brand
	"طواري": saysDanger, "النجده": saysDanger, "نجده": saysDanger, "سقطت": saysDanger, "شخص عند الباب": saysDanger,
	"شخص علي الباب": saysDanger, "رجل غريب": saysDanger, "غريب عند الباب": saysDanger, "الم في الصدر": saysDanger,
	"الكلمه مختلفه": saysDanger, "اسعاف": saysDanger, "حريق": saysDanger,
	"اين الطالب": saysWhen,
	"اصم":        saysByText, "صماء": saysByText, "لا اسمع": saysByText, "لا استطيع الاتصال": saysByText, "لا تتصلوا": saysByText,
	"حاسوب": saysTopic, "كمبيوتر": saysTopic, "هاتفي": saysTopic,
	"لم استلم رساله": saysNoLetter, "لم اتلق رساله": saysNoLetter,
	// as it was, and all there is
	"ابقاء": saysKeep, "احتفظ": saysKeep, "لا تلغوا": saysKeep, "القايمه": saysMenu, "القايمه الرييسيه": saysMenu,
	"عنوان اخر": saysUnsure, "لا اريد الموعد": saysOff, "لا اريد موعدي": saysOff, "موضوع اخر": saysUnsure,
	// yes
	"نعم": saysYes, "نعام": saysYes, "ايوه": saysYes, "ايوا": saysYes, "ايه": saysYes, "اجل": saysYes, "بلي": saysYes,
	"اه":   saysYes,
	"aywa": saysYes, "iyeh": saysYes, "wakha": saysFine, "واخا": saysFine, "حسنا": saysFine, "طيب": saysFine, "تمام": saysFine,
	"موافق": saysFine, "موافقه": saysFine, "اوكي": saysFine, "اوك": saysFine, "جيد": saysFine, "ممتاز": saysFine,
	"بالتاكيد": saysFine, "اكيد": saysFine, "طبعا": saysFine, "مناسب": saysFine, "يناسبني": saysFine, "صحيح": saysFine,
	"اوكد": saysFine, "ساكون هناك": saysFine, "انا في البيت": saysFine, "انتظركم": saysFine, "لا مشكله": saysFine,
	"مافي مشكله": saysFine, "ما في مشكله": saysFine, "لا باس": saysFine,
	// no
	"الغاء موعدي": saysOff, "الغاء زيارتي": saysOff, "اوقفوا الموعد": saysOff,
	"لا": saysNo | saysNot, "كلا": saysNo, "لالا": saysNo, "لا استطيع": saysNo, "لا اقدر": saysNo, "ما اقدر": saysNo,
	"مش ممكن": saysNo, "غير ممكن": saysNo, "مستحيل": saysNo, "الغاء": saysOff, "الغ": saysOff, "الغوا": saysOff,
	"الغاء الموعد": saysOff,
	"لا اريد":      saysNo, "لا شكرا": saysNo, "انا مريض": saysNo, "انا مريضه": saysNo, "في المستشفي": saysNo,
	"لست في البيت": saysNo,
	"مش":           saysNot, "غير": saysNot, "ليس": saysNot, "لست": saysNot, "ما": saysNot, "لن": saysNot, "ماشي": saysFine, "موش": saysNot,
	"ممكن": saysStance, "استطيع": saysStance, "اقدر": saysStance, "اكون": saysStance,
	// another time
	"يوم اخر": saysOther, "يوما اخر": saysOther, "موعد اخر": saysOther, "وقت اخر": saysOther, "وقتا اخر": saysOther,
	"يوم ثاني": saysOther, "وقت ثاني": saysOther, "تغيير": saysShift, "تغيير الموعد": saysShift, "تاجيل": saysShift,
	"تاجيل الموعد": saysShift, "تاخير": saysOther, "نهار اخر": saysOther, "لاحقا": saysOther, "فيما بعد": saysOther,
	"الاسبوع القادم": saysOther, "الاسبوع المقبل": saysOther, "غير يوم": saysOther,
	// a human
	"موظف": saysHuman, "موظفه": saysHuman, "التحدث مع شخص": saysHuman, "التحدث الي شخص": saysHuman, "اتكلم مع شخص": saysHuman,
	"التحدث مع موظف": saysHuman, "اتصل بي": saysHuman, "اتصلوا بي": saysHuman, "الاتصال بي": saysHuman, "كلموني": saysHuman,
	"احتاج مساعده": saysNeed, "احتاج الي مساعده": saysNeed, "اريد مساعده": saysNeed, "ساعدوني": saysNeed, "مساعده": saysHelp,
	"المساعده": saysHelp, "انسان": saysHelp, "شخص": saysHelp,
	// booking, visits and digipunten
	"لا رساله": saysNoLetter, "بدون رساله": saysNoLetter, "بلا رساله": saysNoLetter, "ليس لدي رساله": saysNoLetter,
	"ليس عندي رساله": saysNoLetter, "ما عندي رساله": saysNoLetter, "لا توجد رساله": saysNoLetter, "لم تصلني رساله": saysNoLetter,
	"لا رمز": saysNoLetter, "بدون رمز": saysNoLetter, "ليس لدي رمز": saysNoLetter, "ما عندي رمز": saysNoLetter,
	"موعد": saysBook, "موعدا": saysBook, "حجز": saysBook, "رانديفو": saysBook, "اريد موعد": saysBookNow,
	"اريد موعدا": saysBookNow,
	"حجز موعد":   saysBookNow, "موعد جديد": saysBookNow, "احتاج موعد": saysBookNow, "بدي موعد": saysBookNow,
	"اخذ موعد": saysBookNow,
	"موعدي":    saysVisit, "زيارتي": saysVisit, "متي": saysWhen, "امتي": saysWhen, "اي ساعه": saysWhen, "اي يوم": saysWhen,
	"ديجيبونت": saysNearby, "digipunt": saysNearby, "بالقرب مني": saysNearby, "قريب مني": saysNearby, "اقرب": saysNearby,
	"بدون موعد": saysNearby, "في الحي": saysNearby, "مره اخري": saysAgain, "مره ثانيه": saysAgain, "اعد": saysAgain,
	"كرر":     saysAgain,
	"من جديد": saysAgain, "اعاده": saysAgain,
	// no answer
	"لا اعرف": saysUnsure, "لا ادري": saysUnsure, "ما اعرف": saysUnsure, "مش عارف": saysUnsure, "ربما": saysUnsure,
	"يمكن": saysUnsure, "لست متاكدا": saysUnsure, "لا افهم": saysUnsure, "لم افهم": saysUnsure, "ما فهمت": saysUnsure,
	"مش فاهم": saysUnsure, "من انت": saysUnsure, "رقم خطا": saysUnsure, "لم يات": saysUnsure,
	// courtesy
	"شكرا كثيرا": saysBye, "الف شكر": saysBye, "مشكور": saysBye, "مشكورين": saysBye, "بارك الله فيك": saysBye,
	"بارك الله فيكم": saysBye, "جزاك الله خيرا": saysBye, "جزاكم الله خيرا": saysBye, "مع السلامه": saysBye,
	"الي اللقاء":   saysBye,
	"علي مساعدتكم": saysSmall, "مساعدتكم": saysSmall,
	"شكرا": saysBye, "شكرا لك": saysBye, "شكرا لكم": saysBye, "شكرا جزيلا": saysBye, "من فضلك": saysPolite,
	"من فضلكم": saysPolite, "لو سمحت": saysPolite, "لو سمحتم": saysPolite, "رجاء": saysPolite, "مرحبا": saysPolite,
	"السلام عليكم": saysPolite, "سلام": saysPolite, "صباح الخير": saysPolite, "مساء الخير": saysPolite, "اسف": saysPolite,
	"اسفه": saysPolite, "عذرا": saysPolite, "للاسف": saysPolite, "ان شاء الله": saysBye, "انشالله": saysBye,
	"الحمد لله": saysPolite, "سيدي": saysPolite, "سيدتي": saysPolite,
	// small words
	"انا": saysSmall, "اريد": saysSmall, "في": saysSmall, "من": saysSmall, "الي": saysSmall, "علي": saysSmall, "هذا": saysSmall,
	"هذه": saysSmall, "هو": saysSmall, "مع": saysSmall, "لي": saysSmall, "جدا": saysSmall, "هل": saysSmall, "الموعد": saysSmall,
	"الان": saysSmall, "هناك": saysSmall, "و": saysSmall, "لكن": saysContrast, "ولكن": saysContrast, "بس": saysContrast,
	"الساعه": saysSmall | saysClock, "رقم": saysSmall | saysChoice, "الرقم": saysSmall | saysChoice,
	"رقمي":  saysSmall | saysChoice,
	"الرمز": saysSmall | saysChoice, "رمزي": saysSmall | saysChoice, "اختار": saysSmall | saysChoice, "هي": saysSmall,
	"كود": saysSmall | saysChoice, "صفر": saysSmall, "واحد": saysSmall, "اثنان": saysSmall, "اثنين": saysSmall,
	"ثلاثه": saysSmall,
	"اربعه": saysSmall, "خمسه": saysSmall, "سته": saysSmall, "سبعه": saysSmall, "ثمانيه": saysSmall, "تسعه": saysSmall,
	"الاول": saysSmall, "الثاني": saysSmall, "الثالث": saysSmall,
	// dates
	"الاثنين": saysDay, "الثلاثاء": saysDay, "الاربعاء": saysDay, "الخميس": saysDay, "الجمعه": saysDay, "السبت": saysDay,
	"الاحد": saysDay, "غدا": saysDay, "اليوم": saysDay, "يناير": saysMonth, "فبراير": saysMonth, "مارس": saysMonth,
	"ابريل": saysMonth, "مايو": saysMonth, "يونيو": saysMonth, "يوليو": saysMonth, "اغسطس": saysMonth, "سبتمبر": saysMonth,
	"اكتوبر": saysMonth, "نوفمبر": saysMonth, "ديسمبر": saysMonth, "سنه": saysUnit, "عاما": saysUnit, "دقيقه": saysUnit,
	"ايام": saysUnit, "اسابيع": saysUnit, "يورو": saysUnit, "ساعه": saysUnit,
}
