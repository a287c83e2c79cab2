package ivr

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// AudioPath is where the carrier fetches recordings:
// AudioPath/<programme>/<folder>/<file>.
const AudioPath = "/audio"

// audioTypes are the types of files that are played, the preferred one first.
var audioTypes = []struct{ extension, contentType string }{{".mp3", "audio/mpeg"}, {".wav", "audio/wav"}}

var audioFile = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*\.(mp3|wav)$`)

// audioAge is how long the carrier may cache a recording.
const audioAge = "public, max-age=3600"

// audio serves a recording. Recordings are public, like the sentences that callers hear;
// nothing else in the folder is served.
func (s *Server) audio(c *fiber.Ctx) error {
	p, err := s.Programmes.Named(c.Params("programme"))
	if err != nil || s.Audio == nil || !hasAudio(p, c.Params("folder")) || !audioFile.MatchString(c.Params("file")) {
		return fiber.ErrNotFound
	}
	name := path.Join(p.Name, c.Params("folder"), c.Params("file"))
	file, err := s.Audio.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fiber.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return errors.Join(fiber.ErrNotFound, file.Close())
	}
	c.Set(fiber.HeaderCacheControl, audioAge)
	c.Set(fiber.HeaderETag, fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
	if c.Fresh() {
		return errors.Join(c.SendStatus(fiber.StatusNotModified), file.Close())
	}
	for _, kind := range audioTypes {
		if path.Ext(name) == kind.extension {
			c.Set(fiber.HeaderContentType, kind.contentType)
		}
	}
	return c.SendStream(file, int(info.Size())) // SendStream closes the file
}

func hasAudio(p *scheduling.Programme, folder string) bool {
	return slices.ContainsFunc(p.Languages, func(rule scheduling.LanguageRule) bool {
		return rule.Audio != "" && rule.Audio == folder
	})
}

// FindAudio returns the name of a recording's file in a programme's folder, or "" if
// there is none. It prefers .mp3 to .wav.
func FindAudio(folder fs.FS, p *scheduling.Programme, rule scheduling.LanguageRule, recording string) string {
	if folder == nil {
		return ""
	}
	for _, kind := range audioTypes {
		name := path.Join(p.Name, rule.Audio, recording+kind.extension)
		if info, err := fs.Stat(folder, name); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return ""
}

// played returns a line as recordings. It returns false if one is missing, or cannot be
// made.
func (w speech) played(rule scheduling.LanguageRule, m locale.Message) (twiml.Utterance, bool) {
	pieces, ok := w.catalogue.Recordings(w.programme.Zone, m.In(w.programme.Languages[0].Code, w.programme))
	if !ok {
		return twiml.Utterance{}, false
	}
	var said twiml.Utterance
	for _, piece := range pieces {
		name := FindAudio(w.audio, w.programme, rule, piece.Name)
		if name != "" {
			said.Audio = append(said.Audio, w.address(AudioPath+"/"+(&url.URL{Path: name}).EscapedPath()))
		} else if !piece.Optional {
			return twiml.Utterance{}, false
		}
	}
	return said, len(said.Audio) > 0
}

// recorded renders a line in a language without a voice. If a line is not recorded, it is
// spoken in Dutch, except the one in which a language offers itself: that is left out,
// because the Dutch line would offer Dutch.
func (w speech) recorded(rule scheduling.LanguageRule, line flows.Line, slow bool) []twiml.Utterance {
	if said, ok := w.played(rule, line.Message); ok {
		return []twiml.Utterance{said}
	}
	if line.Key == LanguageOption || line.Key == otherLanguageOption {
		return nil
	}
	line.Language = w.programme.Languages[0].Code
	return w.Say(line, slow)
}

// otherLanguageOption is the key of the line in which a language offers the way to itself.
const otherLanguageOption = "option.languages"

// LanguageOption is the key of the line in which a language offers itself.
const LanguageOption = "option.language"
