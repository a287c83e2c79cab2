// Package twilio implements the carrier's protocol: signatures, webhook forms into
// [flows.Input], [flows.Reply] into TwiML, and the REST API that sends texts
// ([Sender]), and manages recordings and our numbers ([Account]). It is independent of
// any web framework.
//
// When something fails: a signature that cannot be checked is not valid. Parsing a form
// returns [scheduling.ErrInvalid] if its id is missing, and repairs every other oddity.
// Rendering cannot fail. Sending returns an [*Error] that says whether to retry, and
// whether the text may have been sent all the same. If the address of a recording is
// not the carrier's, the error is [scheduling.ErrInvalid], and no credentials are sent.
// No error has a telephone number or the text of a message in it.
package twilio
