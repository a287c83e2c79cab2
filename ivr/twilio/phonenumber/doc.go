// Package phonenumber reads telephone numbers as carriers, exchanges and people write them,
// and tells what kind of line a number of the country is. It works on values alone: nothing
// in it can fail, and what is no number is reported as none.
package phonenumber
