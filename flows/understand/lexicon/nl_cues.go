package lexicon

// dutchCues are what shows in Dutch that a text says more than what it asks for.
var dutchCues = map[Signs]cueTexts{
	SignHarmless: `tablet|gsm|gsm'etje|telefoon|laptop|computer|pc|scherm|toestel|internet|wifi|stroom|verbinding|lijn|pakje|brief|prijs|
		prijzen|tarieven|temperatuur|sleutel*|bril|kaart|muis|app gevallen|uitgevallen|viel|valt|dood|overleden|bewusteloos|
		gestorven !ik_ben|ben_ik|man|vrouw|mama|moeder|papa|vader|ma|pa;
		batterij|accu|lampje|licht|lamp|led|lampke brandt|brandde|branden|dood|leeg !huis|keuken;
		niet_gevallen|niet_meer_gevallen|geen_brand|geen_noodgeval|geen_paniek|geen_gevaar|geen_pijn|geen_inbraak|
		geen_inbreker|geen_bloed|geen_gas|niet_in_brand|geen_gevaarlijk*;
		in_slaap_gevallen|goed_gevallen|bevallen|goed_bevallen|opgevallen|vallen_op|samenvallen|valt_mee|gevallen_voor|
		lastig_gevallen sorry|excuseer|excuses|u|jullie|sry !word|wordt|ben|mij|me; bloed trekken|prikken|afname|onderzoek|laten|geven|nemen|
		trekking|test; bloeddruk meten|ok|goed;
		ik_rook|rook_niet|rook_ik|niet_roken|mag_roken;
		schrik|bang computer*|internet|gsm|techniek|vergeten|vergeet|online|betalen|verkeerd|iets_fout;
		veilig internet|internetten|bankieren|betalen|online|wachtwoord;
		leren|les|uitleg|cursus|workshop|info phishing|oplichting|oplichters|fraude|scam; spoed afspraak|geen|niet|zo_snel;
		dood gewoon|moe|op|eenvoudig; dodelijk|doodmoe|doodgewoon|doodziek|doodop|doodjammer|lachen_dood;
		vuur|brand huisbel|voor_de_computer|tv; stik* lachen|druk|warm|heet|saai; hart harte|onder|hartelijk|op;
		mijn_hart_klopt_voor|van_harte|uit_het_hart|met_hart; kookt|koken gas|gasvuur;
		gasfactuur|gasmeter|gasrekening|gasfornuis|gas_en_elektriciteit|gas_en_water;
		op_de_grond gsm|tablet|laptop|kabel|doos;
		ziekenhuis voor_de_deur|naast|tegenover|achter|bus|halte|vlakbij|dicht|buurt;
		opgenomen telefoon|gesprek|niet|bericht|film|voicemail|nie|ni !ziekenhuis|is_opgenomen_in; geslaagd|slaagt;
		in_de_lift_zitten; is_dit|is_het|is_dat|of_is|echt oplichting|fraude|nep|scam|phishing !geld|code|bank|betaald|gegeven|rekening; dief|
		inbreker film|tv|alarm;
		gevallen|gestorven|overleden blad|bladeren|sneeuw|regen|plant|vis|goudvis|hond|poes|kat;
		dood plant|vis|goudvis|hond|poes|kat|muis; verbrand eten|taart|soep|koken|potje !ik_ben|hand|arm;
		brandend nieuwsgierig|benieuwd|maagzuur|zand|actueel|vraag; verliefd; verbrand zon|zonnebrand; bloed|
		bloeden kriebelt; schrik geen; overvallen door`,
	SignDanger: `gevallen|gestruikeld|uitgegleden|uitgeschoven|gevalle|ongeval|ongeluk|accident;
		viel|valt|val trap|trapgat|bed|stoel|straat|ladder|douche|bad|grond|vloer|zetel|rolstoel|dak;
		lig|ligt|liggen|lag|zit|zat|gevonden|beland grond|vloer|tegels|gang|keuken|badkamer|trap|kelder !factuur|brief|gsm|tablet|
		sleutel;
		opstaan|recht|rechtkomen|overeind|rechtop|rechtstaan|rechtgeraken|opgestaan|rechtzetten niet|nie|ni|amper|nimeer|
		niemeer !student_recht;
		uit bed|bad|zetel|wc|toilet|douche|badkuip|lift kan|kom|komt|geraak|geraakt|krijg niet|nie|ni|nimeer;
		adem|ademen|ademt|ademhaling|ademhalen|ademnood|asem|zuurstof|lucht raar|vreemd|piept|rochelt|reutelt|stopt|gestopt|niet|nie|ni|geen|
		moeilijk|slecht|amper|tekort|
		te_kort|zwaar|nauwelijks|kort|bijna|krijg|snak*;
		ademnood|kortademig|benauwd|stikken|stik|stikt|verstikt|verstikking|verslikt|gestikt|hijg*;
		hart|hartje|hartstreek|borst|borstkas pijn|steek|steken|doet|raar|vreemd|snel|bonst|bonkt|klopt|druk|drukt|slaat|
		onregelmatig|zeer|hamert|beklemd|klem|krampen;
		hartaanval|hartinfarct|hartstilstand|hartaderbreuk|infarct|beroerte|hersenbloeding|trombose|attaque|hartfalen|
		epilepsie|epileptisch*; mond|gezicht|arm|been|kant scheef|hangt|verlamd|gevoelloos|lam !beeld|foto;
		pijn veel|erg|erge|hevig|hevige|vreselijk|vreselijke|zoveel|ondraaglijk*|borst|buik|hart|arm|enorm|enorme|
		verschrikkelijk|verschrikkelijke|verga|sterf|helse|zware|onhoudbaar !computer;
		pijn help|helpen|ambulance|112|dokter_nu; bloed|bloedt|bloeden|bloeding|gebloed|bloedneus|bebloed|doodbloeden;
		zakt|zakken|stuikt|klapt|zeeg|plofte|viel|valt ineen|ineens|in_elkaar|in_een|tegen_de_grond|neer man|vrouw|hij|ze|zij|mama|papa|moeder|
		vader|
		mevrouw|meneer|madam;
		dood|sterven|doodgaan ga|gaat|denk ik|hij|ze|zij !lachen|moe|gewoon|batterij|tablet|gsm|verveel*|kou|honger;
		bewusteloos|bewustzijn|flauwgevallen|flauwvallen|onwel|appelflauwte|buiten_westen|van_zijn_stokje|van_mijn_stokje|
		zakt_weg|in_elkaar_gezakt|ineengezakt|in_elkaar_gestuikt|collaps; flauw val|viel|valt|gevallen|vallen;
		reageert|antwoordt|beweegt|ademt|wakker niet|nie|ni mevrouw|madam|meneer|hij|zij|ze|man|vrouw|moeder|vader|mama|papa|
		persoon|bewoner|bewoonster|pa|va|bomma|bompa|oma|opa|buurvrouw|buurman|kind|baby|hem|haar|broer|zus|zoon|dochter|ventje !deur|bel|gsm|
		telefoon|sms|bericht*|mail|open;
		duizelig|draaierig heel|erg|zo|zeer|ineens|plots|val|alles|help; alles draait;
		hypo|suikeraanval|overdosis|vergiftigd|vergiftiging|vergif;
		pillen|pilletjes|pillekes|medicatie|medicijnen|medicamenten|slaappillen|tabletten|doos te_veel|heel|hele|teveel|allemaal|verkeerde|
		dubbel genomen|ingenomen|geslikt|gepakt|in|
		pakken|nemen; verbrand ik|hand|arm|been|water|heb|mij|me|gezicht;
		gebroken heup|been|arm|pols|enkel|rug|schouder|nek|iets ik|mijn|mevrouw|meneer|haar|zijn|ze|hij|denk;
		brand er|in|bij|keuken|huis|gang|boven|beneden|hier|oven|kelder|buren|help|staat|woning|appartement|frituur|pan|kamer|
		garage|uitgebroken; brandt het|huis|keuken|alles|hier|iets|oven|pan|er|gordijn|frituur*|zetel|kamer|'t|dak|boel;
		ontploffing|ontploft|kortsluiting|vlammen|uitslaande|brandend|steekvlam|brandweer;
		rook in|ruik|veel|keuken|zwarte|overal|komt|hangt|huis|gang; vuur keuken|huis|gordijn*|vat|gevat|pan|oven|staat;
		rookmelder|brandalarm|rookalarm|rookdetector gaat|af|piept|loeit|gaan|afgegaan;
		ruik|riek|riekt|ruikt|stinkt gas|brand|verbrand|branden|aangebrand|rook;
		gas ruik|geur|lek|stinkt|hangt|riek|riekt|ontsnapt|lekt|reuk|open_laten|open_gelaten;
		gaslek|gasgeur|gasreuk|koolmonoxide|co_vergiftiging|co_melder|comelder;
		lift vast|opgesloten|vastzit|vastzitten|stilgevallen|geblokkeerd|gevangen|hangen;
		lift kom|geraak|kan|krijg|zit|zitten|uit|deuren niet|nie|ni|al !kapot|stuk|defect|werkt|nemen|gebruiken|er_is_geen;
		opgesloten|ingesloten|geraak_niet_buiten|geraak_niet_uit|kan_niet_buiten;
		vast zit|zitten toilet|wc|badkamer|kelder|kamer|bad|garage;
		bedreigd|bedreigt|bedreigen|bedreiging|bedreigingen|dreigt|dreigen|gedreigd|dreigde|afgeperst|chantage|chanteert;
		slaat|slaan|slaagt|sloeg|geslagen|schopt|stampt|duwt|bijt|knijpt|gebeten mij|me|mijn|hem|haar|ons|kinderen|vrouw|man|
		mama|moeder|hij|zoon !deur|alarm|wifi|woord|nummer|adres|datum|uur;
		mishandel*|aangerand|aanranding|verkracht*|wurgt|gewurgd|aangevallen|aangeraakt|betast|betasten|handtastelijk|
		opdringerig|ongepast; raakt|zit|bleef|blijft|komt mij|aan_mij|me te_dicht|aanraken|ongemakkelijk|aan_te_raken;
		mes|pistool|geweer|wapen|bijl heeft|met|dreigt|vast|hand|trekt|zwaait|bovengehaald !vork|keuken_nodig;
		agressief|agressieve|gewelddadig|geweld|dronken_man|vechten|gevecht|gevochten|razend|geflipt|flipt;
		veilig niet|nie|ni|minder voel|voelt|hier|mij|me|thuis|is;
		onveilig|in_gevaar|levensgevaar|gevaar|gevaarlijk hier|voel|ik|situatie|is|ben|zijn;
		bang|schrik|angst hem|haar|man|mij|deur|iemand|heel|erg|zo|doe|open|hij|zoon|buurman|alleen|binnen|stem;
		hallucin*|verward|in_de_war|dwaalt|ronddwaalt|dwalen !ik_doe;
		doet_raar|doet_vreemd mevrouw|meneer|man|vrouw|moeder|vader|mama|papa !wifi|gsm|tablet|computer|tv|internet|bel;
		volgt|achtervolgt|lastigvallen|lastig_vallen|valt_mij_lastig|valt_me_lastig|lastiggevallen mij|me|iemand|man|hij;
		stalk*|gestalkt|aanrander|verkracht*|gegijzeld|ontvoerd;
		laat|laten|wil gaan|vertrekken|weg|los mij|me|ons niet|nie|ni|nimeer !deur|bel|bericht|sms;
		niet_weg|ni_weg|nie_weg|niet_buiten|ni_buiten|nie_buiten kan|geraak|mag|laat op_slot|opgesloten|hij|ze|deur !sleutel*|werk|les|thuis;
		roept|roepen|schreeuw*|gilt|gillen|kreunt|kermt|huilt hulp|help|pijn|achter|om_hulp !student_roept;
		deur|deurslot|raam|venster|poort|achterdeur|voordeur probeer*|proberen|geprobeerd|forceer*|geforceerd|breekt|breken|wrik*|stampt|beukt|
		ramt|rammelt|morrelt|sjort iemand|man|hij|mannen|vreemde*|kerel|vent|gasten|ze !student|mevrouw|bewoner;
		javel|bleekwater|ontstopper|terpentijn|benzine|afwasmiddel|wasmiddel|ontvetter|antivries|paddenstoel*|vergif* gedronken|geslikt|
		ingeslikt|doorgeslikt|binnengekregen|opgegeten|gegeten|drinkt|dronk;
		suiker|insuline|glucose|glycemie laag|hoog|beef|beven|tril*|zweet|zweten|slecht|ontregeld;
		elektrocut*|geelektrocuteerd|elektrische_schok|vonken|vonkt|stroomstoot;
		gesneden|snee|wonde|gekapt bloed*|diep|hard|erg|lelijk; koolmonoxide|co_alarm|co_melder|comelder;
		stuipen|stuiptrek*|verlamd|verlamming|allergisch*|keel_dicht|tong_gezwollen|weeen|water_gebroken|miskraam !internet;
		lastig_gevallen|lastiggevallen|aangerand|betast|geslagen|bedreigd|achtervolgd|gevolgd|mishandeld word|wordt|ben|werd|door;
		van_de_trap|van_den_trap|van_mijn_trap|van_de_trappen|van_de_ladder|van_het_dak|uit_mijn_bed|uit_bed|van_mijn_stoel|
		van_de_stoel is|ben|heeft|lag|lig|ligt|donder*|duik*|stuik*|rol*|tuimel*|vloog !komt|kom|gekomen|opgestaan|neem;
		arm|arme|armen|been|benen|hand|handen|voet|voeten|vingers|gezicht|kant|lichaam|helft voel|voelen|voelt|bewegen|beweeg|
		beweegt|gevoel|slaapt|tintelt|optillen|heffen niet|nie|ni|nimeer|geen|amper|niets|niks|raar|scheef;
		help_help|help_mij_snel|snel_help|red_mij|redt_mij|sos|noodgeval|nood|dringend_hulp|levensnood;
		112|ambulance|ziekenwagen|politie|brandweer|hulpdiensten|mug|spoeddienst bel|bellen|belt|gebeld|gebelt|nodig|onderweg|
		komt|kom|stuur|roep|gevraagd|er|hier|is|moet|heb|aub|verwittigd|nu !stuurde|niet_meer; ambulance|ziekenwagen;
		vreemde|vreemden|onbekende|onbekenden|rare|verdachte deur|binnen|huis|trap|gang|bel|belt|hof|tuin|kelder|man|vent|
		kerel|mannen !computer|student_is;
		binnen probeert|breekt|breken|forceert|drong|dringt|geraakt|gedrongen|gebroken|stond|wil|wilt|duwt iemand|man|hij|ze|
		zij|mannen|onbekende*|vreemde*|kerel|vent;
		ingebroken|inbreker|inbrekers|inbraak|binnengebroken|binnengedrongen|insluiper|dief|dieven|bestolen|beroofd|
		overvallen|overval|berooft;
		gestolen geld|bankkaart|portefeuille|portemonnee|juwelen|spaargeld|handtas|iets|alles|rekening;
		opgelicht|gehackt|oplichter|oplichters|oplichting|oplichterij|hacker|afgetroggeld|gephisht !leren|uitleg|les|workshop;
		geld|spaargeld|euro|rekening weg|afgehaald|gestolen|verdwenen|overgeschreven|leeggehaald|leeg|overschrijven|overmaken|
		storten|gestort|afgeven|geven|eist|vraagt|vragen|willen|wil|wilt iemand|hij|man|telefoon|microsoft|hem|ze|zij|
		onbekende|mijn|mij|bank|zogezegd|kleinzoon|dochter|zoon !gratis|kost|kosten|betalen_voor|prijs;
		pin|code|codes|pincode|bankcode|kaartlezer|bankkaart|kaart|paswoord|wachtwoord|kaartnummer|rekeningnummer|gegevens vraagt|
		vragen|vroeg|gegeven|doorgegeven|doorgeven|eist|afgeven|geven|ingetikt|wil|wilt iemand|hij|ze|zij|man|microsoft|
		telefoon|lijn|onbekende|deur|meneer|dame|beller|bank|cardstop|nu !helpen|hulp|leren|afspraak|student_mag|
		mag_de_student|kan_iemand;
		microsoft|bank|itsme|fedpol|bpost|politie belt|belde|gebeld|lijn|telefoon code|codes|geld|betalen|computer|overnemen|
		toegang|anydesk|teamviewer|gegevens|kaart|overschrijven;
		anydesk|teamviewer|overgenomen computer|scherm|iemand|toegang|muis|hij|ze;
		muis|scherm beweegt|bewegen vanzelf|alleen|zelf;
		friemelt|friemelen|frunnikt|frunniken|wriemelt|grijpt|tast|voelt aan_mij|mij|me|zit; wil|moet hier|snel weg|
		buiten !internet|vakantie|reis; hij|ze|zij doet_raar|doet_vreemd|roept|tiert|schreeuwt naar_mij|tegen_mij|
		op_mij`,
	SignDespair: `leven niks|niets|zinloos|nutteloos|niet|geen waard|zin|moeite|betekenis !zonder_internet|gsm; leven niet|ni|nie|geen|beu|
		moe|moeg|genoeg meer|wil|hoeft|zin|kan|liever|van|gehad|waard !zonder|internet|gsm;
		dood wil|zou|liever|was|waren|doe|ga|mag !tablet|gsm|batterij|computer|laptop;
		ophangen|verhangen|verdrinken|doodrijden|vergassen|doodspringen|kapot mij|mezelf|me|mijzelf|mezelve !bel|belt|telefoon|computer;
		niet|nooit|nie|ni meer wakker_worden|wakkerworden|ontwaken; zelfmoord|zelfdoding|suicide|suicidaal|zelfmoordgedachten|
		zelfmoordgedachtes|euthanasie_nu;
		sterven|doodgaan|doodgaat wil|liever|mag|laat|wou; einde|eind maken|maak|gemaakt leven|aan|ervan|alles;
		niet|ni|nie meer zitten|verder|leven zie|kan|wil|weet !itsme|computer|gsm|app|inloggen|tablet|pc;
		er_niet_meer_zijn|er_niet_meer_wil_zijn|eruit_stappen|uit_het_leven|er_een_einde|er_een_eind|van_kant_maken|
		mij_iets_aandoen|mezelf_iets_aan|er_niet_meer_te_zijn; spring|springen trein|dak|brug|raam|venster|balkon;
		dood leven liever|beter; geen_zin_meer leven|in_niks|alles;
		wil hier niet|nie|ni meer zijn; genoeg_geweest leven|meer|zijn; hoeft|hoef niet|ni|nie meer voor_mij|
		voor_mij_niet`,
	SignDeath: `overleden|gestorven|sterfgeval|overlijden|heengegaan|overlijdt|ontslapen|begrafenis|uitvaart|begraven|begraving;
		dood man|vrouw|moeder|vader|mama|papa|broer|zus|zuster|echtgenoot|echtgenote|bewoner|bewoonster|bomma|bompa|oma|opa
		is|gegaan|gevonden|ging|was; niet_meer_onder_ons|is_er_niet_meer`,
	SignHospital: `ziekenhuis|hospitaal|kliniek|spoed|spoedgevallen|spoedopname|revalidatie|revalidatiecentrum|intensieve|palliatieve|
		stuivenberg|middelheim|uza|gasthuis|az|uz|zna|palfijn|jan_palfijn|maria_middelares|sint_lucas|st_lucas|sint_vincentius|
		st_vincentius|sint_augustinus|st_augustinus|monica|klina|cadix|erasmus|jan_yperman lig|ligt|liggen|opgenomen|binnen|verblijf|ben|zit|
		blijf|moeten|moest|gevoerd|
		gebracht|is|naar|in !student|controle|geweest; opgenomen is|werd|ben|dringend|mama|moeder|vader|papa|zij|ze|hij;
		geopereerd|operatie|opname|gehospitaliseerd`,
	SignCondition: `als|indien|tenzij|mits|zolang|op_voorwaarde|in_het_geval;
		enkel|alleen als|indien|wanneer|na|voor|op|om|in|met|kan|maar|tot|vanaf;
		pas_na|pas_vanaf|ten_vroegste|ten_laatste|tenminste|op_zijn_vroegst; behalve|uitgezonderd|zonder;
		hangt_af|ligt_eraan|afhankelijk`,
	SignUnsure: `geen_nee|geen_neen; zeg|zeggen|zei niet_nee|nie_nee|niet_neen|ni_nee;
		misschien|waarschijnlijk|mss|vermoedelijk|twijfel|eventueel|onzeker|wellicht|allicht|50_50;
		niet_zeker|ni_zeker|nie_zeker|nog_zien|zie_nog|zien_nog|zal_zien|zullen_zien|zal_nog_zien|nog_bekijken|
		moet_nog_kijken|even_kijken|kan_niet_kiezen|kan_ni_kiezen|kan_nie_kiezen|weet_niet_welke|nog_checken|nog_navragen|laat_weten;
		weet niet|nie|ni;
		laat iets|nog|het|u|morgen|later|straks weten|horen; zeker van|er niet|ni|nie|nog;
		denk ik|wel|niet|dat|van !denk_aan; geen_idee|geen_gedacht|ik_hoop|hopen|hoop_dat;
		probeer|proberen|ga_proberen|zou_moeten|normaal|normaal_gezien|in_principe|als_het_kan`,
	SignHope:     `hopelijk|hoop geen|niet probleem|erg|problemen; geen probleem denk|hoop|hopelijk`,
	SignContrast: `maar|echter|alhoewel|hoewel|ofschoon|alleen_is|alleen_heb|wel_niet`,
	SignQuestion: `wa_moet|wa_is|wa_kost|wa_als|wa_doe|waffer|waffere; stopt_er|rijdt_er|stopt_hier|stopt_daar|bestaat_er|brengt_er|
		spreekt_er|blijft_er|is_er|is_daar|is_dat|zijn_er|heb_ik|
		ben_ik|moet_er|komt_er;
		weet|weten|zeg|laat|vraag|vragen|benieuwd|vergeten|kwijt hoe|hoelang|wie|wat|waar|wanneer|welke|welk|of !niet_hoe|
		geen_idee|weten_wat; hoe_lang|hoelang|hoeveel|hoe_laat|welk_uur|wat_kost|ook_alweer|ook_weer|was_het_nu;
		waarom|hoezo; wat_is|wat_moet|wat_als|wie_is|wie_zijn|wie_komt`,
	SignPast: `ziek geweest|was|geworden; gisteren|eergisteren|geleden|toen|laatst|destijds|vroeger;
		vorige|verleden|afgelopen week|maand|keer|jaar|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag;
		was|waren|werd|had|hadden`,
	SignOther: `ziek|zieke|ziekjes|griep|koorts|onwel|corona|covid|ziekenhuis mevrouw|mevr|madam|meneer|mijnheer|mr|dhr|zij|ze|haar|
		hij|hem|hond|kat|poes|kind|kindje|kinderen|dochter|dochtertje|zoon|zoontje|mama|moeder|papa|vader|oma|opa|bomma|bompa|
		man|vrouw|vriend|vriendin|bewoner|bewoonster|dame|broer|zus|zusje|broertje|kotgenoot|lief|collega|medestudent|
		buurvrouw|buurman !ik_ben_ziek|ben_ziek|ben_zelf_ziek|ik_ook_ziek|ben_ik_ziek;
		ziek is|was|werd|wordt|waren|zijn|wordt !ik_ben|ben_ziek|ben_zelf;
		iemand|student|collega|vriend|vriendin|buurvrouw|zus|broer anders|in_mijn_plaats|in_plaats_van_mij`,
	SignNotYet: `nog min|minuten|minuutjes|kwartier|kwartiertje|halfuur|halfuurtje|uur|uurtje|half|even|bezig !duurde|geduurd|gedaan_in;
		halverwege|halfweg|half_klaar|te_gaan;
		bijna|straks|dadelijk|zometeen|zo_meteen|onderweg|op_weg|vertrek|vertrek*|nog_niet|nog_ni|nog_nie|eraan|er_aan|
		zodadelijk|subiet;
		over_#|binnen_#|nog_#|over_een|binnen_een|binnen_het|binnen_de|over_vijf|over_tien|nog_een_kwartier|nog_vijf|nog_tien;
		kom|ga|zal|ben er|daar|zijn om|tegen|over|rond|binnen`,
	SignLate: `te_laat|laat_zijn|telaat|vertraging|vertraagd|verlaat|later_zijn|iets_later|wat_later|beetje_later|later_komen|
		later_daar|later_aankomen|later_er|iets_te_laat|laatkomer|vertragingen|uitgelopen|loopt_uit|langer_bezig !niet_te_laat;
		later min|minuten|minuutjes|kwartier|kwartiertje|uur|uurtje|halfuur|halfuurtje|half|ben|kom|wat|iets|beetje;
		file|omleiding|staking;
		trein|bus|tram|metro gemist|vast|uitgevallen|afgeschaft|komt_niet|rijdt_niet|laat|rijden_niet|staakt|vertraging|stil|
		kapot; lekke_band|platte_band|band_lek|band_plat|plat_gereden|lek_gereden;
		red|haal|lukt niet|ni|nie op_tijd|tegen|om|uur; niet_op_tijd|ni_op_tijd|nie_op_tijd|verslapen|overslapen;
		iets|beetje|wat te later`,
	SignNobody: `niemand open|opent|opendoet|thuis|deur|antwoord*|reageert|doet|doe|gehoor|reactie|is|neemt|hier|komt|bel|te_zien|
		aanwezig; open|opendoen|opengedaan|openen|opent doet|doen|gedaan|maakt|ze|hij|mevrouw|meneer niet|ni|nie;
		thuis|aanwezig|binnen|hier niet|ni|nie is|ze|zij|hij|mevrouw|meneer|madam|blijkbaar|mensen|lijkt|bewoner|bewoonster
		!ik_ben|ben_ik|ik_niet|kennen|kent|woont|wonen|verwacht*|weg;
		geen_gehoor|geen_antwoord|geen_reactie|geen_teken|geen_kat|niemand_thuis|doet_niemand|deur_blijft|gesloten_deur|
		voor_een_gesloten_deur; deur dicht|toe|gesloten|op_slot|potdicht;
		bel|bellen|gebeld|aanbellen|aangebeld|klop|kloppen|geklopt al|keer|lang|min|minuten|tevergeefs|blijf|geen|niet|
		kwartier|uur|meermaals|3|twee|drie !kapot|stuk|adres|klaar; neemt niet|nie|ni op|telefoon`,
	SignWaits: `sta|staan|wacht|wachten|bel al|lang|min|minuten|kwartier|uur|nog|steeds|buiten; wacht|wachten buiten|regen|deur`,
	SignEnds: `stop|stoppen|gestopt|ophouden|ermee_stoppen student|vrijwilliger|project|ermee|er_mee|hiermee|daarmee|helemaal|
		bezoeken|werk|job|meedoen|digipunt|dit_jaar;
		niet|ni|nie|geen|nimeer meer meedoen|student|deelnemen|meewerken|helpen|beschikbaar|meehelpen|langsgaan|bezoeken|
		vrijwilliger|digipunt|rekenen; uitschrijven|uitschrijf|schrijf_mij_uit|schrijf_me_uit|ontslag|haal_mij|haal_me;
		afgestudeerd|verhuisd|verhuis|erasmus`,
	SignInstead: `iemand_anders|andere_student|ander_student|vervanger|vervangen|vervanging|overnemen|inspringen|ruilen|wisselen|
		omwisselen|wissel|geruild|gewisseld|switchen|swap;
		kan|wil|mag iemand|vriend|vriendin|collega|broer|zus gaan|doen|overnemen|in_mijn_plaats|anders`,
	SignLost: `kent|kennen|kende|woont|wonen niet|nie|ni|geen|niemand hier|daar|mevrouw|meneer|naam|die; andere naam bel|deur|brievenbus|
		deurbel; straat|nummer|adres|huisnummer bestaat|bestaan|is_er niet|nie|ni|geen;
		vind|vinden|gevonden|zie|zien niet|ni|nie|geen huis|adres|nummer|huisnummer|straat|bel|ingang|deur|deurbel|het|gebouw|
		appartement|naam; verloren|verdwaald|verkeerd gelopen|gereden|ben|adres|huis|straat|deur|huisnummer|gestuurd;
		verdwaald|verkeerd_adres|fout_adres|foute_adres|verkeerde_adres|verkeerde_straat|verkeerde_huis|verkeerd_huis|
		fout_huisnummer|foutief_adres; adres|huisnummer|nummer klopt|juist|bestaat|correct niet|ni|nie`,
	SignAddress: `welk|wat|waar|kwijt|vergeten|opnieuw|nog_eens|stuur|doorsturen|krijg|weet|juist|exact* adres|huisnummer|straat|
		busnummer|verdiep|verdieping; welke|welk bus|busnr; waar woont|woon|is_het|moet_ik_zijn|moet_ik_naartoe|moet_ik_heen|moet_ik_naar_toe`,
	SignAutomatic: `automatisch antwoord|bericht|gegenereerd|beantwoord; afwezig mail|bericht|antwoord|contacteer|gelieve;
		niet_storen|rijd_momenteel|ben_aan_het_rijden|out_of_office|automatisch_antwoord|verlofdagen|buiten_kantoor|
		kan_momenteel_niet_opnemen|bel_je_later_terug|bel_u_later_terug`,
	SignReady: `klaar|gedaan|afgerond|opgelost|afgelopen|beeindigd|achter_de_rug|voorbij|gefikst|gelukt|voltooid`,
	SignCannot: `examen|examens|les|lessen|werken|werk|shift|stage|invallen|begrafenis|uitvaart|trouw|verjaardag|weekendje|vakantie|
		verlof|reis|buitenland|oma|familie|training|match|afspraak|tandarts|dokter moet|heb|zit|ben|naar|tijdens|op;
		niet|ni|nie|onmogelijk kan|lukt|geraak|ga|gaat|kom|red|past|haal|mogelijk|lukken|vrij|beschikbaar;
		fiets|auto|wagen|brommer|step|trein gestolen|kapot|panne|stuk|platte|lekke|niet|plat|lek;
		iets_tussengekomen|tussen_gekomen|tussengekomen|verhinderd|blijf_thuis|blijf_in_bed|lig_in_bed|blijf_binnen|vergeten_dat|
		dubbel_geboekt|overlapt|jammer_genoeg|
		helaas_niet|spijtig_genoeg`,
	SignWilling: `kom|ga|ben|zal er|wel|toch|zijn|komen|gaan|naartoe|heen|lukt !niet|ni|nie; lukt|gaat|kan toch|wel !niet|ni|nie`,
	SignStays: `niet_vergeten|nie_vergeten|ni_vergeten|vergeet_niet|vergeet_het_niet|vergeet_dat_niet|vergeet_u_niet|nooit_vergeten;
		geen|niks bezwaar|verandering|veranderingen|wijziging|wijzigingen|veranderd;
		kan|kon|kunnen_niet|gaat niet_beter|nie_beter|ni_beter|niet_mooier|beter_niet|haast_niet_beter`,
	SignOtherPlan: `abonnement*|internetabonnement|krantenabonnement|gsmabonnement|tvabonnement|contract|krant|verzekering|lidmaatschap|
		telenet|proximus|domiciliering|rekening stopzetten|opzeggen|
		annuleren|afzeggen|stopgezet|opgezegd|stoppen|stop|zeg; stopt|stop|rijdt|halte tram|bus|metro|trein|trams|bussen;
		vorige|andere|eerste geannuleerd|afgezegd|afgebeld; examen|examens|toets|les|lessen|stage|shift|training|herexamen verzet|
		verplaatst|verschoven|verlegd;
		geen|nooit|niet afspraak|student|iets|bezoek gemaakt|gevraagd|aangevraagd|besteld;
		zijn_afspraak|haar_afspraak|hun_afspraak|zijn_bezoek|haar_bezoek; andere|andre afspraak|afspraken|plannen|
		bezoek afgezegd|afzeggen|geannuleerd|verzet|verplaatst|annuleren; afgezegd|afzeggen|zeg_af|geannuleerd|
		verzet bij|kapper|tandarts|dokter|kine|cafe|feest|etentje|voor_u|voor_jullie|speciaal`,
	SignEarly: `te_vroeg|tevroeg|veel_vroeger|iets_vroeger|wat_vroeger|beetje_vroeger; vroeger|vroeg min|minuten|minuutjes|kwartier|
		kwartiertje|uur|uurtje|halfuur|komen|gaan|beginnen|daar|er|ben !vroegere|moet_vroeger_weg`,
	SignAsksLength: `hoelang|hoe_lang|hoeveel_tijd duurt|duren|blijft|blijven|zit|bezoek|afspraak|dat|student|het !wacht*|al|geleden`,
	SignAsksWho: `vrouw|man|jongen|meisje|meiske|heer|dame|madam|mannelijk*|vrouwelijk*|gast is|het|komt|student|of|wie !mijn|deur|bel|
		staat|stond|ziek|help*`,
	SignAsksCost: `betalen|kost|kosten|gratis|prijs|geld|betaalt|betaal !code|bank|weg|iemand`,
	SignAsksReady: `klaarleggen|klaarzetten|voorbereiden|klaarhebben|voorzien; iets|wat|klaar klaar_leggen|klaar_zetten|klaar_hebben|
		bijhebben|klaarliggen`,
	SignAsksTongue: `taal|nederlands|frans|engels|arabisch|turks|berbers spreekt|spreken|praat|kan|welke|student|verstaat`,
	SignAsksCall:   `ik bellen|opbellen|telefoneren|bel mag|kan|kunnen|waar|nummer !mij|me|iemand|medewerker|niet`,
	SignSwapped:    `geruild|gewisseld|omgewisseld|getauscht; neemt|doet|gaat over|in_mijn_plaats|van_mij !kan|mag|wil|iemand`,
	SignRefused: `ziek|zieke|ziekjes|slecht|griep|grieperig|koorts|onwel|niet_goed mevrouw|mevr|madam|meneer|mijnheer|dhr|bewoner|
		bewoonster|dame !ik_ben_ziek|ben_ziek|ben_zelf_ziek|hond|kat|dochter|zoon|kotgenoot; stuurt|stuurde|sturen|weggestuurd|wegsturen mij|
		me|weg|ons !bericht; laat|liet|laten|binnenlaten|binnen mij|me niet|nie|ni !niemand; wil|wilt|willen|wilde|mag binnen|binnenlaten|
		binnenkomen|student|hulp|bezoek niet|nie|ni|geen !vindt; niet_welkom|ni_welkom|ongewenst|buitengezet|buitengegooid|
		deur_in_mijn_gezicht|geen_afspraak_heeft|nergens_van|van_niets|van_niks|niemand_verwacht|niks_gevraagd|liever_niet_binnen; wil|liever
		mevrouw|meneer|ze|hij|bewoner|bewoonster andere|volgende keer|dag|week`,
	SignHour: `na|voor|vanaf|tegen|later|vroeger|namiddag*|voormiddag*|ochtend|avond|middag|smorgens|smiddags|savonds|straks|rond`,
	SignStop: `stop|stopt|stoppen|gedaan|genoeg|schei|hou|houd|laat met|sturen|van|uit|op|zijn|na sms*|smsen|smsjes|sms'en|
		berichten|bericht|berichtjes|sms'jes !afspraak|bezoek|als|stop_niet|niet_stoppen|niet_stop|stop_nooit|nooit_stoppen; geen|
		gene|niks|nooit|minder sms*|smsen|smsjes|
		berichten|bericht|berichtjes|reclame meer|willen|wil|hebben|krijgen|sturen|ontvangen|stuur !kan|van_itsme|ik_krijg|krijg|waar|nog|
		blijft|
		gekregen|ontvangen_van|kreeg|krijg_ik; stuur|sturen|zend niets|niks|niet meer|nimeer !afspraak; verwijder|wis|
		schrap|verwijderen|wissen|haal nummer|gegevens|gsmnummer|lijst|systeem|bestand mijn|mij|me|uit; wil uit bestand|lijst|systeem|databank|
		bestanden; uitschrijven|
		uitschrijf|afmelden|schrijf_mij_uit|schrijf_me_uit !afspraak|bezoek; laat met|in rust|gerust;
		ik wil|wens|moet geen|gene sms|berichten|smsen meer`,
}
