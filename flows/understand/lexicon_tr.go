package understand

import "github.com/click-call-connect/helpline/scheduling"

// turkish is all that a text in Turkish can mean.
var turkish = Lexicon{
	Language:   "tr",
	mornings:   []string{"sabah", "sabahlari", "sabahleyin", "ogleden once"},
	afternoons: []string{"ogleden sonra"},
	phrases:    turkishWords,
	topics: map[scheduling.Topic][]string{
		scheduling.TopicBanking: {
			"banka", "bankacilik", "bankaciligi", "internet bankaciligi",
		},
		scheduling.TopicVideoCall: {
			"goruntulu arama",
		},
		scheduling.TopicSocial: {
			"sosyal medya",
		},
		scheduling.TopicSafety: {
			"guvenlik", "internet guvenligi",
		},
		scheduling.TopicDocuments: {
			"belge", "belgeler", "formlar", "belgeler ve formlar",
		},
		scheduling.TopicApps: {
			"uygulama", "uygulamalar", "programlar ve uygulamalar",
		},
		scheduling.TopicInternet: {
			"evde internet",
		},
		scheduling.TopicOther: {
			"baska bir soru",
		},
	},
	numerals: map[string]string{
		"sifir": "0", "bir": "1", "iki": "2", "uc": "3", "dort": "4", "bes": "5", "alti": "6", "yedi": "7",
		"sekiz": "8", "dokuz": "9", "birinci": "1", "ikinci": "2", "ucuncu": "3",
	},
	days: [7]string{"pazar", "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi"},
	names: map[string]scheduling.Language{
		"flemenkce": "nl", "hollandaca": "nl", "fransizca": "fr", "ingilizce": "en", "turkce": "tr", "arapca": "ar",
	},
	articles:       `bir`,
	asking:         `mi mu eger`,
	contrasting:    `ama`,
	denying:        `degil`,
	hourWords:      `saat`,
	interrogatives: `nerede`,
	fillers:        `bana artik lutfen`,
	messages:       `mesaj mesajlari`,
	preferring:     `lutfen olur evet`,
	noWords:        `hayir yok`,
	confirming:     `evet tamam olur iptal et edin randevu randevumu randevuyu`,
	arriving:       `evet geldi burada ogrenci`,
	missing:        `hayir henuz yok`,
	ownNames:       `turkce`,
	speaking:       `lutfen olarak konusuyorum`,
	nobodyPhrase:   `kimse|hen[uü]z|gelmedi`,
	firmly:         `evet`,
	presence:       `geldi`,
	houseWords:     `kap[ıi] no|ev no`,
	atDoor:         `kap[ıi]|kelime|yabanc[ıi]|g[üu]ven`,
	optOuts: []string{
		"dur", "durdur", "durdurun", "mesaj istemiyorum", "sms istemiyorum", "mesaj gondermeyin", "sms gondermeyin",
		"mesaj atmayin", "mesajlari durdurun", "sms durdurun", "sms leri durdurun",
	},
}

