package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
)

// The carrier's own description of its API, in a package of its command line.
const (
	carrierPackage   = "@twilio/cli-core@8.3.2"
	carrierIntegrity = "sha512-qRTAZS15i/nseKHu2zZIb1BD78WFRVOWM65iC9JqjZdNpz5KQaiEI1klsLcWDi1pwXH9JG6pbFXJrIiYRJw/dw=="
	carrierAPI       = "src/services/twilio-api/twilio_api_v2010.json"
)

const (
	textSID = "SM00000000000000000000000000000001"
	callSID = "CA00000000000000000000000000000001"
)

// sidIn returns the last part of a path that ends in an id.
func sidIn(path string) string {
	return strings.TrimSuffix(path[strings.LastIndex(path, "/")+1:], ".json")
}

// describedCarrier answers as the carrier does, and checks every request against the
// carrier's description of its API.
type describedCarrier struct {
	api   *openapi3.T
	mu    sync.Mutex
	asked []string
	wrong []string
}

func (c *describedCarrier) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := "/2010-04-01/Accounts/{AccountSid}" + strings.TrimPrefix(r.URL.Path, "/2010-04-01/Accounts/"+demo.Account)
	path = strings.NewReplacer(textSID, "{Sid}", callSID, "{Sid}").Replace(path)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, r.Method+" "+path)
	if err := c.check(r, path); err != nil {
		c.wrong = append(c.wrong, fmt.Sprintf("%s %s: %v", r.Method, path, err))
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Method == http.MethodPost {
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"sid":%q,"status":"queued","num_segments":"1"}`, textSID)
		return
	}
	fmt.Fprint(w, `{"messages":[],"calls":[],"incoming_phone_numbers":[],"next_page_uri":null}`)
}

func (c *describedCarrier) check(r *http.Request, path string) error {
	item := c.api.Paths.Value(path)
	if item == nil || item.GetOperation(r.Method) == nil {
		return fmt.Errorf("the carrier has no such operation")
	}
	err := openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
		Request: r, PathParams: map[string]string{"AccountSid": demo.Account, "Sid": sidIn(r.URL.Path)},
		Route:   &routers.Route{Spec: c.api, Path: path, PathItem: item, Method: r.Method, Operation: item.GetOperation(r.Method)},
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true},
	})
	if err != nil || r.Method != http.MethodPost {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return err
	}
	known := item.GetOperation(r.Method).RequestBody.Value.Content.Get("application/x-www-form-urlencoded").Schema.Value.Properties
	for field := range r.PostForm {
		if known[field] == nil {
			return fmt.Errorf("the carrier knows no field %s", field)
		}
	}
	return nil
}

// Every request to the carrier conforms to its description of its API.
func TestRequestsAreAsTheCarrierDescribesThem(t *testing.T) {
	t.Parallel()
	api, err := openapi3.NewLoader().LoadFromData(npmFile(t, carrierPackage, carrierIntegrity, carrierAPI))
	require.NoError(t, err)
	described := &describedCarrier{api: api}
	server := httptest.NewServer(described)
	t.Cleanup(server.Close)
	config := rest.Config{AccountSID: demo.Account, AuthToken: demo.Token, CarrierURL: server.URL}
	sender := rest.NewSender(config)

	_, err = sender.SendText(t.Context(), rest.Text{
		To: mobile, From: "+32460201001", Body: "Dag!", StatusCallback: "https://line.example/twilio/status/message?message=1", ValidFor: time.Hour,
	})
	require.NoError(t, err)
	_, _, err = sender.FindText(t.Context(), mobile, "Dag!", monday())
	require.NoError(t, err)
	_, err = sender.Call(t.Context(), rest.Outbound{
		To: landline, From: "+3232010101", URL: "https://line.example/twilio/voice?message=1",
		StatusCallback: "https://line.example/twilio/status/call?message=1", Ring: 45 * time.Second,
	})
	require.NoError(t, err)
	_, _, err = sender.FindCall(t.Context(), landline, "+3232010101", monday())
	require.NoError(t, err)
	_, err = sender.TextBill(t.Context(), textSID)
	require.NoError(t, err)
	_, err = sender.CallBill(t.Context(), callSID)
	require.NoError(t, err)
	_, err = rest.NewAccount(config).Numbers(t.Context())
	require.NoError(t, err)

	require.Empty(t, described.wrong)
	for _, operation := range []string{
		"POST Messages", "GET Messages", "GET Messages/{Sid}", "POST Calls", "GET Calls", "GET Calls/{Sid}", "GET IncomingPhoneNumbers",
	} {
		method, what, _ := strings.Cut(operation, " ")
		require.True(t, slices.Contains(described.asked, method+" /2010-04-01/Accounts/{AccountSid}/"+what+".json"), operation)
	}

	bad, err := http.PostForm(server.URL+"/2010-04-01/Accounts/"+demo.Account+"/Messages.json", url.Values{"Too": {mobile}})
	require.NoError(t, err)
	require.NoError(t, bad.Body.Close())
	require.NotEmpty(t, described.wrong, "what the carrier does not take is noticed")
}
