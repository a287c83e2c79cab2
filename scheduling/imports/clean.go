package imports

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// cleaner reads CSV as spreadsheets and other programs write it, and returns it as
// encoding/csv reads it: a line ends in \n also where the file has a lone \r, and ="0470",
// which keeps a spreadsheet from reading a number, is "0470". The number of lines stays.
type cleaner struct {
	from      *bufio.Reader
	separator byte
	begins    bool // the next byte begins a cell
	quoted    bool // the next byte is between double quotes
	closed    bool // the last byte was a double quote that closed them
}

func newCleaner(from *bufio.Reader, separator rune) *cleaner {
	return &cleaner{from: from, separator: byte(separator), begins: true}
}

func (c *cleaner) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		b, err := c.next()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				err = nil
			}
			return n, err
		}
		p[n] = b
		n++
		if c.from.Buffered() == 0 {
			break // reading on could wait for somebody who writes into a pipe
		}
	}
	return n, nil
}

// next returns the next byte of the CSV.
func (c *cleaner) next() (byte, error) {
	b, err := c.from.ReadByte()
	if err != nil {
		return 0, err
	}
	switch {
	case b == '\r' && !c.follows('\n'):
		b = '\n'
	case b == '=' && c.begins && c.follows('"'):
		b, _ = c.from.ReadByte()
	}
	c.track(b)
	return b, nil
}

// track notes where in a cell the next byte is.
func (c *cleaner) track(b byte) {
	quote := b == '"'
	closes := quote && c.quoted
	switch {
	case closes:
		c.quoted = false
	case quote && (c.begins || c.closed): // of two quotes, the second opens the cell again
		c.quoted = true
	}
	c.closed = closes
	c.begins = !c.quoted && (b == c.separator || b == '\n' || c.begins && b == ' ')
}

// follows reports whether the next byte is b.
func (c *cleaner) follows(b byte) bool {
	next, err := c.from.Peek(1)
	return err == nil && next[0] == b
}

// named returns the separator that the first line of a file names, as in sep=; and whether
// it does. Excel reads that line, and some programs write it.
func named(line []byte) (separator rune, ok bool) {
	value, ok := bytes.CutPrefix(bytes.ToLower(bytes.Trim(line, " \"\r\n")), []byte("sep="))
	if !ok || len(value) != 1 || value[0] != ',' && value[0] != ';' && value[0] != '\t' {
		return 0, false
	}
	return rune(value[0]), true
}
