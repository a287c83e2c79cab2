package lexicon

import "regexp"

// turkishDenial matches verbs that deny: the denial stands inside the verb.
var turkishDenial = regexp.MustCompile(`^\pL{2,}(?:m[iu]yor\pL*|[ea]m[iu]yor\pL*|m[ea]d[iu](?:m|n|k|niz|ler|lar)?|` +
	`m[ea]z(?:sin|siniz|lar|ler|sam)?|` +
	`[ea]m[ea]m|m[ea]m|m[ea]y[iu]z|m[ea]y[iu]n(?:iz)?|m[ea]s[iu]n(?:ler|lar)?|m[ea]y[ea]c[ea][gk]\pL*|m[ea]m[iu]s\pL*|` +
	`[ea]m[ea]d[iu]\pL*|m[ea]den)$`)

// turkishCues are what shows in Turkish that a text says more than what it asks for.
var turkishCues = map[Signs]cueTexts{
	SignHarmless: `telefon*|tablet*|bilgisayar*|ekran*|internet*|hat|baglanti|kargo|mektup|fiyat*|anahtar*|gozluk*|kart*|fare dustu|
		dusmus|oldu|kapandi|bayildi|dusurdum !ben|annem|babam|esim|kocam|karim;
		yangin_yok|acil_degil|tehlike_yok|ambulans_gerek_yok|dusmedim|dusmedi|kan_tahlili|kan_testi|kan_verdim|kan_alma*|
		mutluluktan|gaz_faturasi|gaz_sayaci; pil|sarj|batarya bitti|oldu|oldu;
		korkuyorum bilgisayar*|internet*|unutmaktan|yanlis|teknoloji*; ogrenmek|ders|kurs dolandirici*|guvenlik; gercek|yoksa|bu_mektup|mesaj
		dolandiri* !para*|kod*|banka*|kart*;
		hastane* karsisi*|yani*|durak*|otobus; gulmekten|yorgunluktan|acliktan_olu*;
		asansor bozuk|calismiyor !kaldim|icinde|mahsur|sikist*; oldu|olmus tamam|bitti|kayit|oldu|is|iyi;
		yandi lamba*|ampul*|isik*|pil*|yemek`,
	SignDanger: `sifre*|pin*|kart*|kod* isti*|sor* bank*|telefon*|adam|biri|kart*|sifre* !unut*|yardim*|ogren*; dovuyor|dovdu|vuruyor|
		vurdu kocam|oglum|esim|beni|bana|onu|annem*|adam; sikis* kalbim|gogsum; sikisiyor;
		camasir_suyu|deterjan|ilac* ict*|yutt*|icmis; seker* dustu|cok_dusuk|titriyorum; zorluyor|zorluyorlar|kiriyorlar kapi*|kilit*;
		kan* akiyor|durmuyor|geliyor; dustum|dustuk|dusmus|kaydim|yuvarlandi*|takildim|yigildi|yigildim|kaza|kazasi|sendeledi*;
		dustu|dustum|dusmus|dusuyor* annem|babam|esim|kocam|karim|teyze*|teyzem|hanim*|amca*|dede*|nine*|anne*|yere|merdiven*|
		banyo*|yatak*|kadin*|adam*|yasli*|komsu*|o; kalkam*|kalkmiyor*|dogrulam*|kipirdayam*|hareket_edem*;
		yerde|yere|zemin* yatiyor*|kaldim|kaldi|yatan|buldum|duruyor*|yatmis|yigil*|dus*;
		nefes* alam*|kesil*|dar*|yok|zor*|almiyor*|alamiyor*|edemiyor*|tikan*;
		boguluyor*|bogulacag*|tikand*|bogazina|bogazima;
		kalp* kriz*|agri*|sikis*|carpin*|duruyor*|durdu|batiyor|sanci*|hizli|garip|kotu;
		kalbim|gogsum*|gogus*|kalbi|gogsu* agri*|sikis*|sanci*|garip|hizli|yan*|bat*|acı*|aci*|carp*|sik*;
		felc|inme|beyin_kanamasi|sara_nobeti|epilepsi|krampi; agiz|agzi|agzim|yuz*|kol*|bacag* uyus*|tutm*|kay*|egri*;
		agri* cok|siddetli|dayanilmaz|korkunc|feci|berbat|karn*|mide* !kulag*|basim_biraz;
		aci* cok|dayanilmaz|icindeyim|cekiyor*; kan* akiyor*|durmuyor*|geliyor*|kaybed*|var|icinde|kusuyor*;
		kaniyor*|kanama*|kanamam|kanadi;
		bayildi*|bayilacag*|baygin*|bayiliyor*|bayginlik|bilinci*|suuru*|komada|kendinde_degil|kendinden_gecti|fenalas*|
		fenalik;
		tepki|cevap|uyan*|hareket vermiyor*|yok|mıyor*|miyor*|etmiyor* hanim*|teyze*|kadin*|adam*|amca*|annem|babam|esim|
		kocam|o; uyanmiyor*|ayilmiyor*|basim_donuyor|basi_donuyor|basim_cok_donuyor|zehirlen*|olecek_gibi*|oluyorum|olecegim;
		ilac* fazla|hepsini|yanlis|butun icti*|aldi*|yuttu*;
		yandi*|haslandi*|yanik elim|kolum|yuzum|elini|kolunu|yuzu|ben|bacagim|kaynar|ev*|mutfak*|oda*|perde*;
		kirildi*|kirik kalca*|kol*|bacag*|bilek*|ayag*|boyun|sirt*; yangin*|yaniyor*|alev*|duman*|patlama*|patladi|itfaiye*;
		gaz koku*|kokuyor*|kacag*|kaciyor*|sizinti*|sizdir*; gaz_kacagi|karbonmonoksit|yanik_kokusu|gaz_kokusu;
		asansor* kaldi*|kaldim|mahsur|sikist*|kilit*|icinde|cikam*|durdu|takil*;
		mahsur|kilitli kaldi*|kaldim|tuvalet*|banyo*|oda*|icerde|iceride; mahsur;
		tehdit*|santaj*|taciz*|siddet*|saldir*|tecavuz*|dayak*|sarkinti*|elle_taciz;
		vuruyor*|vurdu*|dovuyor*|dovdu*|dovuyo|tokat*|tekme*|itti*|iteklediler|bogaz*|isirdi* beni|bana|bizi|kocam|esim|oglum|
		annemi|adam|onu|kiza; dovuyor*|dovdu*|dayak; bicak*|silah*|tabanca* var|elinde|cekti|ile|gosterdi|salliyor*;
		tehlike*|tehlikede*; guvende|guvenli degil*|hissetmiyor*;
		korkuyorum|korkuyoruz|korktum|korkmustum adam*|kapi*|ondan|oglum*|kocam*|yalniz|cok|birisi|biri|ev*;
		takip ediyor*|ediyorlar beni|bizi; takip_ediyor*|kafasi_karisik|sayikliyor*|saldirgan*|sarhos*;
		acil* yardim*|durum*|ambulans*|gelin|hemen|cok|lutfen|112|polis* !randevu*;
		imdat|kurtarin|kurtar|sos|yetisin|can_kurtaran|yardim_edin_lutfen_acil;
		ambulans*|polis*|itfaiye*|112 cagir*|ara*|arayin|lazim|gonder*|gerek|geliyor|geldi|istiyorum|aradim|gelsin|cagirdim;
		ambulans*; hirsiz*|soyul*|soydu*|soygun|calindi*|caldilar|gasp|zorla_girdi*|eve_girdi*|eve_girmis*;
		kapi* biri*|yabanci*|adam*|kadin*|tanima*|tanimad*|zorlu*|kiriyor*|birisi*|birileri !ogrenci|ulas|konus*|arasin|
		ne_zaman; yabanci*|tanimadig* ev*|icer*|kapi*|giri*|bahce*|oda*; iceri|eve girmek|girdi*|giriyor*|zorla*|girmis*;
		dolandir*|sahtekar*|hack*|hacklendi* !ogren*|ders|kurs;
		para*|hesab*|kredi*|birikim* istiyor*|istedi*|cekil*|gitti|calin*|bosalt*|gonder*|yatir*|havale*|yok adam*|biri*|
		telefon*|beni|benden|hesab*|microsoft|banka*|onlar|o|acil !ucretsiz|ucret|fiyat;
		kod*|sifre*|kart*|pin* istiyor*|istedi*|verdim|soyledim|soruyor*|sordu*|iste* adam*|biri*|telefon*|banka*|microsoft|
		benden|arayan|kapida|o|itsme !ogrenci_mi|yardim|ogren*;
		itsme_kodumu_istiyor*|kartimi_istiyor*|sifremi_istiyor*|para_istiyor*;
		kelime* yanlis|farkli|bilmiyor*|baska|dogru_degil|soylemedi|tutm*; guvenmiyorum|guvenmedim`,
	SignDespair: `yasamak* istemiyor*|istemem|bikti*|yoruldum|anlamsiz; olmek istiyor*|isterim|istedim;
		intihar*|canima_kiyac*|kendimi_oldur*|kendime_zarar|hayattan_bikti*|yasamaya_gucum|yasamak_istemiyorum|
		olsem_de_kurtulsam|keske_olsem|hayatima_son;
		burada_olmak_istemiyorum|artik_istemiyorum_hayati|dayanamiyorum_artik`,
	SignDeath: `oldu|vefat|kaybettik|kaybettim|rahmetli|rahmetine esim|kocam|karim|annem|babam|ablam|abim|kardesim|oglum|kizim|kayin*|
		dede*|nine*|etti|dun|hanim*|amca*|teyze*|bey|eden !iptal|tamam|kayit|telefon; vefat|vefati|cenaze*|oldu_dun`,
	SignHospital: `hastane*|hastahane*|klinik*|yogun_bakim* yat*|kaldiri*|deyim|dayim|deyiz|sinde|yatiyor*|de|gotur*|acil;
		hastanedeyim|hastanedeyiz|hastanede|hastaneye|ameliyat*|hastaneye_kaldirildi*|hastanede_yatiyor*`,
	SignCondition: `eger|ancak|sadece|yalnizca|sartiyla|haric|disinda|degilse|olursa|gelirse|uyarsa|yoksa|varsa|olmazsa|gelmezse|musaitse|
		uygunsa|olmasa; olursa|gelirsen*|gelirse|istersen*|verirse*|biterse*|cikarsa*|kalirsa*`,
	SignUnsure: `hayir demiyorum|demem|demedim|demeyecegim; hayir_degil;
		belki|galiba|sanirim|herhalde|muhtemelen|bilmiyorum|bilemem|bilemiyorum|emin_degilim|kararsiz*|bakariz|bakarim|
		bakalim|haber_veririm|haber_verecegim|haber_veririz|umarim|insallah_olur|kesin_degil|belli_degil|sonra_haber|gorursem|
		deneyecegim|calisirim`,
	SignHope:     `umarim sorun|problem|sikinti`,
	SignContrast: `ama|fakat|ancak|yalniz|lakin|sadece|oysa`,
	SignQuestion: `mi|mu|misiniz|musunuz|miyim|muyum|misin|musun|miyiz|muyuz|midir|mudur;
		kim|kimsiniz|kimdir|nerede|nerde|neresi|nasil|neden|niye|nicin|kac|kacta|kaca|hangi|hangisi|ne_zaman|ne_kadar|
		saat_kac*|neydi|nedir|kimin|ne_icin|acaba`,
	SignPast: `dun|gecen|once|evvel|onceki|eskiden|gecenlerde`,
	SignOther: `hasta|hastalandi|grip|atesi|rahatsiz|hastaymis|hastaydi hanim*|bey|bayan|kadin*|adam*|teyze*|amca*|kopeg*|kedi*|
		cocug*|cocuk*|oglum|kizim|annem|babam|esim|kocam|karim|o|kardesim|arkadas*|ev_sahibi;
		hastaydi|hastalandi|hastalanmis|baska_biri*|baska_ogrenci|baska_birisi|arkadasim`,
	SignNotYet: `daha|kaldi|kalan dakika*|dk|saat*|biraz; yarisi|yarisinda|yari_yol*;
		yoldayim|yolda|geliyorum|birazdan|simdi_geliyorum|az_kaldi|neredeyse|henuz|cikiyorum|variyorum|hemen_geliyorum|
		daha_degil; dakika*|dk|saat* sonra|icinde|kadar|var`,
	SignLate: `gec*|gecik* kal*|kalacag*|geli*|gelec*|biraz|olac*|dakika*|dk !gec_kalma|gecmis|gecen;
		gecikecegim|geciktim|gecikiyorum|gecikme|rotar|trafik*|grev*|kacirdim|rotarli|gecikmeli;
		tren*|otobus*|tramvay*|metro* kacir*|gec*|iptal|gelmedi|bozul*|gecik*;
		sonra|gec dakika*|dk gelec*|gelirim|orada*|varir*|olurum`,
	SignNobody: `kimse acm*|yok|cikm*|cevap|gelmi*|evde|bakm*; kapi* acm*|acil*|kapali|kilitli|bakan;
		evde|burada yok|degil hanim*|bey|kimse|o|teyze*|amca*|sahibi|kadin*|musteri*;
		zil* cal* kimse|cevap|acan|acm*|defa|dakika*|kere;
		acan_yok|cevap_yok|acmiyor*|kapiyi_acmiyor*|kapiyi_acmadi|cevap_vermiyor*`,
	SignWaits: `bekliyorum|bekledim|bekliyom kapi*|dakika*|disarda|saat*`,
	SignEnds: `birak* ogrenci*|proje*|gonullu*|is*|bu|artik|istiyorum;
		ayrilmak|istifa|birakiyorum|ayriliyorum|kaydimi_sil*|beni_sil*|listeden;
		artik yapmak|katil*|gonullu|ogrenci|devam istemiyor*|etmek|edem*|yapam*`,
	SignInstead: `baska_biri*|baska_birisi*|baska_ogrenci|yerime|degis_tokus|devral*|degistirebilir|benim_yerime`,
	SignLost: `tanimiyor*|oturmuyor*|yasamiyor* burada|onu|kimse|hanim*|bey; baska|yanlis isim zil*|kapi*;
		bulam*|bulmuyor*|goremiyor* ev*|adres*|sokag*|numara*|kapi*|zil*|bina*|yeri|burayi|orayi;
		yanlis adres*|sokak|ev|kapi|numara; kayboldum|adresi_bulamiyorum|bulamadim|bulamiyorum|yolu_bulamiyorum`,
	SignAddress: `adres* ne*|neydi|nedir|tekrar|gonder*|unuttum|lazim|hangi|kac|yaz*; kapi|ev no*|numara* neydi|kac|ne|nedir|unuttum;
		nerede|nereye oturuyor*|gidecegim|gelecegim`,
	SignAutomatic: `otomatik yanit|cevap|mesaj;
		otomatik_yanit|arac_kullaniyorum|su_anda_musait_degilim|daha_sonra_arayacagim|rahatsiz_etmeyin_modu|toplantidayim|
		ofis_disinda`,
	SignReady: `bitti|bitirdim|tamamlandi|tamamladim|hallettik|hallettim|halloldu|cozuldu|cozduk|bitirdik|tamamdir_bitti`,
	SignCannot: `sinav*|ders*|vardiya*|mesai*|cenaze*|dugun*|tatil*|isim|isimiz|calis*|doktor*|staj*|seyahat* var|gid*|lazim|gerek|
		calisiyorum|gunu|icin; gelem*|gidem*|yapam*|olm*|olmaz|katilam*|musait_degil*|mumkun_degil|uygun_degil*|imkansiz;
		bisiklet*|araba*|motor* calin*|bozul*|patla*|ariza*; maalesef|ne_yazik_ki|isim_cikti|isim_var|mesgulum`,
	SignWilling: `gelirim|gelecegim|gidiyorum|gidecegim|geliyorum|orada_olurum`,
	SignStays:   `unutmadim|unutmadik|unutmam|unutmuyorum|unutmayacagim; degisiklik yok; daha_iyi olamaz|olamazdi`,
	SignOtherPlan: `abonelig*|abonelik|sozlesme*|sigorta*|gazete* iptal|kapat*|durdur*; otobus*|tramvay*|metro* durak*|duruyor|dur*;
		sinav*|ders* ertelen*|tasindi|degisti|alindi; randevu* almadim|almadik|istemedim|yapmadim;
		onun_randevusu|randevusunu; baska|diger randevum*|isim*|plan* iptal`,
	SignEarly:      `erken gel*|vardim|oradayim|dakika*|dk|saat|burada*|cal*|gidebilir*; erkenden|cok_erken|daha_erken`,
	SignAsksLength: `ne_kadar|kac_saat|kac_dakika|kac_dk sur*|kal*|dakika|saat`,
	SignAsksWho:    `kadin*|erkek*|bayan|kiz mi|gelen|gelecek|ogrenci !kapi*|hasta`,
	SignAsksCost:   `ucret*|para|bedava|parali|odeme*|odeyecek* !kod*|banka*`,
	SignAsksReady:  `hazirla*|hazir ne|bir_sey|gerek*|lazim`,
	SignAsksTongue: `turkce|dil*|flamanca|hollandaca|arapca biliyor|konus*|hangi|bilen|mi`,
	SignAsksCall:   `arayabilir*|arasam|telefon_edebilir*`,
	SignSwapped:    `degistirdik|degistik|degistirdim; gidiyor|gidecek benim_yerime|yerime !mi|biri*`,
	SignRefused: `hasta|hastaymis|hastalanmis|rahatsiz hanim*|bey|teyze*|amca*|kadin*|ev_sahibi; iceri|eve|kapidan almiyor*|almadi|
		sokmuyor*|istemiyor*|kovdu|gonderdi; beni_kovdu|geri_gonderdi|haberi_yok|beklemiyor*|randevum_yok`,
	SignHour: `sonra|once|dogru|ogleden|ogle|sabah|aksam|gec|erken|saat`,
	SignStop: `mesaj*|sms* istemiyor*|istemem|atma*|gonderme*|yollama*|yazma*|kes*|durdur*|birak*|almak_istemiyorum|gelmesin|
		son|yeter !randevu*|gelmedi|alamad*; numarami|kaydimi|ismimi|adimi|listeden|listenizden sil*|cikar*|kaldir*;
		numara*|kaydim* sil*|cikar*|kaldir* liste*|beni|mi|numarami;
		rahatsiz_etmeyin|rahat_birakin|beni_rahatsiz|abonelikten|listeden_cikar*`,
}
