package sample

import (
	"fmt"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// studentCount is the number of students of a programme.
const studentCount = 14

// person is a student's name and the languages they speak besides Dutch.
type person struct {
	name string
	home scheduling.Language
}

// people returns the students of three programmes. Some of each fourteen speak Turkish
// or Arabic, as in the cities ("172 nationaliteiten").
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

// timetables returns weekly hours that give every day from Monday to Saturday several
// students.
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

// home returns a postcode; every fourth student lives outside the city.
func (t town) home(i int) string {
	if i%4 == 3 && len(t.nearby) > 0 {
		return pick(t, t.nearby)
	}
	return t.served[i%len(t.served)]
}

// spoken returns a student's languages: Dutch for all, English for half, French for a
// third.
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

// skills returns all topics for every fourth student, and two thirds of them, in
// rotation, for the others.
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

// weekly parses one of the timetables. A test parses all of them.
func weekly(i int) []calendar.WeeklyHours {
	all := timetables()
	hours, _ := calendar.ParseWeekly(all[i%len(all)])
	return hours
}
