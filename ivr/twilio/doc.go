// Package twilio is the carrier's dialect, and all of it: signatures, webhook
// forms into flows.Input, flows.Reply into TwiML, and the REST API that sends
// texts (Sender), keeps recordings and knows our numbers (Account). It knows no
// web framework, so that package ivr can put any in front.
//
// When something fails: a signature that cannot be checked is not valid; a form
// without the one field that matters is scheduling.ErrInvalid, and every other
// oddity of a form is repaired; rendering cannot fail; sending fails with an
// *Error that says whether to try again, and whether the text may have gone out
// all the same; an address of a recording that is not the carrier's is
// scheduling.ErrInvalid, and gets no credentials. No error holds a telephone number or the text of a message.
package twilio
