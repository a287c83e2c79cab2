package lettercode_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// drawCode draws a code: each byte below nine is a digit of it.
func drawCode(t *rapid.T) string {
	random := rapid.SliceOfN(rapid.ByteRange(0, 8), 8, 8).Draw(t, "random")
	code, err := lettercode.New(bytes.NewReader(random))
	require.NoError(t, err)
	return code
}

func TestAMadeCodeIsACode(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		code, err := lettercode.New(rand.Reader)
		require.NoError(t, err)
		require.Len(t, code, 9)
		require.True(t, lettercode.IsCode(code), code)
		require.True(t, lettercode.IsMade(code), code)
		seen[code] = true
	}
	require.Greater(t, len(seen), 990, "they differ")
}

// Every slip of one finger makes something that is no made code: one wrong digit, two digits
// that changed places, with or without one between them, and a pair typed as another pair.
func TestASlipNeverMakesAnotherCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := drawCode(t)
		require.True(t, lettercode.IsMade(code))
		for _, slip := range slips(code) {
			require.False(t, lettercode.IsMade(slip), "%s for %s", slip, code)
		}
	})
}

func slips(code string) []string {
	var all []string
	add := func(slip []byte) {
		if string(slip) != code {
			all = append(all, string(slip))
		}
	}
	for i := range code {
		for digit := byte('1'); digit <= '9'; digit++ {
			wrong := []byte(code)
			wrong[i] = digit
			add(wrong)
			if i > 0 && code[i] == code[i-1] {
				wrong[i-1] = digit
				add(wrong)
			}
		}
		for _, apart := range []int{1, 2} {
			if i >= apart {
				swapped := []byte(code)
				swapped[i], swapped[i-apart] = code[i-apart], code[i]
				add(swapped)
			}
		}
	}
	return all
}

// Of all endings of eight digits, exactly one is the check digit.
func TestOneCheckDigitFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code, fit := drawCode(t), 0
		for digit := byte('1'); digit <= '9'; digit++ {
			if lettercode.IsMade(code[:8] + string(digit)) {
				fit++
			}
		}
		require.Equal(t, 1, fit)
	})
}

// Codes on paper stay valid: the rule of the check digit cannot change.
func TestTheCheckDigitStaysWhatItIs(t *testing.T) {
	for _, code := range []string{"111111111", "234567891", "987654321", "123456789"} {
		made := ""
		for digit := byte('1'); digit <= '9'; digit++ {
			if lettercode.IsMade(code[:8] + string(digit)) {
				made = code[:8] + string(digit)
			}
		}
		require.Equal(t, printed()[code[:8]], made)
	}
}

func printed() map[string]string {
	return map[string]string{"11111111": "111111111", "23456789": "234567892", "98765432": "987654329", "12345678": "123456785"}
}

func TestWhatIsACode(t *testing.T) {
	for _, code := range []string{"234567", "2345678", "23456789", "234567891"} {
		require.True(t, lettercode.IsCode(code), code)
	}
	for _, other := range []string{"", "12345", "2345678912", "234560", "23456a", "23456١", "234 567"} {
		require.False(t, lettercode.IsCode(other), other)
		require.False(t, lettercode.IsMade(other), other)
	}
	require.Equal(t, "234567891", lettercode.Plain("234 567\u00a0891"))
	require.Equal(t, "234567", lettercode.Plain("234.56-7"))
}

func TestCodesArePrintedInGroups(t *testing.T) {
	for code, want := range map[string]string{
		"234567": "234 567", "2345678": "2345 678", "23456789": "2345 6789", "234567891": "234 567 891",
	} {
		require.Equal(t, want, strings.Join(lettercode.Groups(code), " "))
	}
}

func TestWithoutRandomNumbersNoCodeIsMade(t *testing.T) {
	_, err := lettercode.New(iotest.ErrReader(errors.New("no numbers")))
	require.ErrorContains(t, err, "no numbers")
}
