package postgres

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestAnAddressAlwaysSaysHowTLSIsUsed(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"postgres://db.example/helpline", "postgres://db.example/helpline?sslmode=require"},
		{"postgres://db.example/helpline?sslmode=verify-full", "postgres://db.example/helpline?sslmode=verify-full"},
		{"postgres://localhost/helpline", "postgres://localhost/helpline?sslmode=prefer"},
		{"postgres://127.0.0.1:5433/helpline?application_name=x", "postgres://127.0.0.1:5433/helpline?application_name=x&sslmode=prefer"},
		{"host=db.example dbname=helpline", "host=db.example dbname=helpline sslmode=require"},
		{"host=/run/postgresql dbname=helpline", "host=/run/postgresql dbname=helpline"}, // a socket has no TLS
		{"postgres:///helpline?host=/tmp/pg", "postgres:///helpline?host=/tmp/pg"},
	} {
		got, _, err := parseAddress(c.address)
		require.NoError(t, err)
		require.Equal(t, c.want, got)
	}
}

func TestAPersonIsTheSameHoweverTyped(t *testing.T) {
	key := func(name, street, number, postcode string) string {
		key, err := personKey(&scheduling.Resident{Name: name, Street: street, HouseNumber: number, Postcode: postcode}).Sealed(nil)
		require.NoError(t, err)
		return key.(string)
	}
	typed := key("José De Smet", "St.-Jansplein", "12 B", "2060")
	require.Equal(t, typed, key(" jose  de smet", "ST JANSPLEIN", "12b", "2060"))
	for _, other := range []string{
		key("José De Smedt", "St.-Jansplein", "12 B", "2060"),
		key("José De Smet", "St.-Jansplein", "12", "2060"),
		key("José De Smet", "St.-Jansplein 1", "2 B", "2060"),
		key("José De Smet", "St.-Jansplein", "12 B", "2018"),
	} {
		require.NotEqual(t, typed, other)
	}
}

func TestAnAddressSaysHowManyStatementsAreKept(t *testing.T) {
	for _, c := range []struct {
		address, want string
		capacity      int
	}{
		{"postgres:///helpline?host=/tmp/pg", "postgres:///helpline?host=/tmp/pg", automatic},
		{"postgres:///helpline?host=/tmp/pg&statement_cache_capacity=0", "postgres:///helpline?host=%2Ftmp%2Fpg", 0},
		{"postgres://localhost/helpline?statement_cache_capacity=64", "postgres://localhost/helpline?sslmode=prefer", 64},
		{"statement_cache_capacity=64 host=/run/postgresql dbname=helpline", "host=/run/postgresql dbname=helpline", 64},
		{"host=db.example statement_cache_capacity = 0 dbname=helpline", "host=db.example dbname=helpline sslmode=require", 0},
	} {
		driver, capacity, err := parseAddress(c.address)
		require.NoError(t, err)
		require.Equal(t, c.want, driver)
		require.Equal(t, c.capacity, capacity)
	}
	for _, wrong := range []string{"many", "-1"} {
		_, _, err := parseAddress("postgres://localhost/helpline?statement_cache_capacity=" + wrong)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
		require.NotContains(t, err.Error(), wrong)
	}
}
