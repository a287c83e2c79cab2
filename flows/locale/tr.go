package locale

import (
	"strconv"
	"time"
)

// turkishSpeaker speaks as people do: twelve hours, past and to, and the part of the day
// only if the hour is ambiguous. The hour has its suffix in the tables here, because the
// suffix depends on its vowels: onu beş geçe, ona beş kala.
type turkishSpeaker struct{}

var (
	turkishDays = [...]string{
		"Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi",
	}
	// turkishShortDays are in GSM-7, which has Ç and not ç.
	turkishShortDays = [...]string{"Paz", "Pzt", "Sal", "Çar", "Per", "Cum", "Cmt"}
	turkishMonths    = [...]string{
		"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran",
		"Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
	}
	turkishUnits = [...]string{"", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"}
	turkishTens  = [...]string{"", "on", "yirmi"} // minutes are counted from the hour and to the next
	// turkishPast and turkishTo are the hours of a clock with hands, in the accusative
	// and the dative.
	turkishPast = [...]string{
		1: "biri", 2: "ikiyi", 3: "üçü", 4: "dördü", 5: "beşi", 6: "altıyı",
		7: "yediyi", 8: "sekizi", 9: "dokuzu", 10: "onu", 11: "on biri", 12: "on ikiyi",
	}
	turkishTo = [...]string{
		1: "bire", 2: "ikiye", 3: "üçe", 4: "dörde", 5: "beşe", 6: "altıya",
		7: "yediye", 8: "sekize", 9: "dokuza", 10: "ona", 11: "on bire", 12: "on ikiye",
	}
	// turkishKeys are the keys of a telephone.
	turkishKeys = [...]string{"sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"}
)

func (turkishSpeaker) traits() traits {
	return traits{code: "tr", plainTexts: true}
}

func (turkishSpeaker) key(digit string) string { return keyWord(turkishKeys[:], digit) }

func (turkishSpeaker) day(spoken []byte, local time.Time) []byte {
	spoken = append(strconv.AppendInt(spoken, int64(local.Day()), 10), ' ')
	return appendJoined(spoken, turkishMonths[local.Month()-1], turkishDays[local.Weekday()])
}

func (turkishSpeaker) clock(spoken []byte, hour, minute int) []byte {
	when := turkishPart(hour)
	switch {
	case minute == 0 && hour == 0:
		return append(spoken, "gece yarısı"...)
	case minute == 0:
		return appendJoined(spoken, when, "saat", turkishNumber(twelve(hour)))
	case minute == 30:
		return appendJoined(spoken, when, "saat", turkishNumber(twelve(hour)), "buçuk")
	case minute < 30:
		return appendJoined(spoken, when, "saat", turkishPast[twelve(hour)], turkishMinutes(minute), "geçe")
	}
	return appendJoined(spoken, when, "saat", turkishTo[twelve(hour+1)], turkishMinutes(60-minute), "kala")
}

// turkishPart returns the part of the day that an hour is in, or "" from nine to one,
// when it is clear without.
func turkishPart(hour int) string {
	switch {
	case hour < 6:
		return "gece"
	case hour < 9:
		return "sabah"
	case hour < 13:
		return ""
	case hour < 18:
		return "öğleden sonra"
	case hour < 22:
		return "akşam"
	}
	return "gece"
}

func turkishMinutes(minutes int) string {
	if minutes == 15 {
		return "çeyrek"
	}
	return turkishNumber(minutes)
}

// turkishNumber returns a number from 1 to 29 in words.
func turkishNumber(n int) string {
	return string(appendJoined(nil, turkishTens[n/10], turkishUnits[n%10]))
}

func (turkishSpeaker) short(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, turkishShortDays[local.Weekday()]...), ' ')
	spoken = append(appendDayMonth(spoken, local), ' ')
	return appendClock(spoken, local.Hour(), local.Minute())
}
