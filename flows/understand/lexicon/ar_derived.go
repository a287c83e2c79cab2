package lexicon

import (
	"maps"
	"strings"
)

// arabicPhrases are all Arabic words and phrases: those that are written out, and those
// that a speaker builds from a word of not wanting or not having and what it is about.
func arabicPhrases() map[string]Sense {
	all := maps.Clone(arabicWords)
	maps.Copy(all, arabicDialects)
	build := func(says Sense, first, second []string) {
		for _, a := range first {
			for _, b := range second {
				if phrase := a + " " + b; all[phrase] == 0 {
					all[phrase] = says
				}
			}
		}
	}
	build(SaysKeep, spaced(keeping), spaced(changes))
	build(SaysKeep, withAn(spaced(keeping)), spaced(changes))
	build(SaysKeep, spaced(leavingOut), spaced(noChanges))
	build(SaysUnsure, spaced(denials), spaced(noChanges))
	build(SaysNoLetter, spaced(without), spaced(letters))
	build(SaysNoLetter, spaced(lost), spaced(letters))
	return all
}

// What an appointment is kept with: not wanting to change it, and no change. "لا تغيير" may
// be that, or a no and a wish.
const (
	keeping = `لا_اريد لا_نريد لا_ارغب_في ما_اريد ما_بدي مابدي ما_بغيت مابغيتش ما_بغيتش ماريد ما_ابي مش_عايز مش_عاوز مو_حاب
		لن لم`
	changes    = `الغاء الغي نلغي تغيير اغير نغير نبدل تبديل تاجيل اوجل ناجل نقل الغيه اغيره`
	leavingOut = `بدون بلا من_غير بلاش`
	denials    = `لا مش مو`
	noChanges  = `تغيير الغاء تاجيل`
)

// What somebody without a letter or a code says.
const (
	without = `ليس_لدي ليس_عندي ليس_معي ليست_معي ما_عندي ماعندي ماعنديش معنديش ما_عنديش ما_معي لا_املك لا_يوجد_لدي لا_توجد_لدي
		لم_تصلني لم_يصلني لم_تصل لم_استلم لم_استلم_اي لم_تصلني_اي لم_اتلق ما_وصلتني ما_وصلني ما_وصلت ماوصلتنيش ما_وصلتنيش
		ماوصلنيش ما_جاتني ماجاتنيش ما_جانيش ما_اجتني`
	lost    = `ضيعت ضاعت ضاعت_مني ضاع_مني ضاع فقدت نسيت راحت راحت_مني تلفت_ليا`
	letters = `رساله الرساله رسالتكم رسالتي رمز الرمز رمزي كود الكود مكتوب المكتوب البريه برا بريه ورقه الورقه`
)

// spaced returns the words of a list, in which _ stands for a space.
func spaced(list string) []string {
	all := strings.Fields(list)
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "_", " ")
	}
	return all
}

// withAn adds أن, which stands between wanting and a verb.
func withAn(phrases []string) []string {
	all := make([]string, len(phrases))
	for i, phrase := range phrases {
		all[i] = phrase + " ان"
	}
	return all
}

