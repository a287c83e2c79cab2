package carrier

import (
	"net/http"
	"slices"
)

func (c *Carrier) countries() []string {
	if c.config.Countries == nil {
		return []string{"BE"}
	}
	return c.config.Countries
}

// listTextCountries serves the countries that the account may text.
func (c *Carrier) listTextCountries(w http.ResponseWriter, _ *http.Request) {
	list := []map[string]any{{"country_code": "US", "type": "country", "enabled": false, "error_code": 0, "error_messages": []string{}}}
	for _, country := range c.countries() {
		list = append(list, map[string]any{
			"country_code": country, "type": "country", "enabled": true, "error_code": 0, "error_messages": []string{},
		})
	}
	answer(w, http.StatusOK, map[string]any{"permissions": list})
}

// getCallCountry serves whether the account may call a country.
func (c *Carrier) getCallCountry(w http.ResponseWriter, r *http.Request) {
	country := r.PathValue("country")
	answer(w, http.StatusOK, map[string]any{
		"iso_code": country, "low_risk_numbers_enabled": slices.Contains(c.countries(), country),
		"high_risk_special_numbers_enabled": false, "high_risk_tollfraud_numbers_enabled": false,
	})
}
