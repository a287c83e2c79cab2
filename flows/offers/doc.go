// Package offers is the dialogues beside visits, by telephone and by text: an organisation
// refers a client with its code, somebody who wants to help leaves their number, and somebody
// wants a course near them. Each is a group of flows.State that joins the dialogue with
// residents (flows/resident) as a room: behind a key of the main menu that is printed on cards
// and posters and never said, and behind words in a text.
//
// A programme decides what it offers; what it does not leads to the main menu, and a course to
// a walk-in point. What is left is kept before a name is spoken, so that whoever hangs up is
// called all the same. An error leads to the apology and the voicemail, as everywhere.
package offers
