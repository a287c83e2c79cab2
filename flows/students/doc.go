// Package students answers the texts of students: yes and no to a visit, when they can
// and cannot come, that they have arrived or are done, and that they need help. Each
// text stands alone: what it is about is looked up, not kept from a conversation.
//
// If a text comes twice, both get the same answer as long as the [flows.Memory] has it.
// Without a memory the text is handled again, which changes nothing a second time in
// most cases. An error of [Schedule] or [Reports] is returned, and the text is then left
// to a human. So is the second text within an hour that is not understood.
package students
