package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/letters"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

// lettersCmd writes letters to residents, in waves.
type lettersCmd struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Programme string `placeholder:"NAME" help:"Whose residents. It can be left out where there is one programme only."`
	Wave      int    `placeholder:"N" help:"Number of the wave, from 1. The same number again prints the same letters again."`
	Size      int    `placeholder:"N" help:"Letters in the wave; more than before tops it up. Without it: as many as it has."`
	Language  string `placeholder:"CODE" help:"A translation on the back, in one of the programme's other languages."`
	Out       string `default:"." placeholder:"FOLDER" help:"Where the files go."`
	Invite    bool   `help:"Also text those with a mobile number: one a minute, outside quiet hours, each once."`
	Responses bool   `help:"How many residents booked, by wave; nothing is printed."`
	Propose   bool   `help:"How many letters to send this week, by the free hours of students; nothing is printed."`
	JSON      bool   `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (lettersCmd) Help() string {
	return `Picks the next residents with a letter code, in the order in which they were imported, and writes two files:
wave-3.html, A4 letters with a card of the telephone's menus, and wave-3.csv for a print shop. Print the
first from a browser, at 100 % and without headers; with --language, on both sides of the paper. The
address fits a window on the right of C5 and C6/5 envelopes. Nobody gets a letter in two waves. Both
files hold names and codes: only you can read them, and they should be deleted after printing.

With --propose, a wave is as large as what students can still do in two weeks, after what the letters of before
will still bring. Send a wave a week.

In the responses, fewer than 5 residents are "<5", in JSON null.

