// Package gsm7 measures texts as the carrier charges them: in segments of GSM-7 where
// its alphabet suffices, and else of UCS-2 (3GPP TS 23.038 and 23.040).
//
// Every string has a measure; nothing here fails.
package gsm7
