package main

// programmeCmd holds what is done with programme files. A city is a file, and none of these
// commands needs a database.
type programmeCmd struct {
	New      programmeNewCmd      `cmd:"" help:"Write the file of a new programme, modelled on a shipped one."`
	Validate programmeValidateCmd `cmd:"" help:"Check programme files, and name the line and column of each mistake."`
	Show     programmeShowCmd     `cmd:"" help:"Show a programme's file, or the JSON Schema that editors check files with."`
}

// Help is shown below the commands.
func (programmeCmd) Help() string {
	return `Example:
  helpline programme new mechelen --title "Digipunt aan huis" --city Mechelen --voice +3280012009 \
    --sms +32460201009 --caller-id +3215010101 --place "2800 Mechelen 51.0280 4.4713" --out cities/mechelen.yaml
  helpline programme validate cities/
  helpline programme show --schema --out programme.schema.json`
}
