package output

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// CSV prints structs as CSV, for spreadsheets: a column for each field of their JSON, and
// no cell that is a formula. A field that is null in JSON is an empty cell, and one that is
// no text or number is its JSON.
func CSV[T any](w io.Writer, rows []T) error {
	out := csv.NewWriter(w)
	fields, header := columns(reflect.TypeFor[T]())
	if err := out.Write(header); err != nil {
		return err
	}
	for _, row := range rows {
		cells := make([]string, len(fields))
		for i, field := range fields {
			cell, err := cellOf(reflect.ValueOf(row).FieldByIndex(field))
			if err != nil {
				return err
			}
			cells[i] = shown(cell)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// columns returns the fields of a struct that JSON has, and their names.
func columns(of reflect.Type) (fields [][]int, names []string) {
	for _, field := range reflect.VisibleFields(of) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			fields, names = append(fields, field.Index), append(names, name)
		}
	}
	return fields, names
}

// shown returns a cell that a spreadsheet shows and does not calculate.
func shown(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func cellOf(value reflect.Value) (string, error) {
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return "", nil
		}
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64, reflect.Float64:
		return fmt.Sprint(value.Interface()), nil
	}
	text, err := json.Marshal(value.Interface())
	return string(text), err
}