Example:
  helpline letters --programme antwerpen --wave 3 --size 200 --language fr --out letters --invite
  helpline letters --programme antwerpen --propose
  helpline letters --programme antwerpen --responses`
}

// Run implements kong's command.
func (c *lettersCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	all, catalogue, err := c.Load()
	if err != nil {
		return err
	}
	p, err := c.programme(all)
	if err != nil {
		return exit.Misused(err)
	}
	if err := c.check(p, catalogue); err != nil {
		return err
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	if c.Propose {
		return c.propose(ctx, term, where, p)
	}
	if c.Responses {
		return c.responses(ctx, term, where, p)
	}
	return c.write(ctx, term, where, &letters.Mailing{Programme: p, Catalogue: catalogue})
}

// programme returns the named programme. With several, one must be named: a letter
// cannot be taken back.
func (c *lettersCmd) programme(all scheduling.Programmes) (*scheduling.Programme, error) {
	if c.Programme == "" && len(all) == 1 {
		return all[0], nil
	}
	if c.Programme == "" {
		return nil, errors.New("whose residents? Say so with --programme: " + strings.Join(settings.ProgrammeNames(all), ", "))
	}
	if p, err := all.Named(c.Programme); err == nil {
		return p, nil
	}
	return nil, fmt.Errorf("--programme: there is no %q; choose one of %s", c.Programme, strings.Join(settings.ProgrammeNames(all), ", "))
}

// check refuses flags that make no letters, before anything is written.
func (c *lettersCmd) check(p *scheduling.Programme, catalogue *locale.Catalogue) error {
	wrong := func(format string, args ...any) error { return exit.Misused(fmt.Errorf(format, args...)) }
	if err := c.checkCounting(); err != nil || c.Responses || c.Propose {
		return err
	}
	switch {
	case c.Wave < 1:
		return wrong("--wave: waves are numbered from 1; write --wave 1 --size 200 for the first")
	case c.Size < 0:
		return wrong("--size: %d is no number of letters; write how many the wave should have, or leave it out", c.Size)
	case c.Invite && p.Numbers.SMS == "":
		return wrong("--invite: %s has no number that texts; add numbers.sms to its file, or leave --invite out", p.Name)
	}
	if err := c.checkLanguage(&letters.Mailing{Programme: p, Catalogue: catalogue}); err != nil {
		return exit.Misused(err)
	}
	return letters.UsableFolder(c.Out)
}

// checkCounting refuses flags that say nothing beside a question.
func (c *lettersCmd) checkCounting() error {
	others := c.Wave != 0 || c.Size != 0 || c.Invite || c.Language != ""
	switch {
	case c.Responses && c.Propose:
		return exit.Misused(errors.New("--propose and --responses are two questions: leave one out"))
	case others && c.Propose:
		return exit.Misused(errors.New("--propose counts and prints nothing: leave the other flags out, or leave it out"))
	case others && c.Responses:
		return exit.Misused(errors.New("--responses counts all waves and prints nothing: leave the other flags out, or leave it out"))
	}
	return nil
}

// checkLanguage refuses a translation into a language that the line does not offer.
func (c *lettersCmd) checkLanguage(m *letters.Mailing) error {
	if c.Language == "" {
		return nil
	}
	others := m.Translations()
	if slices.Contains(others, c.Language) {
		return nil
	}
	return fmt.Errorf("--language: %s answers in no other language %q; choose one of %s, or leave it out",
		m.Programme.Name, c.Language, strings.Join(others, ", "))
}

// lettersJSON is the public contract of a wave that was written.
type lettersJSON struct {
	Programme string `json:"programme"`
	Wave      int    `json:"wave"`
	Letters   int    `json:"letters"`
	Added     int    `json:"added"`
	Newer     int    `json:"newer_codes"`
	Left      int    `json:"left"`
	Invited   int    `json:"invited"`
	HTML      string `json:"html"` // empty: nothing was written
	CSV       string `json:"csv"`
}

func (c *lettersCmd) write(ctx context.Context, term *terminal.Terminal, where *settings.Database, m *letters.Mailing) error {
	p, now := m.Programme, c.Clock(ctx, term.Now)
	if errors.Is(p.OpenAt(now), scheduling.ErrOver) {
		return exit.Misused(fmt.Errorf("%s ended on %s: nobody can book any more; change pilot.last_day in its file if that is wrong",
			p.Name, p.Window.LastDay))
	}
	wave, err := where.Store.Wave(ctx, invitations.WaveRequest{
		Programme: p.Name, Wave: c.Wave, Size: c.Size, Postcodes: slices.Sorted(maps.Keys(p.Area)), Now: now,
	})
	if err != nil {
		return err
	}
	done := lettersJSON{Programme: p.Name, Wave: c.Wave, Letters: len(wave.Letters), Added: wave.Added, Left: wave.Left}
	for _, letter := range wave.Letters {
		if letter.Newer {
			done.Newer++
		}
	}
	if len(wave.Letters) > 0 {
		if done.HTML, done.CSV, err = c.print(term, m, &wave); err != nil {
			return err
		}
	}
	if c.Invite {
		if done.Invited, err = c.invite(ctx, where, p, &wave, term); err != nil {
			return err
		}
	}
	if c.JSON {
		return output.JSON(term.Out, []lettersJSON{done})
	}
	c.tell(term, &done)
	return nil
}

// print writes both files of a wave.
func (c *lettersCmd) print(term *terminal.Terminal, m *letters.Mailing, wave *invitations.Wave) (html, csv string, err error) {
	progress := output.NewProgress(term.Err, term.Now, "printing", int64(len(wave.Letters)))
	defer progress.End()
	return m.WriteFiles(c.Out, c.Wave, scheduling.Language(c.Language), wave.Letters, progress.Step)
}

// invite puts the texts of a wave in the outbox, and counts them.
func (c *lettersCmd) invite(
	ctx context.Context, where *settings.Database, p *scheduling.Programme, wave *invitations.Wave, term *terminal.Terminal,
) (int, error) {
	now := c.Clock(ctx, term.Now)
	messages := invitations.Messages(p, c.Wave, wave, phonenumber.IsHomeMobile, now)
	for i, message := range messages {
		if err := where.Store.SaveMessage(ctx, message, now); err != nil {
			return i, fmt.Errorf("%w (%d of %d invitations were saved; do this again for the rest)", err, i, len(messages))
		}
	}
	return len(messages), nil
}

// tell prints what was done, and what to do next.
func (c *lettersCmd) tell(term *terminal.Terminal, done *lettersJSON) {
	fmt.Fprintf(term.Out, "%s, wave %d: %s, %d new. In no wave yet: %s.\n",
		done.Programme, done.Wave, output.Count(done.Letters, "letter"), done.Added, output.Count(done.Left, "resident"))
	if done.Newer > 0 {
		fmt.Fprintf(term.Out, "%s: a newer code than on the letter that was printed before. Send this one.\n",
			output.Count(done.Newer, "resident"))
	}
	switch {
	case done.HTML != "":
		fmt.Fprintf(term.Out, "Print %s, or give %s to a print shop. Then delete both: they hold names and codes.\n", done.HTML, done.CSV)
	case done.Left > 0:
		fmt.Fprintln(term.Out, "There is nothing to print: say how many letters the wave should have, as in --size 200.")
	default:
		fmt.Fprintf(term.Out, "There is nothing to print: everybody got a letter, or nobody is on the list. "+
			"Add residents: helpline import residents FILE.csv --programme %s\n", done.Programme)
	}
	if c.Invite {
		fmt.Fprintf(term.Out, "%s by text to be sent, one a minute.\n", output.Count(done.Invited, "invitation"))
	}
}
