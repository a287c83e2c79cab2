package programmes

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// document is one file while it is being read. It collects all problems, so that they
// can be fixed together.
type document struct {
	file     string
	problems []*Problem
}

// value is one node of a document. Reading a value that is missing or wrong returns a
// zero value and records the problem once.
type value struct {
	doc          *document
	path         string   // path of its key, with "[]" for each item of a list
	node         ast.Node // nil if the value is missing
	line, column int
}

// open parses a document and returns its top-level mapping.
func (d *document) open(data []byte) value {
	root := value{doc: d, line: 1, column: 1}
	// Duplicate keys are reported by fields, so that they do not hide other problems.
	file, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0, parser.AllowDuplicateMapKey())
	switch {
	case !utf8.Valid(data):
		root.fail("is not UTF-8", "save it as UTF-8")
	case err != nil:
		d.syntax(err)
	case len(file.Docs) == 0 || file.Docs[0].Body == nil:
		root.fail("is empty", "copy one of the shipped programmes and change it")
	case len(file.Docs) > 1:
		root.fail("holds more than one document (---)", "write one programme per file")
	default:
		root.node = file.Docs[0].Body
	}
	return root
}

// syntax records that a file is not valid YAML.
func (d *document) syntax(err error) {
	problem := &Problem{File: d.file, Line: 1, Column: 1, Reason: "is not YAML; check indentation, quotes and brackets here"}
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil {
		at := located.GetToken().Position
		problem.Line, problem.Column = at.Line, at.Column
		problem.Reason = "is not YAML (" + located.GetMessage() + "); check indentation, quotes and brackets here"
	}
	d.problems = append(d.problems, problem)
}

// fail records what is wrong with a value. If fix is empty, the example of its key is
// used.
func (v value) fail(what, fix string) {
	if fix == "" {
		fix = "write " + example(v.path)
	}
	reason := what + "; " + fix
	if v.path != "" {
		reason = strings.ReplaceAll(v.path, "[]", "") + ": " + reason
	}
	v.doc.problems = append(v.doc.problems, &Problem{v.doc.file, v.line, v.column, reason})
}

// present reports whether the value exists.
func (v value) present() bool { return v.node != nil }

// fields returns the values of a mapping by every key that it may have; missing ones
// are not present. Unknown, repeated and missing keys are recorded as problems.
func (v value) fields() map[string]value {
	known := keysOf(v.path)
	fields := make(map[string]value, len(known))
	for _, k := range known {
		fields[k.name()] = value{doc: v.doc, path: k.path, line: v.line, column: v.column}
	}
	if !v.present() {
		return fields
	}
	entries, ok := v.node.(ast.MapNode)
	if !ok {
		v.fail("is not a list of keys with values", "")
		return fields
	}
	for each := entries.MapRange(); each.Next(); {
		v.field(fields, each.Key(), each.Value())
	}
	for _, k := range known {
		if !k.optional && !fields[k.name()].present() {
			v.fail(k.name()+" is missing", fmt.Sprintf("add %s: %s", k.name(), k.example))
		}
	}
	return fields
}

// field stores one entry of a mapping.
func (v value) field(fields map[string]value, key ast.MapKeyNode, node ast.Node) {
	name := key.GetToken().Value
	at := key.GetToken().Position
	here := value{doc: v.doc, path: v.path, line: at.Line, column: at.Column}
	field, known := fields[name]
	switch {
	case !known:
		here.fail(fmt.Sprintf("the key %q is not known", name), "use "+v.keyNames())
	case field.present():
		here.fail(fmt.Sprintf("the key %q is already on line %d", name, field.line), "keep one")
	default:
		field.place(node, at.Line, at.Column)
		fields[name] = field
	}
}

// keyNames returns the keys that a mapping may have.
func (v value) keyNames() string {
	var names []string
	for _, k := range keysOf(v.path) {
		names = append(names, k.name())
	}
	return strings.Join(names, ", ")
}

// items returns the values of a list.
func (v value) items() []value {
	if !v.present() {
		return nil
	}
	list, ok := v.node.(*ast.SequenceNode)
	if !ok {
		v.fail("is not a list", "")
		return nil
	}
	items := make([]value, len(list.Values))
	for i, node := range list.Values {
		items[i] = value{doc: v.doc, path: v.path + "[]"}
		items[i].place(node, v.line, v.column)
	}
	return items
}

// named returns the values of a mapping whose keys are names of its own. It returns false if
// the value is no mapping.
func (v value) named() (map[string]value, bool) {
	entries, ok := v.node.(ast.MapNode)
	if !ok {
		return nil, false
	}
	names := map[string]value{}
	for each := entries.MapRange(); each.Next(); {
		name := value{doc: v.doc, path: v.path + "[]"}
		name.place(each.Value(), v.line, v.column)
		key := each.Key().GetToken().Value
		if before, twice := names[key]; twice {
			name.fail(fmt.Sprintf("the key %q is already on line %d", key, before.line), "keep one")
		}
		names[key] = name
	}
	return names, true
}

// oneOrMore returns the values of a list, or one that stands for a list of itself.
func (v value) oneOrMore() []value {
	if _, isList := v.node.(*ast.SequenceNode); isList || !v.present() {
		return v.items()
	}
	return []value{v}
}

// place sets a value's node and position, which is that of its key.
func (v *value) place(node ast.Node, line, column int) {
	v.node, v.line, v.column = node, line, column
	at := node.GetToken()
	if entries, ok := node.(*ast.MappingNode); ok && !entries.IsFlowStyle && len(entries.Values) > 0 {
		at = entries.Values[0].Key.GetToken() // the token of the mapping itself is a colon
	}
	if _, empty := node.(*ast.NullNode); !empty && at != nil {
		v.line, v.column = at.Position.Line, at.Position.Column
	}
}

// text returns a scalar as written in the file. YAML types are ignored, so that a Dutch
// "nee", a postcode and a telephone number are read unchanged.
func (v value) text() (string, bool) {
	switch node := v.node.(type) {
	case nil:
		return "", false
	case *ast.StringNode:
		return node.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	case *ast.NullNode:
		v.fail("has no value", "")
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode:
		v.fail("anchors, aliases and tags are not read here", "")
	default:
		v.fail("is not a single value", "")
	}
	return "", false
}
