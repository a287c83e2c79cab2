package locale

import (
	"strconv"
	"time"
)

// arabicSpeaker speaks modern standard Arabic: the hour as an ordinal, quarters and
// halves, and always the part of the day, as is usual. Months have the names that the
// news uses from Morocco to Iraq.
type arabicSpeaker struct{}

var (
	arabicDays = [...]string{
		"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت",
	}
	arabicMonths = [...]string{
		"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
		"يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
	}
	arabicHours = [...]string{
		1: "الواحدة", 2: "الثانية", 3: "الثالثة", 4: "الرابعة", 5: "الخامسة", 6: "السادسة",
		7: "السابعة", 8: "الثامنة", 9: "التاسعة", 10: "العاشرة", 11: "الحادية عشرة", 12: "الثانية عشرة",
	}
	// arabicNumbers count minutes, and are feminine like them.
	arabicNumbers = [...]string{
		1: "واحدة", 2: "اثنتان", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثماني", 9: "تسع", 10: "عشر",
		11: "إحدى عشرة", 12: "اثنتا عشرة", 13: "ثلاث عشرة", 14: "أربع عشرة", 15: "خمس عشرة",
		16: "ست عشرة", 17: "سبع عشرة", 18: "ثماني عشرة", 19: "تسع عشرة",
	}
	arabicTens = [...]string{2: "عشرون", 3: "ثلاثون", 4: "أربعون", 5: "خمسون"}
	// arabicKeys are the keys of a telephone.
	arabicKeys = [...]string{"صفر", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"}
)

func (arabicSpeaker) traits() traits { return traits{code: "ar", otherSigns: true} }

func (arabicSpeaker) key(digit string) string { return keyWord(arabicKeys[:], digit) }

func (arabicSpeaker) day(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, arabicDays[local.Weekday()]...), ' ')
	spoken = strconv.AppendInt(spoken, int64(local.Day()), 10)
	return append(append(spoken, ' '), arabicMonths[local.Month()-1]...)
}

func (arabicSpeaker) clock(spoken []byte, hour, minute int) []byte {
	const oClock = "الساعة"
	this, next := arabicHours[twelve(hour)], arabicHours[twelve(hour+1)]
	when := arabicPart(hour)
	switch minute {
	case 0:
		if hour == 0 {
			return append(spoken, "منتصف الليل"...)
		}
		return appendJoined(spoken, oClock, this, when)
	case 15:
		return appendJoined(spoken, oClock, this, "والربع", when)
	case 30:
		return appendJoined(spoken, oClock, this, "والنصف", when)
	case 45:
		return appendJoined(spoken, oClock, next, "إلا الربع", when)
	}
	return appendJoined(spoken, oClock, this, "و"+arabicMinutes(minute), when)
}

// arabicPart returns the part of the day that an hour is in.
func arabicPart(hour int) string {
	switch {
	case hour < 6:
		return "ليلًا"
	case hour < 12:
		return "صباحًا"
	case hour < 13:
		return "ظهرًا"
	case hour < 18:
		return "بعد الظهر"
	case hour < 22:
		return "مساءً"
	}
	return "ليلًا"
}

// arabicMinutes returns 1 to 59 minutes in words. The noun is singular, dual or plural.
func arabicMinutes(n int) string {
	switch {
	case n == 1:
		return "دقيقة"
	case n == 2:
		return "دقيقتان"
	case n <= 10:
		return arabicNumbers[n] + " دقائق"
	case n < len(arabicNumbers):
		return arabicNumbers[n] + " دقيقة"
	case n%10 == 0:
		return arabicTens[n/10] + " دقيقة"
	case n%10 == 8: // indefinite, and not joined to its noun: the final letter stays
		return "ثمانٍ و" + arabicTens[n/10] + " دقيقة"
	}
	units := arabicNumbers[n%10]
	if n%10 == 1 {
		units = "إحدى"
	}
	return units + " و" + arabicTens[n/10] + " دقيقة"
}

func (arabicSpeaker) short(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, arabicDays[local.Weekday()]...), ' ')
	spoken = append(appendDayMonth(spoken, local), " الساعة "...)
	return appendClock(spoken, local.Hour(), local.Minute())
}
