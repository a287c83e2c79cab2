package main

import "slices"

// untidyThreads are conversations of people who write as they talk, through the days of a
// visit: thirty texts in Dutch, and ten in each other language, of a resident and of a
// student.
func untidyThreads() []thread {
	return slices.Concat(untidyResidents(), untidyStudents())
}

func untidyResidents() []thread {
	return []thread{
		{file: "untidy-nl.txt", programme: 0, steps: []string{
			"goeiemorgen, kzou iemand moeten hebben voor mijn itsme", letterCode, "3", "3", "den eerste", "ja das goe",
			"ok merci jong", "is het een man of een vrouw die komt", "kost da iets", "hoelang duurt zoiets", "wa moet ik klaarleggen",
			"ma ik heb wel nen hond", "+50h", "joa tis goe", "kan mijn zoon erbij zijn?", "Ja, maar liever na de middag", "neen laat maar staan",
			"toch ni vergeten he", "+22h", "hoe laat was het nu ook weer", "spreekt hij Frans?", "mijn tablet is gevallen, scherm kapot",
			"+7h", "er is nog niemand", "ah hij staat beneden", "+2h", "merci het was ne vriendelijke gast", "kan hij volgende week terugkomen",
			"ik hoor niet goed, sms is beter", "+20h", "en de batterij van mijn gsm is dood",
			"mijn man is gisteren gestorven", "ik ben van de trap gesukkeld", "kzie het allemaal niet meer zitten",
			"gelieve geen sms meer te sturen. mvg Jeanne", "start",
		}},
		{file: "untidy-fr.txt", programme: 0, steps: []string{
			"bjr jvoudrais un rdv pr itsme", letterCode, "le deuxieme", "oui nickel", "c payant?", "+24h", "oui mais j'ai un chien",
			"cest quel jour deja", "+22h", "jpeux pas finalement", "non laissez comme ça", "+24h", "y a quelqu'un de louche à ma porte", "arretez les sms svp",
		}},
		{file: "untidy-tr.txt", programme: 0, steps: []string{
			"merhaba randevu istiyorum", "234567", "1", "2", "evet olur", "paralı mı", "+24h", "tamam bekliyorum",
			"saat kaçtaydı", "+24h", "o gün doktorum var", "kalsın iptal etmeyin", "+24h", "kapıda yabancı bir adam var", "mesaj atmayın artık",
		}},
		{file: "untidy-ar.txt", programme: 2, steps: []string{
			"salam bghit maw3id", "456789", "1", "2", "wakha", "wach khass nkhelles", "+24h", "iyeh ana f dar",
			"fo9ach lmaw3id", "+24h", "ma nqderch dak nhar", "la khalliwh", "+24h", "te7t f ddrouj", "ما تصيفطوش ليا رسائل",
		}},
	}
}

func untidyStudents() []thread {
	return []thread{
		{file: "untidy-student-nl.txt", student: "1 1 234567 1 3 3 3 1 1", steps: []string{
			"+50h", "ik denk het wel", "Graag! Maar enkel na 15u", "hangt af van mijn les", "waar is da juist", "ja doe ik",
			"mijn hond is ziek maar ik kom wel", "moet ik iets meenemen?", "wat als ik ziek word", "kan mijn vriend meekomen", "wanneer was het nu weer",
			"+60h", "welk adres was het", "+11h", "kwartiertje later sorry", "tram staat stil", "ik vind het huis ni", "ben er bijna",
			"ik sta hier al 10 minuten te bellen", "ah ze doet open", "ben er!", "moet ik mijn schoenen uitdoen?", "ze wil liever iemand anders",
			"mevrouw voelt zich niet goed, ze krijgt geen adem", "bijna klaar", "klaar", "klaar ze gaf mij 10 euro", "drie kwartier",
			"ben mijn jas daar vergeten", "niet maandag", "ik word lastig gevallen door haar zoon", "ik stop ermee als student",
		}},
		{file: "untidy-student-fr.txt", student: "2 1 234567 1 3 3 3 1 1", steps: []string{
			"+128h", "ça dépend de mes cours", "ouais ça marche", "+60h", "+11h", "jsuis dans le tram j'arrive", "personne répond", "c bon j'y suis",
			"elle veut une autre personne", "fini", "3/4 d'heure", "j'ai chopé la grippe", "pas samedi", "j'arrête d'être étudiant bénévole",
		}},
		{file: "untidy-student-tr.txt", student: "1 1 234567 1 3 3 3 1 1", steps: []string{
			"+50h", "belki", "tamam gelirim", "+60h", "+11h", "10 dk gecikicem", "kapıyı açmıyor", "geldim buradayım", "kadın hasta", "bitti", "kırk dakika",
			"hastayım", "yardım lazım", "artık öğrenci olmak istemiyorum",
		}},
		{file: "untidy-student-ar.txt", student: "1 1 234567 1 3 3 3 1 1", steps: []string{
			"+50h", "ma3reftch", "wakha ana nji", "+60h", "+11h", "ghadi nt3etel chwiya", "ta 7ed ma kay7el", "wselt ana f dar", "lmra mrida", "salit",
			"sa3a w rbe3", "ana mrid", "3awnouni", "ma bqitch bghit nkoun talib",
		}},
	}
}
