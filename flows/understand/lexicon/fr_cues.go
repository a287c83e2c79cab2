package lexicon

// frenchCues are what shows in French that a text says more than what it asks for.
var frenchCues = map[Signs]cueTexts{
	SignHarmless: `tablette|gsm|telephone|portable|ordinateur|ordi|pc|ecran|appareil|internet|wifi|ligne|connexion|colis|lettre|prix|cle|
		cles|lunettes|carte|souris|imprimante tombe|tombee|mort|morte !je_suis|suis_je|mari|femme|mere|maman|pere|papa;
		pas_tombe|pas_tombee|pas_d_urgence|pas_urgent|pas_d_incendie|pas_de_feu|pas_de_danger|rien_de_grave|pas_mal|pas_grave;
		feu rouge|vert|artifice; est_ce|c_est|vrai|serieux|ou arnaque|fraude|escroquerie !argent|code|banque|carte|paye|donne|victime;
		prise_de_sang|prises_de_sang|tombe_bien|tombe_mal|tombe_a_pic|tombe_un|tombe_le|tombe_sur|ca_tombe|laisse_tomber|
		laissez_tomber|tomber_d_accord|peur_de_tomber|tomber_en_panne|tomber_sur|tombe_en_panne|tombee_en_panne; batterie|lampe morte|brule;
		peur ordinateur|internet|gsm|technologie|oublier|faire_une_erreur|me_tromper|informatique;
		mort_de_rire|morte_de_rire|mort_de_fatigue|de_tout_coeur|par_coeur|a_coeur|bon_coeur;
		apprendre|cours|explication|explications|formation|atelier phishing|arnaques|arnaque|fraude;
		securite internet|informatique|sociale|code; pas_confiance|mefie|confiance internet|itsme|ordinateur|technologie|banque;
		viens_de perdre|voir|recevoir|lire|envoyer; hopital devant|en_face|pres|bus|arret|proche|a_cote;
		gaz facture|compteur; mort|morte|decede poisson|chien|chat|plante;
		ascenseur|l_ascenseur panne !bloque|bloquee|coince|coincee|dans|enferme|enfermee;
		telephone|carte|gsm|compte|ecran|code bloque|bloquee !ascenseur;
		tombe|tombee amoureux|amoureuse|dessus|sur; brule|brulant envie|impatience|curiosite`,
	SignDanger: `tombe|tombee|tomber|chute|glisse|glissee|trebuche|chuter|tombes suis|est|ai|a|fait|viens|ma|mon|mari|femme|mere|maman|pere|
		papa|voisine|voisin|elle|il|madame|dame|monsieur|jsuis|sui|chui|vient !tombe_en; chute|accident;
		relever|lever|debout|redresser plus|pas|peux|sais|arrive|arriver;
		sol|terre allonge|allongee|couche|couchee|etendu|etendue|git|reste|coince|par|au;
		sens partir|defaillir|mourir|faible|tourner; main|bras|jambe|cote|corps|pied|visage sens|bouger|bouge|sent plus|pas|rien;
		saign*|ensanglant*; gueule escalier|escaliers|casse|cassee|tombe|tombee|sol|marche; forc*|defonc*|crochet*|essaie|essaye|tente porte|
		serrure|fenetre|volet entrer|ouvrir|forcer|on|quelqu|homme|type|ils|gens|forc*|defonc* !etudiant|etudiante|dossier;
		brule|brulent|crame chez|maison|cuisine|appart|appartement|tout|ca|rideau*|four; code|pin|cvv|carte|numero_de_carte donne|demande|
		demandent|veut|veulent|file arnaque|telephone|tel|banque|monsieur|homme|inconnu|quelqu|appel !aide|aider|apprendre;
		bu|avale|avalee|ingere javel|produit|detergent|essence|poison|medicaments|cachets|pile; sucre|insuline|glycemie bas|basse|haut|haute|
		tremble|sueurs;
		electrocut*|harcel*|stalk*|viole|violee|sequestr*|convuls*; empech* sortir|partir; laisse pas partir|sortir; crie|hurle|
		appelle secours|aide|laide|l_aide;
		de_force|arrache|arraches|agresse|agressee m|on|ma|mon|il|elle|suis|ete;
		escalier|escaliers tombe|tombee|chute|glisse|degringole;
		respirer|respire|respiration|souffle|air plus|pas|mal|peine|difficulte|difficile|manque|difficilement|arrive|peu|coupe;
		etouffe|etouffer|suffoque|etrangle|asphyxie|essouffle|essoufflee;
		poitrine|coeur|thorax mal|douleur|douleurs|fait|bat|serre|bizarre|vite|fort|pincement|point;
		crise_cardiaque|infarctus|avc|attaque_cardiaque|arret_cardiaque|crise_d_epilepsie|epilepsie|convulse|convulsions;
		bouche|visage|bras|jambe paralyse|paralysee|tombante|engourdi|engourdie|tordue|travers|bizarre;
		douleur|douleurs|mal forte|fortes|terrible|atroce|enorme|insupportable|tres|trop|horriblement|affreusement|ventre|
		poitrine !oreille|comprendre|entendre|ecris|ca_tombe|pas_mal|pas_trop;
		saigne|saignement|saigner|sang|hemorragie|ensanglante|ensanglantee;
		inconscient|inconsciente|evanoui|evanouie|evanouir|malaise|connaissance|syncope|vapes|coma;
		reagit|repond|bouge|reveille|respire plus|pas elle|il|madame|monsieur|dame|mari|mere|maman|papa|pere|femme|mamy|papy
		!telephone|sms|porte|ouvre|sonnette|message*|ouvrir; vertige|vertiges|etourdi|etourdie|tete_qui_tourne|tete_tourne;
		hypoglycemie|overdose|empoisonne|empoisonnee|intoxication|intoxique;
		medicaments|cachets|comprimes|pilules trop|tous|plein|surdose|tout pris|avale|avales|prends|a|ai;
		brule brulee ebouillante;
		brule|brulee|brulure|ebouillante me|suis|main|bras|maison|ca|tout|cuisine|appartement|rideau|four|visage|quelque;
		casse|cassee|fracture bras|jambe|hanche|poignet|cheville|col|femur|dos|epaule suis|me|ma|mon|s|est|son|sa|elle|il;
		feu|incendie|flammes|fumee maison|cuisine|appartement|dans|il|chez|four|immeuble|voisin|en|aide|cave|y|partout|
		beaucoup|noire; incendie|explosion|explose|pompiers|court_circuit; sens|sent|odeur|fuite gaz|brule|fumee;
		fuite_de_gaz|odeur_de_gaz|monoxyde;
		ascenseur bloque|bloquee|coince|coincee|enferme|enfermee|prisonnier|prisonniere|sortir|arrete|dedans|arretee;
		enferme|enfermee|coince|coincee toilettes|wc|cave|salle|bain|chambre|dans|garage|balcon|baignoire !carte|telephone|
		bouton|app; menace|menaces|menacee|menacant|menacent|chantage|harcele|harcelee|harcelement;
		frappe|frappee|frappes|bat|battu|battue|tape|gifle|gifle|cogne|pousse|mord m|me|mon|ma|mari|fils|elle|il|l|la|femme
		!porte|coeur|texto|clavier;
		agresse|agressee|agression|agressif|agressive|violent|violente|violence|viole|violee|attaque|attaquee|touche_partout|
		attouchements|me_touche|m_a_touche|m_a_touchee|geste_deplace|gestes_deplaces;
		couteau|arme|pistolet|fusil|hache a|avec|sort|tient|menace|main; danger|peril;
		mot pas bon|connait|dit|juste|correct|correcte|correspond !passe|recu; mot faux|mauvais|autre|different|fausse !passe;
		pas_confiance|plus_confiance|aucune_confiance|me_mefie;
		urgent|urgente|urgence aidez|aidez_moi|vite|secours|tout_de_suite; sonne|sonnent|frappe|frappent connais|connait pas;
		securite pas|plus sens|sent|suis|me|ici|je;
		peur j|ai|tres|fait|si|lui|homme|monsieur|porte|fils|mari|seule|voisin|elle|quelqu;
		suit|poursuit|colle|embete me|m homme|type|monsieur|quelqu|il;
		bizarre|confus|confuse|delire|perdue_la_tete|desoriente|desorientee madame|monsieur|dame|elle|il|mere|pere|mari;
		au_secours|ausecours|a_l_aide|sos|urgence|urgences|urgent_aide|aide_urgente|aidez_moi_vite|vite_aide;
		ambulance|pompiers|samu|police|112|secours|policiers appelez|appeler|appelle|besoin|envoyez|vite|arrive|arrivent|ai|
		faut|il|est|une|moi|ici; ambulance;
		voleur|voleurs|cambriole|cambriolee|cambriolage|cambrioleur|cambriole|intrus|effraction|braquage;
		vole|volee|volees|derobe argent|sac|carte|bijoux|portefeuille|m|me|ont|tout|compte;
		louche|chelou|bizarre|suspect|suspecte|inquietant mec|type|homme|gars|individu|monsieur|personne|gens|femme|keum;
		inconnu|inconnue|etranger|quelqu|homme|type|mec|gars|individu|gens|monsieur|femme porte|chez|entrer|maison|appartement|couloir|
		forcer|force|defonce|entre|frappe|sonne,tape !etudiant|etudiante|appeler|parler|rappeler|aider|aide|vient|venir|
		viendra|rdv;
		arnaque|arnaquee|arnaqueur|arnaqueurs|escroc|escrocs|escroquerie|pirate|piratee|pirates|hacke|fraude !apprendre|cours|
		atelier;
		argent|sous|euros|compte|virement|economies demande|demandent|veut|veulent|exige|disparu|vide|vole|retire|verser|
		virer|transferer|envoye|donner il|elle|homme|quelqu|on|telephone|inconnu|microsoft|mon|faux|ils !gratuit|cout|coute|
		prix|payer_pour;
		code|codes|carte|pin|digipass|lecteur|bancaire|mot_de_passe|coordonnees demande|demandent|veut|veulent|donne|donnee|
		exige|transmis quelqu|homme|il|elle|telephone|inconnu|microsoft|monsieur|femme|ils|on|banque|maintenant !aider|aide|
		apprendre|rdv|etudiant;
		microsoft|banque|itsme|police|card_stop appelle|appel|telephone|ligne code|codes|argent|ordinateur|controle|anydesk|
		teamviewer|carte|virement`,
	SignDespair: `vivre|vie plus|pas|envie|marre|fini|finir|assez veux|envie|de|la|en|ai|avec !internet|sans;
		mourir|mort|morte veux|voudrais|envie|prefere|vais|laissez|mieux|etre !rire|fatigue|telephone;
		suicide|suicider|suicidaire|suicides;
		en_finir|plus_envie_de_vivre|me_tuer|me_pendre|sauter_par_la_fenetre|me_jeter|plus_la_force_de_vivre|
		disparaitre_pour_toujours|a_quoi_bon_vivre;
		veux|voudrais plus etre_la|exister|continuer_a_vivre; ne_veux_plus_etre_ici|en_ai_assez_de_tout`,
	SignDeath: `decede|decedee|deces|mort|morte|decedes mari|femme|mere|pere|maman|papa|frere|soeur|est|un|epoux|epouse|madame|
		monsieur|hier|dame !batterie|rire|telephone|gsm; deced*|deces|defunt|defunte|enterrement|funerailles|obseques;
		n_est_plus_la_depuis|nous_a_quittes|nous_a_quitte`,
	SignHospital: `hopital|clinique|urgences|hospi|revalidation|reanimation|soins_intensifs suis|est|a|au|reste|hospitalise|dois|l|aux|
		en|ete|emmene !etudiant|controle|sortie|sorti; hospitalise|hospitalisee|opere|operee|operation`,
	SignCondition: `si|sauf|seulement|uniquement|sous_condition|a_condition|pourvu|a_moins|tant_que|sinon|excepte; ca_depend|depend`,
	SignUnsure: `dis|dirais|dit|dire|dirai pas_non|jamais_non;
		peut_etre|probablement|sans_doute|normalement|en_principe|hesite|pas_sur|pas_sure|pas_certain|pas_certaine|je_verrai|
		on_verra|je_vais_voir|a_voir|a_confirmer|je_confirme_plus_tard|je_vous_dirai|je_te_dirai|je_dirai|j_espere|
		eventuellement|pas_encore_sur|pas_encore_sure; sais pas|plus|encore; pense|crois je|que|oui|bien`,
	SignHope:     `espere|esperant pas|aucun|que probleme|souci|grave|soucis`,
	SignContrast: `mais|par_contre|cependant|toutefois|sauf|quoique|seulement`,
	SignQuestion: `est_ce|qu_est_ce|y_a_t_il|faut_il|dois_je|puis_je|pouvez_vous|peut_on|peux_tu|pourriez_vous|pourrait_on|voulez_vous|
		avez_vous|allez_vous|c_est_qui|c_est_quoi|c_est_combien|c_est_quand|c_est_ou|qui_est|qui_etes|dois_t_on|doit_on|
		est_il|est_elle|peut_il|peut_elle|vient_il|viendra_t|aura_t_il;
		combien|comment|pourquoi|quel|quelle|quels|quelles|laquelle|lequel|combien_de_temps; quand !des|quand_meme|meme|qd;
		qui vient|viendra|est|passe|sera|va`,
	SignPast: `hier j|je|etais|etait|ai|soir|matin|malade|deja|venu; avant_hier|dernier|derniere|etais|etait|avais|avait|autrefois`,
	SignOther: `malade|malades|grippe|fievre|covid|gastro|souffrant|souffrante madame|monsieur|dame|elle|il|est|fils|fille|mere|maman|
		pere|papa|mari|femme|chien|chat|enfant|copain|copine|bebe|etait|ami|amie|colocataire|residente|resident
		!je_suis_malade|suis_malade|chuis_malade|moi_aussi; quelqu un autre|d_autre;
		ami|amie|collegue|copain|copine ma_place`,
	SignNotYet: `encore|reste min|minutes|quart|heure|demi|peu; a_moitie|moitie_fait|mi_chemin|mi_parcours;
		presque|bientot|j_arrive_dans|arrive_dans|suis_en_route|en_chemin|sur_la_route|pas_encore|j_arrive|en_route;
		dans_#|encore_#|dans_un|dans_une|dans_cinq|dans_dix;
		serai|arriverai|arrive|la vers|a|dans 8|9|10|11|12|13|14|15|16|17|18|heures|midi`,
	SignLate: `retard|retards|retardee|en_retard|plus_tard|embouteillages|embouteillage|bouchons|bouchon|greve;
		bus|train|tram|metro|velo rate|loupe|retard|supprime|bloque|pas|creve|panne|greve;
		arriver|arrive|arriverai|serai|la plus_tard|en_retard|retard|avec_du_retard`,
	SignNobody: `personne ouvre|repond|n|la|maison|y|porte|est;
		ouvre|ouvrent|repond|repondent|reponse|ouvert|ouvrir pas|ne|personne|aucune|n|plus porte|elle|il|madame|monsieur|on|
		personne|dame|sonne|frappe;
		est|maison|chez|la pas|n madame|monsieur|elle|il|dame|resident|residente absent|absente|la|maison|chez;
		absent|absente !je_serai|serai|je_suis; porte fermee|close;
		sonne|frappe|toque fois|minutes|min|plusieurs|rien|personne|toujours|longtemps`,
	SignWaits: `attends|attend depuis|devant|dehors|minutes|min|longtemps`,
	SignEnds: `arrete|arreter|quitte|quitter|demissionne|demission|abandonne|arretes job|projet|etudiant|benevole|benevolat|tout|
		definitivement|missions|visites|digipunt|d_etre|d_aider|ce;
		desinscrire|desinscris|desinscription|retirez_moi|enlevez_moi|demissionne|demission;
		plus participer|etudiant|disponible|aider|continuer|faire|benevole veux|peux|souhaite|serai|suis|je`,
	SignInstead: `quelqu_un_d_autre|un_autre_etudiant|une_autre_etudiante|autre_etudiant|remplacer|remplace|remplacant|remplacement|
		echanger|echange|ma_place|reprendre`,
	SignLost: `connait|connaissent|habite pas|personne; autre|pas_son|pas_le|mauvais nom sonnette|porte|boite; rue|numero|adresse existe
		pas|n;
		trouve|trouver|vois pas|plus maison|adresse|rue|numero|sonnette|immeuble|porte|entree|la|l|le|nom;
		mauvaise|fausse|mauvais adresse|numero|rue|maison; perdu|perdue suis|je|me;
		adresse fausse|incorrecte|existe|correcte|bonne`,
	SignAddress: `adresse|numero|rue|etage|boite quelle|quel|oublie|perdu|redonner|renvoyer|renvoie|encore|envoyez|donnez|deja|c;
		habite|aller ou`,
	SignAutomatic: `reponse_automatique|message_automatique|absence_du_bureau|absent_du_bureau|en_conduite|je_conduis|ne_pas_deranger|
		actuellement_absent|je_vous_rappelle|rappellerai_plus_tard|je_suis_en_reunion|conges_annuels`,
	SignReady: `fini|finie|termine|terminee|fait|regle|resolu|acheve`,
	SignCannot: `examen|examens|cours|travail|boulot|shift|stage|enterrement|mariage|anniversaire|vacances|voyage|etranger|famille|
		medecin|dentiste|entrainement|travaille|bosse ai|j|dois|en|suis|au|a|je|un;
		peux|pourrai|peut|sais|possible|dispo|disponible|libre pas|plus|non|ne; velo|voiture vole|vole|panne|creve|casse;
		empechement|imprevu|contretemps|impossible|malheureusement`,
	SignWilling: `viens|vais|serai|suis|peux quand|quand_meme|la|y|bien !pas|ne|plus|n`,
	SignStays: `pas_oublie|pas_oubliee|oublie_pas|oublierai_pas|oublierai_surtout|oublie_surtout_pas|pas_oublier; aucun|aucune|pas_de
		changement|changements|objection|inconvenient; tombe|tomber|faire pas_mieux|rien_de_mieux`,
	SignOtherPlan: `abonnement*|contrat|assurance|journal|domiciliation annuler|annule|resilier|arreter|stopper|suspendre;
		arret|passe|arrete bus|tram|metro; precedent|dernier|autre annule;
		examen|examens|partiel|cours|stage|oral reporte|deplace|avance|decale;
		jamais|pas|n pris|demande|fait|commande rendez|rdv|rien|visite;
		son_rendez|leur_rendez|son_rdv|leur_rdv; annule|annuler|deplace|reporte autre|autres rendez|rdv|plans|chose|
		programme; annule|deplace coiffeur|dentiste|medecin|kine|pour_vous`,
	SignEarly: `en_avance|trop_tot|plus_tot`,
	SignAsksLength: `combien_de_temps|longtemps|quelle_duree|dure|duree dure|durer|reste|visite|rendez|ca|prend|quelle|combien !depuis|
		attends`,
	SignAsksWho:    `femme|homme|garcon|fille|dame|monsieur|etudiante est|vient|c|ou|qui !ma|mon|porte|sonne|malade|aide`,
	SignAsksCost:   `payer|coute|cout|gratuit|prix|payant|paye|tarif !code|banque|compte`,
	SignAsksReady:  `preparer|prevoir; besoin quoi|qu|de_quoi !plus|pas`,
	SignAsksTongue: `langue|francais|neerlandais|arabe|turc|anglais parle|quelle|etudiant`,
	SignAsksCall:   `appeler|telephoner je|puis|peux|on|vous !m|me|quelqu|pas`,
	SignSwapped:    `echange|echanges|permute avec|on|nous; va|fait|prend ma_place|a_ma_place !peut|quelqu`,
	SignRefused: `malade|grippe|fievre|mal|souffrante|souffrant madame|monsieur|dame|resident|residente !je_suis_malade|suis_malade|chien|
		fille|fils; renvoie|renvoye|renvoyee|chasse|chassee|met|mis m|me|dehors|porte; veut|laisse|laissent pas|plus entrer|ouvrir|rentrer|
		aide|moi|visite|recevoir; pas_bienvenu|pas_bienvenue|pas_au_courant|rien_demande|attend_personne|n_attend_personne|pas_de_rendez`,
	SignHour: `apres|avant|vers|partir|tard|tot|matin|midi|soir|aprem|apresmidi`,
	SignStop: `arretez|arreter|arrete|stop|cessez|cesse|plus|marre|assez|stoppez envoyer|de|vos|les|des|ces|recevoir|m sms|
		messages|message|textos|texto|ecrire !rdv|rendez|visite|si|arretez_pas|arrete_pas|arreter_pas|recois_pas|recu; supprimez|
		effacez|retirez|enlevez|
		supprimer|effacer numero|liste|donnees|coordonnees|moi; desinscrire|desabonner|desinscrivez|desabonnez|
		me_desinscrire|desinscription; laissez|fichez|foutez tranquille|paix; ne_m_ecrivez_plus|ne_me_contactez_plus|
		ne_plus_etre_contacte|ne_plus_etre_contactee`,
}
