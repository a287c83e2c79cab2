// Package referrals hands people over, and sees to it that they arrive.
//
// An organisation refers a client to the programme: the office contacts the client at a
// good hour, books a visit with them, and the referrer is told. The programme refers a
// resident onwards, to a walk-in point, a community worker, a course or the social internet
// offer: that referral is open until the receiver confirms. Either way a referral is done
// only when the other side has the answer, and until then it has a status, a date, and a
// callback in the office's one queue whenever a person has something to do.
//
// RunDue derives what is due from visits and referrals as they are, so that a visit that is
// booked or cancelled on any channel needs no code here. Everything it does can be repeated:
// callbacks and messages have dedup keys, and a referral changes only from the status that
// was read. An error on one referral does not stop the rest; the errors are joined.
package referrals
