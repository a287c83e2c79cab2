package rest_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestBills(t *testing.T) {
	t.Parallel()
	known := scheduling.Price{Amount: "0.00750", Currency: "USD"}
	for name, c := range map[string]struct {
		call bool
		body string
		want rest.Bill
	}{
		"a text":                      {false, `{"sid":"SM1","price":"-0.00750","price_unit":"usd","num_segments":"2"}`, rest.Bill{Price: known, Segments: 2}},
		"a text, without a minus":     {false, `{"sid":"SM1","price":"0.00750","price_unit":"USD"}`, rest.Bill{Price: known}},
		"not known yet":               {false, `{"sid":"SM1","price":null,"price_unit":"USD","num_segments":"1"}`, rest.Bill{Segments: 1}},
		"no currency":                 {false, `{"sid":"SM1","price":"-0.00750","price_unit":null}`, rest.Bill{}},
		"not a price":                 {false, `{"sid":"SM1","price":"1e3","price_unit":"USD"}`, rest.Bill{}},
		"more than any price":         {false, `{"sid":"SM1","price":"-12345678901","price_unit":"USD"}`, rest.Bill{}},
		"a call":                      {true, `{"sid":"CA1","status":"completed","price":"-0.00750","price_unit":"USD"}`, rest.Bill{Price: known}},
		"a call, not known yet":       {true, `{"sid":"CA1","status":"completed","price":null,"price_unit":"USD"}`, rest.Bill{}},
		"a call that goes on":         {true, `{"sid":"CA1","status":"in-progress","price":null,"price_unit":"USD"}`, rest.Bill{}},
		"a call nobody answered":      {true, `{"sid":"CA1","status":"no-answer","price":null,"price_unit":"USD"}`, rest.Bill{Price: scheduling.Price{Amount: "0", Currency: "USD"}}},
		"a busy line that was billed": {true, `{"sid":"CA1","status":"busy","price":"-0.00750","price_unit":"USD"}`, rest.Bill{Price: known}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked string
			sender, _ := answering(t, func(w http.ResponseWriter, r *http.Request) {
				asked = r.Method + " " + r.URL.Path
				answerWith(http.StatusOK, c.body)(w, r)
			})
			ask, path := sender.TextBill, "/Messages/opaque-1.json"
			if c.call {
				ask, path = sender.CallBill, "/Calls/opaque-1.json"
			}
			bill, err := ask(t.Context(), "opaque-1")
			require.NoError(t, err)
			require.Equal(t, c.want, bill)
			require.Equal(t, "GET /prefix/2010-04-01/Accounts/"+accountID+path, asked)
		})
	}
}

func TestABillThatIsNotThere(t *testing.T) {
	t.Parallel()
	sender, _ := answering(t, answerWith(http.StatusNotFound, `{"code":20404,"message":"The requested resource was not found","status":404}`))
	_, err := sender.TextBill(t.Context(), "opaque-1")
	require.Equal(t, http.StatusNotFound, carrierError(t, err).HTTPStatus)
	_, err = sender.CallBill(t.Context(), "opaque-1")
	require.Equal(t, 20404, carrierError(t, err).Code)
}
