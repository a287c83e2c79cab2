package sample

import (
	"fmt"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// studentCount is how many students a programme gets.
const studentCount = 14

// person is a student's name, and what is spoken at home beside Dutch.
type person struct {
	name string
	home scheduling.Language
}

// people are the students of three programmes: of fourteen, some speak Turkish
// and some Arabic, as in the cities ("172 nationaliteiten").
func people() []person {
	return []person{
		{"Jef Peeters", ""},
		{"Yasmina El Amrani", "ar"},
		{"Lotte Janssens", ""},
		{"Emre Yılmaz", "tr"},
		{"Noor Maes", ""},
		{"Karim Bouzid", "ar"},
		{"Chloé Dubois", "fr"},
		{"Seppe Wouters", ""},
		{"Elif Demir", "tr"},
		{"Femke Claes", ""},
		{"Oleksandr Kovalenko", "uk"},
		{"Amina Haddad", "ar"},
		{"Wout Goossens", ""},
		{"Zeynep Kaya", "tr"},
		{"Hanne De Smet", ""},
		{"Bilal Benali", "ar"},
		{"Arthur Lefebvre", "fr"},
		{"Merve Arslan", "tr"},
		{"Robbe Van den Bossche", ""},
		{"Salma Idrissi", "ar"},
		{"Ewa Kowalska", "pl"},
		{"Lander De Clercq", ""},
		{"Burak Öztürk", "tr"},
		{"Marie Verhaeghe", ""},
		{"Nour Al-Khatib", "ar"},
		{"Thibault Martens", ""},
		{"Ayşe Şahin", "tr"},
		{"Silke Baert", ""},
		{"Jonas Vandersmissen", ""},
		{"Imane Tahiri", "ar"},
		{"Kato Hermans", ""},
		{"Murat Aydın", "tr"},
		{"Giulia Conti", "it"},
		{"Daan Vrancken", ""},
		{"Omar Ziani", "ar"},
		{"Lien Thijs", ""},
		{"Deniz Çelik", "tr"},
		{"Stijn Reynders", ""},
		{"Ioana Popescu", "ro"},
		{"Sofie Bollen", ""},
		{"Rachid Amrani", "ar"},
		{"Eline Nijs", ""},
	}
}

// timetables together give every day from Monday to Saturday several students.
func timetables() []string {
	return []string{
		"mo 13:00-18:00; we 09:00-12:30",
		"tu 09:00-12:30; th 13:00-18:00",
		"mo 09:00-12:30; we 13:00-19:00; fr 13:00-18:00",
		"we 13:00-19:00; sa 10:00-16:00",
		"tu 13:00-18:00; th 09:00-12:30; fr 09:00-12:30",
		"mo-fr 16:00-19:00",
		"th 13:00-19:00; sa 09:00-13:00",
	}
}

// Students returns the students of a programme.
func Students(p *scheduling.Programme) []scheduling.Student {
	t := townOf(p)
	all := people()
	students := make([]scheduling.Student, studentCount)
	for i := range students {
		who := all[(t.block*studentCount+i)%len(all)]
		students[i] = scheduling.Student{
			Programme:    p.Name,
			Name:         who.name,
			Phone:        fmt.Sprintf("+3247000%d%s", t.digit(), threeDigits(i+1)),
			Postcode:     t.home(i),
			Languages:    spoken(who, i),
			Topics:       skills(p, i),
			Weekly:       weekly(i),
			MaxHoursWeek: []float64{0, 12, 8, 20}[i%4],
		}
	}
	return students
}

// home spreads students over the city; every fourth lives outside it.
func (t town) home(i int) string {
	if i%4 == 3 && len(t.nearby) > 0 {
		return pick(t, t.nearby)
	}
	return t.served[i%len(t.served)]
}

// spoken: all speak Dutch, half English, a third French.
func spoken(who person, i int) []scheduling.Language {
	languages := []scheduling.Language{"nl"}
	if i%3 == 0 || who.home == "fr" {
		languages = append(languages, "fr")
	}
	if i%2 == 0 {
		languages = append(languages, "en")
	}
	if who.home != "" && !slices.Contains(languages, who.home) {
		languages = append(languages, who.home)
	}
	return languages
}

// skills leaves out a third of the programme's topics, another third for each
// student in turn; every fourth student helps with everything.
func skills(p *scheduling.Programme, i int) []scheduling.Topic {
	if i%4 == 0 {
		return nil
	}
	var topics []scheduling.Topic
	for j, topic := range p.Topics {
		if (i+j)%3 != 0 && topic != scheduling.TopicOther {
			topics = append(topics, topic)
		}
	}
	return topics
}

// weekly reads one of the timetables; a test reads them all.
func weekly(i int) []calendar.WeeklyHours {
	all := timetables()
	hours, _ := calendar.ParseWeekly(all[i%len(all)])
	return hours
}
