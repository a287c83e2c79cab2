package ivr

import (
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// SilencePath is where the carrier fetches silence of a length in milliseconds:
// SilencePath/500.wav. Every carrier can play it, and not every carrier has another pause.
const SilencePath = AudioPath + "/silence"

const (
	silenceRate = 8000 // samples a second, as a telephone has them
	maxSilence  = 10 * time.Second
	silenceAge  = "public, max-age=31536000, immutable"
)

func silencePath(length time.Duration) string {
	return SilencePath + "/" + strconv.FormatInt(length.Milliseconds(), 10) + ".wav"
}

// silence serves a recording of nothing.
func (s *Server) silence(c *fiber.Ctx) error {
	digits, found := strings.CutSuffix(c.Params("length"), ".wav")
	milliseconds, err := strconv.ParseUint(digits, 10, 16)
	length := time.Duration(milliseconds) * time.Millisecond
	if !found || err != nil || length == 0 || length > maxSilence || c.Path() != silencePath(length) {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderCacheControl, silenceAge)
	c.Set(fiber.HeaderContentType, "audio/wav")
	return c.Send(silentWAV(length))
}

// silentWAV returns silence as a WAV file: one channel of 16-bit samples.
func silentWAV(length time.Duration) []byte {
	const header, sample = 44, 2
	size := int(length*silenceRate/time.Second) * sample
	wav := make([]byte, 0, header+size)
	text := func(s string) { wav = append(wav, s...) }
	number := func(n int) { wav = binary.LittleEndian.AppendUint32(wav, uint32(n)) }
	short := func(n uint16) { wav = binary.LittleEndian.AppendUint16(wav, n) }
	text("RIFF")
	number(header - 8 + size)
	text("WAVEfmt ")
	number(16) // of the format
	short(1)   // PCM
	short(1)   // channel
	number(silenceRate)
	number(silenceRate * sample)
	short(sample)
	short(8 * sample) // bits
	text("data")
	number(size)
	return append(wav, make([]byte, size)...)
}
