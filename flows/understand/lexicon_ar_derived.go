package understand

import (
	"maps"
	"strings"
)

// arabicPhrases are all Arabic words and phrases: those that are written out, and those
// that a speaker builds from a word of not wanting or not having and what it is about.
func arabicPhrases() map[string]sense {
	all := maps.Clone(arabicWords)
	maps.Copy(all, arabicDialects)
	build := func(says sense, first, second []string) {
		for _, a := range first {
			for _, b := range second {
				if phrase := a + " " + b; all[phrase] == 0 {
					all[phrase] = says
				}
			}
		}
	}
	build(saysKeep, spaced(keeping), spaced(changes))
	build(saysKeep, withAn(spaced(keeping)), spaced(changes))
	build(saysKeep, spaced(leavingOut), spaced(noChanges))
	build(saysUnsure, spaced(denials), spaced(noChanges))
	build(saysNoLetter, spaced(without), spaced(letters))
	build(saysNoLetter, spaced(lost), spaced(letters))
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
var arabicDialects = map[string]sense{
	// not
	"مو": saysNot, "مب": saysNot, "موب": saysNot, "مهو": saysNot, "مهوش": saysNot, "ماني": saysNot, "منيش": saysNot,
	"مانيش": saysNot,
	"مانا":  saysNot, "ماشي الحال": saysFine, "mashi": saysFine, "machi": saysNot, "machi mochkil": saysFine,
	"mashi el hal": saysFine,
	"لا مانع":      saysFine, "لا اعتراض": saysFine, "لا شك": saysFine, "ما في مانع": saysFine, "مافي مانع": saysFine,
	"لا امانع": saysFine,
	"لا تنسوا": saysSmall, "لا تقلقوا": saysSmall, "لا تقلق": saysSmall, "لا حريق": saysSmall, "لا خطر": saysSmall,
	"لا شيء": saysUnsure, "لا شي": saysUnsure,
	"لا احد": saysUnsure, "لا يوجد احد": saysUnsure, "ايه ده": saysUnsure, "مش اكيد": saysUnsure, "مو اكيد": saysUnsure,
	"مش متاكد": saysUnsure, "مو متاكد": saysUnsure, "مش متاكده": saysUnsure, "مو متاكده": saysUnsure, "ماعرفتش": saysUnsure,
	"معرفش": saysUnsure,
	"بلكي":  saysUnsure, "غالبا": saysUnsure, "من انتم": saysUnsure, "مين انتو": saysUnsure, "شكون نتوما": saysUnsure,
	"الرقم غلط": saysUnsure, "نمره غلط": saysUnsure, "مناسبه": saysSmall, "عندي مناسبه": saysSmall,
	// no, cannot
	"فاضي": saysStance, "فاضيه": saysStance, "متاح": saysStance, "متاحه": saysStance, "متفرغ": saysStance, "متفرغه": saysStance,
	"نقدر": saysStance, "بقدر": saysStance, "اكدر": saysStance, "موجود": saysFine, "موجوده": saysFine, "نكون": saysStance,
	"نكون فالدار": saysFine, "نكون بالبيت": saysFine, "كون بالبيت": saysFine, "نكون في البيت": saysFine, "رح كون": saysStance,
	"كيناسبني": saysFine, "بيناسبني": saysFine, "مستعد": saysFine, "مستعده": saysFine, "جاهز": saysFine, "جاهزه": saysFine,
	"مشغولين": saysNo, "مسافرين": saysNo, "بالمشفي": saysNo, "فالسبيطار": saysNo, "عندي دكتور": saysNo, "عندي شغل": saysNo,
	"عندي خدمه": saysNo,
	// cancel, move, keep
	"n2lghi": saysOff, "nelghi": saysOff, "n7ayed": saysOff, "lghi": saysOff, "ilghi": saysOff, "الغوا موعد": saysOff,
	"اجل موعد": saysShift, "اجل موعدي": saysShift, "اجل الموعد": saysShift, "اجل الزياره": saysShift, "ااجل": saysShift,
	"اوجله":   saysShift,
	"غير وقت": saysShift, "غير نهار": saysShift, "غير يوم": saysShift, "غير ساعه": saysShift, "قدموا موعد": saysShift,
	"قدموا الموعد": saysShift,
	"بدل موعد":     saysShift, "بدل الموعد": saysShift, "بدلوا موعد": saysShift, "من بعد": saysOther, "المره القادمه": saysOther,
	"مره ثانيه": saysOther, "الاسبوع الجايي": saysOther, "الاسبوع القادم": saysOther, "الاسبوع المقبل": saysOther,
	"simana jaya":  saysOther,
	"simana jayya": saysOther, "nhar okhra": saysOther, "nhar tani": saysOther, "mn be3d": saysOther, "men be3d": saysOther,
	"خليوه": saysKeep, "خلوه كما هو": saysKeep, "الموعد باق": saysKeep, "يبقي الموعد": saysKeep, "خليه": saysKeep,
	"بعد العصر بدل": saysOther, "بعد الظهر بدل": saysOther, "المسا بدل": saysOther,
	// a person
	"تتصلوا فيني": saysHuman, "اتصلوا فيني": saysHuman, "عيطوا لي": saysHuman, "عيطوا ليا": saysHuman, "دقوا لي": saysHuman,
	"دقولي":     saysHuman,
	"احكوا معي": saysHuman, "احكي مع حدا": saysHuman, "احكي مع شخص": saysHuman, "خابروني": saysHuman, "رنوا علي": saysHuman,
	"نهضر مع شي واحد": saysHuman, "نهضر مع شي حد": saysHuman, "معاونه": saysHelp, "عندي مشكله": saysHuman, "عندي مشكل": saysHuman,
	"كلموني": saysHuman, "3ayet liya": saysHuman, "3aytou liya": saysHuman, "bghit nhder": saysHuman,
	// by text only
	"اطرش": saysByText, "طرشه": saysByText, "طرشا": saysByText, "سمعي ضعيف": saysByText, "سمعي تقيل": saysByText,
	"سمعي ثقيل": saysByText, "لا استطيع الكلام": saysByText, "بالرسايل فقط": saysByText, "فقط رسايل": saysByText,
	"فقط بالرسايل": saysByText,
	"افضل الرسايل": saysByText, "ماتعيطوش": saysByText, "ما تتصلوش": saysByText, "ماكنسمعش": saysByText, "ما بسمع": saysByText,
	"لا اسمع الجرس": saysSmall, "ما بسمع الجرس": saysSmall, "لا اسمع الباب": saysSmall, "ماكنسمعش الجرس": saysSmall,
	// a visit
	"ميعاد": saysBook, "احجز": saysBookNow, "نحجز": saysBookNow, "روندي فو": saysBook, "روندفو": saysBook,
	"طالب يساعدني": saysBookNow,
	"maw3id":       saysBook, "maw3id jdid": saysBookNow, "mou3id": saysBook, "تسجيل": saysSmall,
	"عندي موعد": saysVisit, "لدي موعد": saysVisit, "هل عندي موعد": saysWhen, "هل لدي موعد": saysWhen,
	"عندي موعد مع": saysUnsure, "لدي موعد مع": saysUnsure, "عندي موعد عند": saysUnsure, "لدي موعد عند": saysUnsure,
	"امتين": saysWhen, "امتا": saysWhen, "امتي": saysWhen, "شوكت": saysWhen, "مواعيدي": saysVisit, "الموعد ديالي": saysVisit,
	"الموعد تاعي": saysVisit, "وين طالب": saysWhen, "فين طالب": saysWhen, "وينو طالب": saysWhen, "وينه طالب": saysWhen,
	"ما هو": saysSmall, "ما هي": saysSmall, "ما هو موعد": saysWhen, "ما موعد": saysWhen,
	"قريبه مني": saysNearby, "قريبه منكم": saysNearby, "مساعده قريبه": saysNearby, "قريب من بيتي": saysNearby,
	"قرب بيتي": saysNearby,
	"حدايا":    saysNearby, "حدا الدار": saysNearby, "جنبي": saysNearby, "بلا موعد": saysNearby,
	"كمان مره": saysAgain, "عاود": saysAgain, "عاودوا": saysAgain, "عيدوا": saysAgain, "مره اخري": saysAgain,
	// topics and other words that are known to mean nothing here
	"من اجل": saysSmall, "لاجل": saysSmall, "شو": saysSmall, "شنو": saysSmall, "اشنو": saysSmall, "شنهو": saysSmall,
	"ماذا":  saysSmall,
	"سياره": saysSmall, "عاده": saysSmall, "قادمه": saysSmall, "قادم": saysSmall, "الله": saysSmall, "نشوفكم": saysSmall,
	"بنشوفكم":        saysSmall,
	"الي اللقاء يوم": saysBye, "تسلموا كتير": saysBye, "يسلموا": saysBye, "كتير": saysSmall, "bikom": saysSmall, "mer7ba": saysFine,
	"wa alaykoum salam": saysPolite, "salam 3alikom": saysPolite, "3afakom": saysPolite, "عفاكم": saysPolite,
	"لو تكرمتم": saysPolite,
	"لو تكرمت":  saysPolite, "لو سمحتي": saysPolite, "لو امكن": saysPolite, "barak allah fik": saysBye, "lah ykhlik": saysPolite,
	"3la rasi": saysFine, "3la rasi w 3ini": saysFine,
	// days and months
	"بكرا": saysDay, "بكره": saysDay, "غدوه": saysDay, "بعد غد": saysDay, "بعد بكرا": saysDay, "باجر": saysDay, "باكر": saysDay,
	"الاتنين": saysDay, "لتنين": saysDay, "الثلاثا": saysDay, "التلاتا": saysDay, "الاربعا": saysDay, "لربعا": saysDay,
	"لخميس":        saysDay,
	"كانون الثاني": saysMonth, "شباط": saysMonth, "اذار": saysMonth, "نيسان": saysMonth, "ايار": saysMonth, "حزيران": saysMonth,
	"تموز": saysMonth, "اب": saysMonth, "ايلول": saysMonth, "تشرين": saysMonth, "كانون الاول": saysMonth, "ماي": saysMonth,
	"غشت": saysMonth, "شتنبر": saysMonth, "نونبر": saysMonth, "دجنبر": saysMonth, "جوان": saysMonth, "جويليه": saysMonth,
	"اوت": saysMonth,
	"بدي": saysSmall, "بغيت": saysSmall, "bghit": saysSmall, "bgha": saysSmall, "رح روح": saysFine, "بروح": saysFine,
	"lla": saysNo, "lala": saysNo,
	"nbedel": saysShift, "nbeddel": saysShift, "beddel": saysShift, "ma kaynach": saysNo, "ma kaynch": saysNo,
	"makaynach": saysNo, "lwa9t": saysSmall, "khalihom yjiw": saysFine, "yjiw": saysSmall, "sba7": saysUnit,
	"صبح": saysUnit, "l3chiya": saysSmall, "3chiya": saysSmall, "ghda": saysDay, "ghedda": saysDay, "lyoum": saysDay,
	"lyouma": saysDay,
}
