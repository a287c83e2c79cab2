package programmes_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

func mechelen() programmes.City {
	return programmes.City{
		Name: "mechelen", Title: "Digipunt: aan huis", City: "Mechelen", Voice: "+3280012009", SMS: "+32460201009", Caller: "+3215010101",
		Places: []string{"2800 Mechelen 51.0280 4.4713", "2811  Hombeek, Leest 51.0 4.4"},
	}
}

// A fourth city is a file: nothing in it is of the city that it was modelled on.
func TestANewCityIsAFile(t *testing.T) {
	t.Parallel()
	for _, like := range []string{"antwerpen", "gent", "hasselt"} {
		text, err := programmes.Template(like, mechelen())
		require.NoError(t, err, like)
		p, err := programmes.Parse("mechelen.yaml", text)
		require.NoError(t, err, like)
		require.Equal(t, []string{"mechelen", "Digipunt: aan huis", "Mechelen"}, []string{p.Name, p.Title, p.City})
		require.Equal(t, scheduling.Numbers{Voice: "+3280012009", SMS: "+32460201009", CallerID: "+3215010101"}, p.Numbers)
		require.Len(t, p.Area, 2)
		require.Empty(t, p.Nearby)
		require.Equal(t, "Hombeek, Leest", p.Area["2811"].Name)
		require.NotRegexp(t, `(?m)^# "[^"]*"$`, string(text), "a quotation about another city")
		require.True(t, strings.HasPrefix(string(text), "# Digipunt: aan huis, Mechelen.\n# Every key is checked"), string(text[:200]))
	}
}

func TestANewCityThatIsRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*programmes.City){
		"no postcode":      func(c *programmes.City) { c.Places = nil },
		"no coordinates":   func(c *programmes.City) { c.Places = []string{"2800 Mechelen"} },
		"far away":         func(c *programmes.City) { c.Places = []string{"2800 Mechelen 4.4 51.0"} },
		"a wrong name":     func(c *programmes.City) { c.Name = "Mechelen aan de Dijle" },
		"a wrong number":   func(c *programmes.City) { c.SMS = "0460 20 10 09" },
		"a free text line": func(c *programmes.City) { c.Title = "Hulp\nnumbers: {}" },
	} {
		city := mechelen()
		change(&city)
		_, err := programmes.Template("antwerpen", city)
		require.ErrorIs(t, err, scheduling.ErrInvalid, name)
	}
	_, err := programmes.Template("atlantis", mechelen())
	require.ErrorIs(t, err, scheduling.ErrNotFound)
}

// The schema is what editors check with: it accepts what Parse accepts of the shipped files,
// and refuses a key that Parse refuses.
func TestTheSchemaOfAProgramme(t *testing.T) {
	t.Parallel()
	schema := compiled(t, programmes.Schema)
	for _, name := range []string{"antwerpen", "gent", "hasselt"} {
		file, err := programmes.ShippedFile(name)
		require.NoError(t, err)
		require.NoError(t, schema.Validate(asJSON(t, file)), name)
		for _, wrong := range []string{"quite_hours: x\n", "extra: {}\n"} {
			require.Error(t, schema.Validate(asJSON(t, append(bytes.Clone(file), wrong...))), wrong)
		}
		require.Error(t, schema.Validate(asJSON(t, bytes.Replace(file, []byte("time_zone:"), []byte("timezone:"), 1))), name)
	}
}

// The schemas allow the files of a city with a language, sentences and types of visits of its own.
func TestTheSchemasOfACity(t *testing.T) {
	t.Parallel()
	for name, schema := range map[string]*jsonschema.Schema{
		"mechelen.yaml": compiled(t, programmes.Schema), "lexicon/pl.yaml": compiled(t, programmes.LexiconSchema),
	} {
		file, err := os.ReadFile("../../docs/cities/" + name)
		require.NoError(t, err)
		require.NoError(t, schema.Validate(asJSON(t, file)), name)
		for _, wrong := range []string{"yess: [a]\n", "stad: x\n"} {
			require.Error(t, schema.Validate(asJSON(t, append(bytes.Clone(file), wrong...))), wrong)
		}
	}
	mechelen, err := os.ReadFile("../../docs/cities/mechelen.yaml")
	require.NoError(t, err)
	for right, wrong := range map[string]string{"length: 90m": "takes: 90m", "welcome:": "welcome: x\n  other:"} {
		require.Error(t, compiled(t, programmes.Schema).Validate(asJSON(t, bytes.Replace(mechelen, []byte(right), []byte(wrong), 1))), wrong)
	}
}

// compiled compiles a schema.
func compiled(t *testing.T, schema func() ([]byte, error)) *jsonschema.Schema {
	t.Helper()
	text, err := schema()
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("file.json", document))
	made, err := compiler.Compile("file.json")
	require.NoError(t, err)
	return made
}

// asJSON returns a YAML document as the values that JSON has.
func asJSON(t *testing.T, file []byte) any {
	t.Helper()
	var read any
	require.NoError(t, yaml.Unmarshal(file, &read))
	data, err := json.Marshal(read)
	require.NoError(t, err)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	require.NoError(t, err)
	return value
}