// arabicDialects are words of Morocco, the Levant, Iraq and Egypt, also in Latin letters.
var arabicDialects = map[string]Sense{
	// not
	"مو": SaysNot, "مب": SaysNot, "موب": SaysNot, "مهو": SaysNot, "مهوش": SaysNot, "ماني": SaysNot, "منيش": SaysNot,
	"مانيش": SaysNot,
	"مانا":  SaysNot, "ماشي الحال": SaysFine, "mashi": SaysFine, "machi": SaysNot, "machi mochkil": SaysFine,
	"mashi el hal": SaysFine,
	"لا مانع":      SaysFine, "لا اعتراض": SaysFine, "لا شك": SaysFine, "ما في مانع": SaysFine, "مافي مانع": SaysFine,
	"لا امانع": SaysFine,
	"لا تنسوا": SaysSmall, "لا تقلقوا": SaysSmall, "لا تقلق": SaysSmall, "لا حريق": SaysSmall, "لا خطر": SaysSmall,
	"لا شيء": SaysUnsure, "لا شي": SaysUnsure,
	"لا احد": SaysUnsure, "لا يوجد احد": SaysUnsure, "ايه ده": SaysUnsure, "مش اكيد": SaysUnsure, "مو اكيد": SaysUnsure,
	"مش متاكد": SaysUnsure, "مو متاكد": SaysUnsure, "مش متاكده": SaysUnsure, "مو متاكده": SaysUnsure, "ماعرفتش": SaysUnsure,
	"معرفش": SaysUnsure,
	"بلكي":  SaysUnsure, "غالبا": SaysUnsure, "من انتم": SaysUnsure, "مين انتو": SaysUnsure, "شكون نتوما": SaysUnsure,
	"الرقم غلط": SaysUnsure, "نمره غلط": SaysUnsure, "مناسبه": SaysSmall, "عندي مناسبه": SaysSmall,
	// no, cannot
	"فاضي": SaysStance, "فاضيه": SaysStance, "متاح": SaysStance, "متاحه": SaysStance, "متفرغ": SaysStance, "متفرغه": SaysStance,
	"نقدر": SaysStance, "بقدر": SaysStance, "اكدر": SaysStance, "موجود": SaysFine, "موجوده": SaysFine, "نكون": SaysStance,
	"نكون فالدار": SaysFine, "نكون بالبيت": SaysFine, "كون بالبيت": SaysFine, "نكون في البيت": SaysFine, "رح كون": SaysStance,
	"كيناسبني": SaysFine, "بيناسبني": SaysFine, "مستعد": SaysFine, "مستعده": SaysFine, "جاهز": SaysFine, "جاهزه": SaysFine,
	"مشغولين": SaysNo, "مسافرين": SaysNo, "بالمشفي": SaysNo, "فالسبيطار": SaysNo, "عندي دكتور": SaysNo, "عندي شغل": SaysNo,
	"عندي خدمه": SaysNo,
	// cancel, move, keep
	"n2lghi": saysOff, "nelghi": saysOff, "n7ayed": saysOff, "lghi": saysOff, "ilghi": saysOff, "الغوا موعد": saysOff,
	"اجل موعد": saysShift, "اجل موعدي": saysShift, "اجل الموعد": saysShift, "اجل الزياره": saysShift, "ااجل": saysShift,
	"اوجله":   saysShift,
	"غير وقت": saysShift, "غير نهار": saysShift, "غير يوم": saysShift, "غير ساعه": saysShift, "قدموا موعد": saysShift,
	"قدموا الموعد": saysShift,
	"بدل موعد":     saysShift, "بدل الموعد": saysShift, "بدلوا موعد": saysShift, "من بعد": SaysOther, "المره القادمه": SaysOther,
	"مره ثانيه": SaysOther, "الاسبوع الجايي": SaysOther, "الاسبوع القادم": SaysOther, "الاسبوع المقبل": SaysOther,
	"simana jaya":  SaysOther,
	"simana jayya": SaysOther, "nhar okhra": SaysOther, "nhar tani": SaysOther, "mn be3d": SaysOther, "men be3d": SaysOther,
	"خليوه": SaysKeep, "خلوه كما هو": SaysKeep, "الموعد باق": SaysKeep, "يبقي الموعد": SaysKeep, "خليه": SaysKeep,
	"بعد العصر بدل": SaysOther, "بعد الظهر بدل": SaysOther, "المسا بدل": SaysOther,
	// a person
	"تتصلوا فيني": SaysHuman, "اتصلوا فيني": SaysHuman, "عيطوا لي": SaysHuman, "عيطوا ليا": SaysHuman, "دقوا لي": SaysHuman,
	"دقولي":     SaysHuman,
	"احكوا معي": SaysHuman, "احكي مع حدا": SaysHuman, "احكي مع شخص": SaysHuman, "خابروني": SaysHuman, "رنوا علي": SaysHuman,
	"نهضر مع شي واحد": SaysHuman, "نهضر مع شي حد": SaysHuman, "معاونه": SaysHelp, "عندي مشكله": SaysHuman, "عندي مشكل": SaysHuman,
	"كلموني": SaysHuman, "3ayet liya": SaysHuman, "3aytou liya": SaysHuman, "bghit nhder": SaysHuman,
	// by text only
	"اطرش": SaysByText, "طرشه": SaysByText, "طرشا": SaysByText, "سمعي ضعيف": SaysByText, "سمعي تقيل": SaysByText,
	"سمعي ثقيل": SaysByText, "لا استطيع الكلام": SaysByText, "بالرسايل فقط": SaysByText, "فقط رسايل": SaysByText,
	"فقط بالرسايل": SaysByText,
	"افضل الرسايل": SaysByText, "ماتعيطوش": SaysByText, "ما تتصلوش": SaysByText, "ماكنسمعش": SaysByText, "ما بسمع": SaysByText,
	"لا اسمع الجرس": SaysSmall, "ما بسمع الجرس": SaysSmall, "لا اسمع الباب": SaysSmall, "ماكنسمعش الجرس": SaysSmall,
	// a visit
	"ميعاد": SaysBook, "احجز": SaysBookNow, "نحجز": SaysBookNow, "روندي فو": SaysBook, "روندفو": SaysBook,
	"طالب يساعدني": SaysBookNow,
	"maw3id":       SaysBook, "maw3id jdid": SaysBookNow, "mou3id": SaysBook, "تسجيل": SaysSmall,
	"عندي موعد": SaysVisit, "لدي موعد": SaysVisit, "هل عندي موعد": SaysWhen, "هل لدي موعد": SaysWhen,
	"عندي موعد مع": SaysUnsure, "لدي موعد مع": SaysUnsure, "عندي موعد عند": SaysUnsure, "لدي موعد عند": SaysUnsure,
	"امتين": SaysWhen, "امتا": SaysWhen, "امتي": SaysWhen, "شوكت": SaysWhen, "مواعيدي": SaysVisit, "الموعد ديالي": SaysVisit,
	"الموعد تاعي": SaysVisit, "وين طالب": SaysWhen, "فين طالب": SaysWhen, "وينو طالب": SaysWhen, "وينه طالب": SaysWhen,
	"ما هو": SaysSmall, "ما هي": SaysSmall, "ما هو موعد": SaysWhen, "ما موعد": SaysWhen,
	"قريبه مني": SaysNearby, "قريبه منكم": SaysNearby, "مساعده قريبه": SaysNearby, "قريب من بيتي": SaysNearby,
	"قرب بيتي": SaysNearby,
	"حدايا":    SaysNearby, "حدا الدار": SaysNearby, "جنبي": SaysNearby, "بلا موعد": SaysNearby,
	"كمان مره": SaysAgain, "عاود": SaysAgain, "عاودوا": SaysAgain, "عيدوا": SaysAgain, "مره اخري": SaysAgain,
	// topics and other words that are known to mean nothing here
	"من اجل": SaysSmall, "لاجل": SaysSmall, "شو": SaysSmall, "شنو": SaysSmall, "اشنو": SaysSmall, "شنهو": SaysSmall,
	"ماذا":  SaysSmall,
	"سياره": SaysSmall, "عاده": SaysSmall, "قادمه": SaysSmall, "قادم": SaysSmall, "الله": SaysSmall, "نشوفكم": SaysSmall,
	"بنشوفكم":        SaysSmall,
	"الي اللقاء يوم": saysBye, "تسلموا كتير": saysBye, "يسلموا": saysBye, "كتير": SaysSmall, "bikom": SaysSmall, "mer7ba": SaysFine,
	"wa alaykoum salam": SaysPolite, "salam 3alikom": SaysPolite, "3afakom": SaysPolite, "عفاكم": SaysPolite,
	"لو تكرمتم": SaysPolite,
	"لو تكرمت":  SaysPolite, "لو سمحتي": SaysPolite, "لو امكن": SaysPolite, "barak allah fik": saysBye, "lah ykhlik": SaysPolite,
	"3la rasi": SaysFine, "3la rasi w 3ini": SaysFine,
	// days and months
	"بكرا": SaysDay, "بكره": SaysDay, "غدوه": SaysDay, "بعد غد": SaysDay, "بعد بكرا": SaysDay, "باجر": SaysDay, "باكر": SaysDay,
	"الاتنين": SaysDay, "لتنين": SaysDay, "الثلاثا": SaysDay, "التلاتا": SaysDay, "الاربعا": SaysDay, "لربعا": SaysDay,
	"لخميس":        SaysDay,
	"كانون الثاني": SaysMonth, "شباط": SaysMonth, "اذار": SaysMonth, "نيسان": SaysMonth, "ايار": SaysMonth, "حزيران": SaysMonth,
	"تموز": SaysMonth, "اب": SaysMonth, "ايلول": SaysMonth, "تشرين": SaysMonth, "كانون الاول": SaysMonth, "ماي": SaysMonth,
	"غشت": SaysMonth, "شتنبر": SaysMonth, "نونبر": SaysMonth, "دجنبر": SaysMonth, "جوان": SaysMonth, "جويليه": SaysMonth,
	"اوت": SaysMonth,
	"بدي": SaysSmall, "بغيت": SaysSmall, "bghit": SaysSmall, "bgha": SaysSmall, "رح روح": SaysFine, "بروح": SaysFine,
	"lla": SaysNo, "lala": SaysNo,
	"nbedel": saysShift, "nbeddel": saysShift, "beddel": saysShift, "ma kaynach": SaysNo, "ma kaynch": SaysNo,
	"makaynach": SaysNo, "lwa9t": SaysSmall, "khalihom yjiw": SaysFine, "yjiw": SaysSmall, "sba7": SaysUnit,
	"صبح": SaysUnit, "l3chiya": SaysSmall, "3chiya": SaysSmall, "ghda": SaysDay, "ghedda": SaysDay, "lyoum": SaysDay,
	"lyouma": SaysDay,
}