// turkishWords are the Turkish words and phrases of the lexicon.
var turkishWords = map[string]sense{
	"nefes alamiyorum": saysDanger,
	// in danger: phrases with a person in them, because tablets fall and people are called Brand
	"imdat": saysDanger, "acil durum": saysDanger, "dustum": saysDanger, "kapida biri": saysDanger,
	"kapimda biri": saysDanger, "kapida yabanci": saysDanger, "yangin var": saysDanger, "ambulans": saysDanger,
	"kelime farkli": saysDanger, "gogsum agriyor": saysDanger,
	"ogrenci nerede": saysWhen,
	"sagir":          saysByText, "sagirim": saysByText, "isitmiyorum": saysByText, "aramayin": saysByText,
	"bilgisayar": saysTopic, "telefonum": saysTopic, "tabletim": saysTopic,
	// as it was, and all there is
	"kalsin": saysKeep, "iptal etmeyin": saysKeep, "ana menu": saysMenu, "baska adres": saysUnsure, "baska bir adres": saysUnsure,
	"baska konu": saysUnsure, "baska bir konu": saysUnsure,
	// yes
	"evet": saysYes, "ewet": saysYes, "evt": saysYes, "evet lutfen": saysYes, "tabi": saysYes, "tabii": saysYes,
	"tabi ki":  saysYes,
	"tabii ki": saysYes, "neden olmasin": saysYes, "tamam": saysFine, "tmm": saysFine, "tamamdir": saysFine, "olur": saysFine,
	"uygun": saysFine, "uygundur": saysFine, "uyar": saysFine, "uyuyor": saysFine, "iyi": saysFine, "guzel": saysFine,
	"peki": saysFine, "elbette": saysFine, "anlastik": saysFine, "onayliyorum": saysFine, "kabul": saysFine,
	"geliyorum": saysFine,
	"gelirim":   saysFine, "evdeyim": saysFine, "evde olacagim": saysFine, "bekliyorum": saysFine, "super": saysFine,
	"sorun degil": saysFine, "sorun yok": saysFine, "problem yok": saysFine, "dogru": saysFine,
	// no
	"iptal etmek": saysOff, "iptal eder": saysOff, "iptal edebilir": saysOff, "iptali": saysOff, "randevuyu durdur": saysOff,
	"hayir": saysNo, "hayr": saysNo, "yok": saysNo, "olmaz": saysNo, "olmuyor": saysNo, "olmayacak": saysNo, "uymuyor": saysNo,
	"uymaz": saysNo, "gelemem": saysNo, "gelemiyorum": saysNo, "gelmem": saysNo, "gelmiyorum": saysNo, "gelmesin": saysNo,
	"istemiyorum": saysNo, "istemem": saysNo, "mumkun degil": saysNo, "iptal": saysOff, "iptal et": saysOff,
	"iptal edin":            saysOff,
	"iptal etmek istiyorum": saysOff, "evde degilim": saysNo, "evde yokum": saysNo, "gerek yok": saysNo, "imkansiz": saysNo,
	"hastayim": saysNo, "hastanedeyim": saysNo, "musait degilim": saysNo, "vaktim yok": saysNo, "degil": saysNot,
	"degilim": saysNot,
	"mumkun":  saysStance, "musait": saysStance, "evde": saysStance, "olabilir mi": saysStance,
	// another time
	"baska gun": saysOther, "baska bir gun": saysOther, "baska zaman": saysOther, "baska bir zaman": saysOther,
	"baska saat": saysOther, "baska bir saat": saysOther, "baska tarih": saysOther, "baska bir tarih": saysOther,
	"baska":          saysOther,
	"farkli bir gun": saysOther, "diger gun": saysOther, "degistirmek": saysShift, "degistirmek istiyorum": saysShift,
	"degistir": saysShift, "degistirin": saysShift, "ertelemek": saysShift, "ertele": saysShift, "erteleyin": saysShift,
	"erteleyebilir": saysShift, "sonra": saysOther, "daha sonra": saysOther, "daha gec": saysOther, "daha erken": saysOther,
	"haftaya": saysOther, "gelecek hafta": saysOther,
	// a human
	"biriyle konusmak": saysHuman, "birisiyle konusmak": saysHuman, "birisi ile konusmak": saysHuman,
	"insanla konusmak": saysHuman,
	"gorevli":          saysHuman, "calisan": saysHuman, "yetkili": saysHuman, "beni ara": saysHuman, "beni arayin": saysHuman,
	"beni arar": saysHuman, "beni arayabilir": saysHuman, "arayin": saysHuman, "geri arayin": saysHuman, "yardim lazim": saysNeed,
	"yardima ihtiyacim": saysNeed, "yardim edin": saysNeed, "yardim": saysHelp, "konusmak": saysHelp,
	"insan": saysHelp, "yardiminiz": saysSmall,
	// booking, visits and digipunten
	"mektup yok": saysNoLetter, "mektubum yok": saysNoLetter, "mektup gelmedi": saysNoLetter, "mektup almadim": saysNoLetter,
	"mektubu kaybettim": saysNoLetter, "kodum yok": saysNoLetter, "kod yok": saysNoLetter, "mektupsuz": saysNoLetter,
	"randevuyu": saysVisit, "randevumuzu": saysVisit,
	"randevu": saysBook, "randevu almak": saysBookNow, "randevu al": saysBookNow, "randevu istiyorum": saysBookNow,
	"randevu almak istiyorum": saysBookNow, "randevu lazim": saysBookNow, "yeni randevu": saysBookNow, "randevum": saysVisit,
	"randevumu": saysVisit, "benim randevum": saysVisit, "randevularim": saysVisit, "randevum yok": saysUnsure,
	"ne zaman":   saysWhen,
	"saat kacta": saysWhen, "hangi gun": saysWhen, "kim geliyor": saysWhen, "digipunt": saysNearby, "yakinda": saysNearby,
	"yakinimda": saysNearby, "en yakin": saysNearby, "randevusuz": saysNearby, "tekrar": saysAgain, "tekrarla": saysAgain,
	"tekrar et": saysAgain, "bir daha": saysAgain, "yeniden": saysAgain,
	// no answer
	"bilmiyorum": saysUnsure, "bilmem": saysUnsure, "emin degilim": saysUnsure, "belki": saysUnsure, "anlamadim": saysUnsure,
	"anlamiyorum": saysUnsure, "kimsiniz": saysUnsure, "yanlis numara": saysUnsure, "gelmedi": saysUnsure,
	"kimse gelmedi": saysUnsure,
	// courtesy
	"cok tesekkur ederim": saysBye, "cok tesekkur ederiz": saysBye, "cok sagolun": saysBye, "cok sag olun": saysBye,
	"hosca kal": saysBye, "hosca kalin": saysBye, "hoscakal": saysBye, "hoscakalin": saysBye, "gorusuruz": saysBye,
	"gorusmek uzere": saysBye, "yardiminiz icin": saysSmall,
	"tesekkurler": saysBye, "tesekkur": saysBye, "tesekkur ederim": saysBye, "tesekkur ederiz": saysBye,
	"cok tesekkurler": saysBye, "sagolun": saysBye, "sag olun": saysBye, "sagol": saysBye, "lutfen": saysPolite,
	"merhaba": saysPolite, "selam": saysPolite, "gunaydin": saysPolite, "iyi gunler": saysPolite, "iyi aksamlar": saysPolite,
	"maalesef": saysPolite, "uzgunum": saysPolite, "kusura bakmayin": saysPolite, "hanim": saysPolite, "bey": saysPolite,
	"efendim": saysPolite, "insallah": saysBye,
	// small words
	"ben": saysSmall, "benim": saysSmall, "bana": saysSmall, "beni": saysSmall, "icin": saysSmall, "bir": saysSmall,
	"bu": saysSmall,
	"o":  saysSmall, "ve": saysSmall, "mi": saysSmall, "cok": saysSmall, "da": saysSmall, "de": saysSmall, "ile": saysSmall,
	"istiyorum": saysSmall, "var": saysSmall, "daha": saysSmall, "gun": saysUnit, "olacagim": saysSmall, "et": saysSmall,
	"ama": saysContrast, "fakat": saysContrast, "saat": saysSmall | saysClock, "kod": saysSmall | saysChoice,
	"kodum": saysSmall | saysChoice, "numara": saysSmall | saysChoice, "secenek": saysSmall | saysChoice, "posta": saysSmall,
	"kodu": saysSmall | saysChoice, "sifir": saysSmall, "iki": saysSmall, "uc": saysSmall, "dort": saysSmall, "bes": saysSmall,
	"alti": saysSmall, "yedi": saysSmall, "sekiz": saysSmall, "dokuz": saysSmall, "birinci": saysSmall, "ikinci": saysSmall,
	"ucuncu": saysSmall,
	// dates
	"pazartesi": saysDay, "sali": saysDay, "carsamba": saysDay, "persembe": saysDay, "cuma": saysDay, "cumartesi": saysDay,
	"pazar": saysDay, "yarin": saysDay, "bugun": saysDay, "ocak": saysMonth, "subat": saysMonth, "mart": saysMonth,
	"nisan": saysMonth, "mayis": saysMonth, "haziran": saysMonth, "temmuz": saysMonth, "agustos": saysMonth, "eylul": saysMonth,
	"ekim": saysMonth, "kasim": saysMonth, "aralik": saysMonth, "yasinda": saysUnit, "yas": saysUnit, "dakika": saysUnit,
	"hafta": saysUnit, "kisi": saysUnit,
}
