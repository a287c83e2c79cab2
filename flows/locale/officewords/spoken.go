package officewords

import (
	"embed"
	"io/fs"

	"github.com/click-call-connect/helpline/flows/locale"
)

//go:embed spoken/*.yaml
var spoken embed.FS

// LoadSpoken reads the words that are spoken to people in the office: what whoever picks
// up at the desk is told of a caller. They are in Dutch only.
func LoadSpoken() (*locale.Catalogue, error) {
	folder, err := fs.Sub(spoken, "spoken")
	if err != nil {
		return nil, err
	}
	return locale.LoadFS(folder)
}
