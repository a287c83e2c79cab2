package preflight

import (
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/understand/phrasebook"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// loadProgrammes checks the programme files and the words that they need.
func (p *checks) loadProgrammes() {
	all, catalogue, err := p.config.Load()
	if err != nil {
		for _, problem := range settingsProblems(err) {
			p.fail("programmes", problem.Error(), "correct the file")
		}
		return
	}
	p.programmes, p.catalogue = all, catalogue
	p.ok("programmes", "%s", strings.Join(settings.ProgrammeNames(all), ", "))
	examples, err := programmes.Shipped(catalogue.Languages()...)
	if err != nil {
		p.fail("programmes", err.Error(), "this program is broken: take another release")
	}
	for _, programme := range all {
		if _, err := examples.Dialled(programme.Numbers.Voice); err == nil {
			p.warn("programmes", programme.Name+" has the numbers of an example, which are nobody's",
				"copy the file that is nearest, fill in your numbers, and name its folder with HELPLINE_PROGRAMMES")
		}
		p.words(programme)
		p.texts(programme)
		p.window(programme)
		p.senders(programme)
		if len(programme.Numbers.Desk) == 0 {
			p.warn("desk", programme.Name+" has no number of a desk: 0 is always a voicemail and a callback",
				"set numbers.desk if somebody answers in office hours")
		} else {
			p.ok("desk", "%s connects 0 in office hours", programme.Name)
		}
		p.duty(programme)
	}
}

// duty checks that somebody answers at every hour at which a visit can be: who is at a
// resident's door may be no student.
func (p *checks) duty(programme *scheduling.Programme) {
	gaps := programme.UnreachableHours()
	if len(gaps) == 0 {
		p.ok("duty", "%s has somebody to ring at every hour of its visits", programme.Name)
		return
	}
	weekly := make([]calendar.WeeklyHours, len(gaps))
	for i, gap := range gaps {
		weekly[i] = calendar.WeeklyHours(gap)
	}
	p.warn("duty", fmt.Sprintf("%s has visits at hours at which nobody can be rung: %s", programme.Name, calendar.FormatWeekly(weekly)),
		"set numbers.duty, with hours that cover visit.between on every day, so that nobody is alone with a stranger at the door")
}

// words checks that each language has every text, and a voice.
func (p *checks) words(programme *scheduling.Programme) {
	complete := true
	for _, rule := range programme.Languages {
		if rule.Audio != "" {
			complete = p.recordings(programme, rule) && complete
			continue
		}
		if missing := p.catalogue.Untranslated(rule.Code); len(missing) > 0 {
			complete = false
			detail := fmt.Sprintf("%s offers %s, in which %d texts are not translated: they are said in Dutch",
				programme.Name, rule.Code, len(missing))
			p.warn("words", detail,
				"translate them in "+locale.WordsFolder+"/"+string(rule.Code)+".po: \"helpline programme validate\" names each")
		}
		if problem := voiceProblem(rule.Tag, rule.Voice); problem != "" {
			complete = false
			p.warn("voices", programme.Name+": "+problem, "call the line and listen, or choose another voice")
		}
	}
	if complete {
		p.ok("words", "%s says everything in %d languages, with known voices", programme.Name, len(programme.Languages))
	}
}

// texts checks that texts can be read in each language. One without a lexicon is offered
// by telephone, and by text to whoever answers with digits; one that is only recorded is not
// offered by text.
func (p *checks) texts(programme *scheduling.Programme) {
	for _, rule := range programme.Languages {
		switch {
		case rule.Audio != "" && !p.catalogue.Writes(rule.Code):
			p.ok("texts", "%s offers %s by telephone only: it has recordings, and no words for a text", programme.Name, rule.Code)
		case !phrasebook.Reads(programme, rule.Code):
			p.warn("texts", fmt.Sprintf("%s offers %s, in which texts are read by their digits only", programme.Name, rule.Code),
				"say on the letter that texts are answered with a number, or write "+programmes.LexiconFolder+"/"+string(rule.Code)+
					".yaml beside the programme: \"helpline programme show --lexicon "+string(rule.Code)+"\"")
		}
	}
}

// window reports a pilot that is over, or has not begun.
func (p *checks) window(programme *scheduling.Programme) {
	today := calendar.DayOf(p.config.Now(), programme.Zone)
	first, last := programme.Window.FirstDay, programme.Window.LastDay
	switch {
	case !last.IsZero() && last.Before(today):
		p.warn("pilot", fmt.Sprintf("%s is over since %s: callers hear so", programme.Name, last), "move pilot.last_day if it goes on")
	case !first.IsZero() && today.Before(first):
		p.ok("pilot", "%s begins on %s: callers hear so until then", programme.Name, first)
	}
}
