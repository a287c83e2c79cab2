package programmes

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// schemaDialect is the dialect of JSON Schema that editors support most widely.
const schemaDialect = "http://json-schema.org/draft-07/schema#"

// node is a schema of one value, as JSON.
type node map[string]any

// Schema returns the JSON Schema of a programme file, with which an editor completes and
// checks keys. It is made from the table that files are read by. It allows what no schema can
// express, such as two numbers that are the same; Parse does not.
func Schema() ([]byte, error) {
	return schemaFile(object(""), "A programme of the helpline")
}

// schemaFile returns a schema as a file.
func schemaFile(root node, title string) ([]byte, error) {
	root["$schema"], root["title"] = schemaDialect, title
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the schema: %w", err)
	}
	return append(text, '\n'), nil
}

// object returns the schema of the mapping at a path.
func object(path string) node {
	properties, required := node{}, []string{}
	for _, k := range keysOf(path) {
		properties[k.name()] = schemaOf(k)
		if !k.optional {
			required = append(required, k.name())
		}
	}
	return node{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// schemaOf returns the schema of one key, by its example and the keys below it.
func schemaOf(k key) node {
	items, several := itemOf(k.path)
	var value any
	if err := yaml.Unmarshal([]byte(k.example), &value); err != nil {
		value = k.example // an example that is no YAML by itself is a text
	}
	var s node
	switch value.(type) {
	case map[string]any:
		if s = object(k.path); several { // the keys are names, such as languages
			s = node{"type": "object", "additionalProperties": items}
		}
	case []any:
		s = node{"type": "array", "items": items}
		if strings.HasPrefix(k.path, lexiconPath+".") { // one phrase stands for a list of itself
			s = node{"anyOf": []node{s, items}}
		}
	default:
		s = scalar(value)
		if several {
			s = node{"anyOf": []node{s, {"type": "array", "items": items}, {"type": "object", "additionalProperties": items}}}
		}
	}
	s["examples"] = []any{value}
	return s
}

// itemOf returns the schema of an item of the list at a path, and false if the value at the
// path has none.
func itemOf(path string) (node, bool) {
	path += "[]"
	table := tableOf(path)
	at := slices.IndexFunc(table, func(k key) bool { return k.path == path })
	switch below := len(keysOf(path)) > 0; {
	case below && at >= 0:
		return node{"anyOf": []node{schemaOf(table[at]), object(path)}}, true
	case below:
		return object(path), true
	case at >= 0:
		return schemaOf(table[at]), true
	}
	return nil, false
}

// scalar returns the schema of a single value. YAML reads 2000 as a number and "2000" as a
// text, and a programme may have either where a number is the example.
func scalar(value any) node {
	switch v := value.(type) {
	case bool:
		return node{"type": "boolean"}
	case string:
		if strings.HasPrefix(v, "+") {
			return node{"type": "string", "pattern": `^\+[1-9][0-9]{6,14}$`}
		}
		return node{"type": "string"}
	}
	return node{"type": []string{"number", "string"}}
}
