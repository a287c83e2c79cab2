package carrier

import (
	"strings"
	"unicode/utf16"
)

// The alphabet of GSM 03.38, and the characters that count two there.
const (
	gsm7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsm7Twice = "\f^{}\\[~]|€"
)

// Segments is how many messages a text is charged as: 160 characters of GSM-7
// (153 each when several), or 70 UTF-16 units (67) when one character is not in
// it. A character that counts two is not cut across segments.
func Segments(body string) int {
	var sizes []int
	for _, r := range body {
		switch {
		case strings.ContainsRune(gsm7, r):
			sizes = append(sizes, 1)
		case strings.ContainsRune(gsm7Twice, r):
			sizes = append(sizes, 2)
		default:
			return count(unitSizes(body), 70, 67)
		}
	}
	return count(sizes, 160, 153)
}

func unitSizes(body string) []int {
	var sizes []int
	for _, r := range body {
		sizes = append(sizes, max(1, utf16.RuneLen(r)))
	}
	return sizes
}

func count(sizes []int, alone, each int) int {
	total, segments, room := 0, 1, each
	for _, size := range sizes {
		total += size
		if size > room {
			segments, room = segments+1, each
		}
		room -= size
	}
	if total <= alone {
		return 1
	}
	return segments
}
