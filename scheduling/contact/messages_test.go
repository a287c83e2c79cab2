package contact_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// When somebody is told what they did not ask for: in contact hours, or at once if a
// visit would begin before they could act on it.
func TestWhenANoticeComes(t *testing.T) {
	p := schedulingtest.WideTown(t)
	night, opens := schedulingtest.OnDay(p, 22, 22*60), schedulingtest.OnDay(p, 23, 9*60)
	day := schedulingtest.OnDay(p, 22, 12*60)
	for name, c := range map[string]struct {
		now    time.Time
		starts []time.Time
		want   time.Time
	}{
		"by day":                     {day, []time.Time{day.Add(48 * time.Hour)}, day},
		"by day, of what is soon":    {day, []time.Time{day.Add(time.Minute)}, day},
		"by night":                   {night, []time.Time{night.Add(48 * time.Hour)}, opens},
		"of no visit":                {night, nil, opens},
		"of what begins at the time": {night, []time.Time{opens}, night},
		"the margin after it":        {night, []time.Time{opens.Add(30 * time.Minute)}, night},
		"a minute more":              {night, []time.Time{opens.Add(31 * time.Minute)}, opens},
		"of what has begun":          {night, []time.Time{night.Add(-time.Hour)}, opens},
		"of what begins now":         {night, []time.Time{night}, opens},
		"of two, the first is soon":  {night, []time.Time{opens, night.Add(48 * time.Hour)}, night},
		"of two, the last is soon":   {night, []time.Time{night.Add(48 * time.Hour), opens}, night},
	} {
		require.Equal(t, c.want, contact.NoticeTime(p, c.now, 30*time.Minute, c.starts...), name)
	}
}

// Contact hours begin at their first minute and end before their last one; Sundays and
// holidays have none.
func TestContactHours(t *testing.T) {
	p := schedulingtest.WideTown(t)
	p.Holidays.Flemish = true
	for name, c := range map[string]struct {
		day    int
		minute int
		open   bool
		next   time.Time
	}{
		"before":               {22, 9*60 - 1, false, schedulingtest.OnDay(p, 22, 9*60)},
		"at nine":              {22, 9 * 60, true, schedulingtest.OnDay(p, 22, 9*60)},
		"the last minute":      {22, 20*60 - 1, true, schedulingtest.OnDay(p, 22, 20*60-1)},
		"at eight":             {22, 20 * 60, false, schedulingtest.OnDay(p, 23, 9*60)},
		"on Saturday":          {20, 12 * 60, true, schedulingtest.OnDay(p, 20, 12*60)},
		"on Saturday evening":  {20, 20 * 60, false, schedulingtest.OnDay(p, 22, 9*60)},
		"on Sunday":            {21, 12 * 60, false, schedulingtest.OnDay(p, 22, 9*60)},
		"on Easter Monday":     {29, 12 * 60, false, schedulingtest.OnDay(p, 30, 9*60)},
		"before Easter begins": {27, 21 * 60, false, schedulingtest.OnDay(p, 30, 9*60)},
	} {
		at := schedulingtest.OnDay(p, c.day, 0)
		at = at.Add(time.Duration(c.minute) * time.Minute)
		require.Equal(t, c.open, contact.InContactHours(p, at), name)
		require.Equal(t, c.next, contact.NextContactTime(p, at), name)
	}
}

// How a resident is reached: by text at a mobile that wants texts, or else in a call.
func TestHowANumberIsReached(t *testing.T) {
	mobile := func(number string) bool { return number == schedulingtest.ResidentNumber }
	reach := func(b *contactBook, mobile func(string) bool, to string) scheduling.Channel {
		channel, err := contact.ChannelFor(t.Context(), b, mobile, "town", to)
		require.NoError(t, err)
		return channel
	}
	require.Equal(t, scheduling.SMS, reach(&contactBook{}, mobile, schedulingtest.ResidentNumber))
	require.Equal(t, scheduling.Voice, reach(&contactBook{out: true}, mobile, schedulingtest.ResidentNumber))
	require.Equal(t, scheduling.Voice, reach(&contactBook{}, mobile, "+3232345678"))
	require.Equal(t, scheduling.Voice, reach(&contactBook{}, nil, schedulingtest.ResidentNumber))
}

