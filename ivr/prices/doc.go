// Package prices asks the carrier what each message cost, some time after it was
// sent: the carrier has the price only later, and need not have one at all.
//
// A message whose price is not known is asked about again, ever less often, for a
// week. When the carrier cannot be reached, the messages stay due: nothing is lost.
package prices
