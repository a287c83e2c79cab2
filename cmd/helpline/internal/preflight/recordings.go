package preflight

import (
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// recordings reports the recordings that a language without a voice lacks, and returns
// whether it has all.
func (p *checks) recordings(programme *scheduling.Programme, rule scheduling.LanguageRule) bool {
	folder, err := p.config.AudioFiles()
	switch {
	case err != nil:
		p.fail("recordings", err.Error(), "name a folder that can be read")
		return false
	case folder == nil:
		p.fail("recordings", fmt.Sprintf("%s offers %s from recordings, and there is no folder of them", programme.Name, rule.Code),
			"set HELPLINE_AUDIO (docs/recorded-prompts.md says what is in it)")
		return false
	}
	var missing []string
	script := p.catalogue.RecordingScript(programme)
	for _, recording := range script {
		if ivr.FindAudio(folder, programme, rule, recording.Name) != "" {
			continue
		}
		missing = append(missing, recording.Name)
		if strings.HasPrefix(recording.Name, ivr.LanguageOption) {
			p.fail("recordings", fmt.Sprintf("%s, %s: it is never offered: %s is not recorded", programme.Name, rule.Code, recording.Name),
				"record it first")
		}
	}
	if len(missing) == 0 {
		p.ok("recordings", "%s has all %d recordings in %s", programme.Name, len(script), rule.Code)
		return true
	}
	p.warn("recordings", fmt.Sprintf("%s, %s: %d of %d recordings are missing: %s",
		programme.Name, rule.Code, len(missing), len(script), strings.Join(missing, ", ")), "what is missing is said in Dutch")
	return false
}