// What each message about a visit carries, to whom, and until when it makes sense. No
// name, street or word is stored with one.
func TestWhatMessagesAboutAVisitCarry(t *testing.T) {
	p := schedulingtest.WideTown(t)
	now := schedulingtest.OnDay(p, 22, 9*60)
	v := schedulingtest.HourOf(p, 3, 24, 14*60, scheduling.Accepted)
	v.Postcode, v.Reference, v.Language, v.Word = "1002", "12345", "fr", "moon"
	s := schedulingtest.AnyHour(3, "1001")
	s.Phone, s.Languages = "+32470000009", []scheduling.Language{"fr"}

	resident := scheduling.Message{
		Programme: "town", VisitID: v.ID, To: schedulingtest.ResidentNumber, Channel: scheduling.SMS, Kind: scheduling.Notice, Key: contact.FoundKey,
		Language: "fr", Status: scheduling.MessagePending, RunAt: now,
		Args: map[string]string{"start": "2027-03-24T13:00:00Z", "title": "Digipunt", "phone": "+3280012001", "reference": "12345"},
	}
	require.Equal(t, resident, *contact.AboutVisit(p, scheduling.Notice, contact.FoundKey, &v, schedulingtest.ResidentNumber, now))
	require.Equal(t, scheduling.Message{
		Programme: "town", Channel: scheduling.SMS, Kind: scheduling.Confirmation, Key: contact.DoorKey, Status: scheduling.MessagePending,
		RunAt: now, Args: map[string]string{"word": "…", "phone": "+3280012001"},
	}, *contact.DoorWord(p, now))

	student := scheduling.Message{
		Programme: "town", VisitID: v.ID, To: s.Phone, Channel: scheduling.SMS, Kind: scheduling.Assignment, Language: "fr", RunAt: now, Until: v.End,
	}
	student.Key, student.Args = contact.AddressKey, map[string]string{"start": "2027-03-24T13:00:00Z", "postcode": "1002", "name": "…", "street": "…"}
	require.Equal(t, student, *contact.StudentAddress(p, &s, &v, now))
	student.Key, student.Args = contact.WordKey, map[string]string{"word": "…", "hour": "14:00"}
	require.Equal(t, student, *contact.StudentDoorWord(p, &s, &v, now))
	student.Key, student.Until = contact.AskKey, v.Start
	student.Args = map[string]string{
		"start": "2027-03-24T13:00:00Z", "topic": string(v.Topic), "minutes": "60", "postcode": "1002", "city": "Town", "title": "Digipunt",
	}
	require.Equal(t, student, *contact.StudentQuestion(p, &s, &v, now))
}

// The word for the door is that of the visit's language, whoever is texted it.
func TestTheWordForTheDoorIsOneWord(t *testing.T) {
	fill := func(key string, reads, visit scheduling.Language) scheduling.Message {
		m := scheduling.Message{Key: key, Language: reads, Args: map[string]string{"hour": "14:00"}}
		contact.FillWord(&m, "island", visit)
		return m
	}
	for _, c := range []struct {
		reads, visit scheduling.Language
		key, said    string
	}{
		{"nl", "nl", contact.WordKey, ""},
		{"", "", contact.WordKey, ""},
		{"nl", "", contact.WordKey, ""},
		{"fr", "fr", contact.WordKey, ""},
		{"nl", "tr", contact.WordSaidKey, "tr/island"},
		{"", "ar", contact.WordSaidKey, "ar/island"},
		{"fr", "nl", contact.WordSaidKey, "nl/island"},
		{"fr", "", contact.WordSaidKey, "nl/island"},
	} {
		m := fill(contact.WordKey, c.reads, c.visit)
		require.Equal(t, c.key, m.Key, c)
		require.Equal(t, "island", m.Args["word"])
		require.Equal(t, c.said, m.Args["said"], c)
		require.Equal(t, c.reads, m.Language, "a student reads what they read")
	}
	m := fill(contact.DoorKey, "nl", "ar")
	require.Equal(t, scheduling.Language("ar"), m.Language, "a resident is told it in the language of the visit")
	require.Equal(t, contact.DoorKey, m.Key)
}
