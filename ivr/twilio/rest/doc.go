// Package rest asks the carrier over HTTP: to send a text, to make a call, for a
// recording, for prices, and for the settings of our numbers.
//
// Errors are *Error, with the carrier's code, and whether another try can help. A
// request that timed out may have been carried out: look with FindText or FindCall
// before it is sent again. Addresses, numbers and texts are in no error.
package rest
