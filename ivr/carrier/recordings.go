package carrier

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"strings"
)

// Recording is a voicemail that the carrier keeps.
type Recording struct {
	ID      string
	URL     string
	Seconds int
}

// Record keeps a recording of some seconds, and returns it with its address.
func (c *Carrier) Record(seconds int) (Recording, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id, err := newID(c.config.Random, "RE")
	if err != nil {
		return Recording{}, err
	}
	recording := Recording{ID: id, Seconds: seconds, URL: strings.TrimRight(c.config.PublicURL, "/") +
		"/" + apiVersion + "/Accounts/" + c.config.AccountSID + "/Recordings/" + id}
	c.recordings[id] = recording
	return recording, nil
}

// getRecording serves silence of the right length, as a WAV file.
func (c *Carrier) getRecording(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	recording, found := c.recordings[recordingID(r)]
	c.mu.Unlock()
	if !found {
		refuse(w, http.StatusNotFound, 20404, "The requested recording was not found")
		return
	}
	w.Header().Set("Content-Type", "audio/x-wav")
	_, _ = w.Write(silence(recording.Seconds)) // an error means that the client left
}

func (c *Carrier) deleteRecording(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, found := c.recordings[recordingID(r)]; !found {
		refuse(w, http.StatusNotFound, 20404, "The requested recording was not found")
		return
	}
	delete(c.recordings, recordingID(r))
	w.WriteHeader(http.StatusNoContent)
}

func recordingID(r *http.Request) string {
	id, _, _ := strings.Cut(r.PathValue("recording"), ".") // .wav, .json
	return id
}

// silence returns a WAV file of 8,000 samples a second, 8 bits, one channel.
func silence(seconds int) []byte {
	const rate = 8000
	samples := uint32(max(0, seconds)) * rate
	var wav bytes.Buffer
	wav.WriteString("RIFF")
	for _, field := range []any{
		36 + samples, [8]byte([]byte("WAVEfmt ")), uint32(16), uint16(1), uint16(1), uint32(rate), uint32(rate),
		uint16(1), uint16(8), [4]byte([]byte("data")), samples,
	} {
		_ = binary.Write(&wav, binary.LittleEndian, field) // a bytes.Buffer never fails
	}
	wav.Write(bytes.Repeat([]byte{0x80}, int(samples)))
	return wav.Bytes()
}
