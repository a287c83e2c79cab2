package lexicon

// englishCues are what shows in English that a text says more than what it asks for.
var englishCues = map[Signs]cueTexts{
	SignHarmless: `tablet|phone|mobile|laptop|computer|pc|screen|internet|wifi|line|connection|parcel|letter|price|keys|glasses|card|
		mouse|printer fell|fallen|dropped|died|dead|burnt !i_fell|husband|wife|mother|mum|father|dad|have_fallen|ve_fallen;
		not_fallen|no_fire|no_emergency|not_an_emergency|no_danger|not_in_pain|fell_asleep|fall_asleep|falling_asleep|fall_on|
		falls_on|fell_through|fell_in_love|blood_test|blood_pressure|blood_tests|blood_taken; battery dead|died|dying|low;
		im_afraid|i_m_afraid|i_am_afraid !of|someone|somebody|man|door|him|he|alone|help|very; afraid|scared computer|computers|internet|
		technology|forget|forgot|mistake|i_can_t|i_cannot|not|that|so|online;
		is_this|is_it|real|genuine|or scam|fraud|fake|phishing !money|code|bank|card|paid|gave|victim; learn|lesson|course|workshop|explain
		phishing|scams|fraud|scam;
		safe|safety|safely internet|online|banking|password|journey|trip|travels;
		dying_to|die_laughing|dead_tired|dead_on|by_heart|heartily|stay_safe|be_safe|gas_bill|gas_meter;
		hospital opposite|near|next|bus|stop|behind; lift|elevator broken|out_of_order|work !stuck|trapped;
		died|dead plant|fish|dog|cat|goldfish|hamster; stop_coughing;
		fallen_in_love|fell_in_love|falling_in_love|fallen_behind; burning curiosity|to|question|desire; killing_me|
		to_die_for`,
	SignDanger: `fell|fallen|tripped|slipped|collapsed|fainted|accident i|husband|wife|mother|mum|father|dad|he|she|have|has|lady|man|
		neighbour|down|just|over|madam|mrs|mr|ve|s|resident !asleep|apart;
		fallen|collapsed|fainted|unconscious|unresponsive|seizure|stroke|choking|overdose|poisoned|suffocating|passed_out|
		black_out|blacked_out|faint; get|getting|stand up cannot|can|cant|unable|t|not|able !pick|earlier|early|set;
		floor|ground on|lying|the lying|stuck|found|fell|down|cannot|help|m;
		breathe|breathing|breath|air cannot|can|cant|t|not|hard|trouble|difficulty|short|struggling|stopped|no|hardly|
		difficult|out_of; heart|chest pain|pains|hurts|hurting|attack|racing|funny|strange|tight|pounding|beating|weird;
		had|took|bad|nasty|a fall|tumble down|hip|had|took|bad|nasty|stairs|bath !in|for|behind|asleep; killing hip|chest|head|back|leg me;
		won|refuses|will leave|go door|house|man|bloke|guy|he t|not|to; banging|kicking|forcing|breaking|trying door|window|lock; bloke|guy|
		weirdo|creep door|outside|following|banging !student;
		drank|drunk|swallowed bleach|detergent|pills|petrol|poison|cleaner; sugar|insulin low|high|shaking|hypo; electrocuted|stalking|stalked|
		stalker|held_hostage|won_t_let_me_go|won_t_let_me_leave|wont_let_me_go|wont_let_me_leave|won_t_let_me_out; screaming|shouting|
		crying help|for_help|pain|inside;
		arm|leg|hand|face|side|foot|body|fingers feel|move|lift|feeling cannot|can|cant|t|not|no; face|arm|leg|mouth drooping|numb|paralysed|
		paralyzed;
		pain bad|terrible|awful|severe|lot|so_much|stomach|chest|unbearable|agony|much|great; bleeding|bleed|bleeds|blood;
		responding|respond|moving|wake|waking not|t|won|doesn|isn she|he|lady|man|mum|dad|husband|wife|mrs|mr !phone|door|
		text|doorbell|messages; dizzy|lightheaded very|so|really|feel|suddenly;
		pills|tablets|medication|medicine too_many|all|took|overdose|wrong taken|took|swallowed|taking;
		burnt|burned|scalded myself|hand|arm|leg|badly|face; broken|broke hip|leg|arm|wrist|ankle|neck;
		fire on|house|kitchen|flat|there|in|oven|building|help|brigade|caught|pan; smoke|flames|explosion|exploded;
		smell|smells|leak|leaking gas|burning|smoke; gas_leak|carbon_monoxide;
		lift|elevator stuck|trapped|stopped|cannot|can_t|out_of|get_out|inside;
		stuck|trapped|locked toilet|bathroom|bath|cellar|lift|room|inside|elevator !card|phone|app|account|screen;
		threatening|threatened|threatens|threat|blackmail|blackmailed;
		hits|hit|hitting|beats|beating|beat|punched|slapped|kicked|pushed|attacked|hurts|hurting|grabbed|strangled|bit me|him|
		her|us|husband|son|partner !heart|chest|text|button;
		assaulted|raped|abuse|abused|abusive|violent|violence|molested|touching_me|touched_me|inappropriate|harassed|
		harassing|aggressive; knife|gun|weapon|axe has|with|holding|pulled|hand|waving|waves|at_me|threatening|out|got; danger|dangerous;
		safe not|t|don|dont|isn feel|here|am|i|it; unsafe;
		scared|frightened|afraid|terrified he|man|him|door|very|so|really|son|someone|of|alone|i;
		following|follows|stalking me; confused|hallucinating|wandering|disoriented she|he|lady|man|mum|dad|resident|mrs|mr;
		help_help|sos|emergency|urgent_help|help_me_quick|save_me|mayday;
		ambulance|police|112|paramedics|fire_brigade call|called|calling|need|send|coming|get|please|here|an|the; ambulance;
		stranger|strangers|someone|somebody|man|men door|break|breaking|inside|force|get_in|house|garden|banging|enter|
		climbing !student|speak|call|talk|help|phone|come|from_you|text;
		burglar|burglars|burgled|burglary|robbed|robbery|thief|thieves|intruder|mugged|broken_in|broke_in|break_in;
		stolen|stole money|card|purse|wallet|jewellery|savings|bag|account;
		scammed|scammer|scammers|conned|hacked|hacker|fraudster|swindled|defrauded|scam !learn|workshop|course;
		money|savings|euro|euros|account|cash|transfer wants|want|asking|asks|demands|gone|taken|send|transferred|pay|
		transfer|missing he|man|someone|she|they|caller|microsoft|stranger|my|phone|bank !free|cost|costs|price;
		code|codes|pin|card|password|details|reader|bank wants|asking|asks|gave|given|demands|asked he|man|someone|she|they|
		caller|microsoft|stranger|phone !help|teach|learn|appointment;
		microsoft|bank|police calling|called|phone|line code|codes|money|computer|control|remote|anydesk|teamviewer|transfer`,
	SignDespair: `live|living|life want|anymore|longer|more|end|point|reason|worth|tired don|t|not|no|my|to|of|is !without|internet;
		die|dead want|wish|rather|better|going|let i|was|were|be|off|to|me !battery|phone;
		suicide|suicidal|kill_myself|end_it_all|end_my_life|hurt_myself|harm_myself|no_reason_to_live|don_t_want_to_be_here|
		can_t_go_on;
		don_t_want_to_live|no_longer_want_to_live|want_it_to_be_over|better_off_without_me|
		do_not_want_to_be_here_anymore`,
	SignDeath: `died|passed|deceased|death|dead away|husband|wife|mother|father|mum|dad|brother|sister|yesterday|has|she|he|my
		!battery|phone|out|by|bus; deceased|passed_away|bereavement|died|funeral`,
	SignHospital: `hospital|icu|rehab in|am|is|at|was|taken|admitted|stay|he|she|mother|have|to !appointment_at|checkup|out_of|student;
		hospitalised|hospitalized|surgery|operated`,
	SignCondition: `if|unless|only|provided|as_long|depends|otherwise`,
	SignUnsure: `not|t|wouldnt|never|dont say_no|saying_no|said_no|say_nope;
		maybe|perhaps|probably|possibly|might|unsure|hopefully|not_sure|depends|i_think|let_you_know|will_see|i_ll_see|
		see_how|should_be|i_hope|try|t_know|not_know|dont_know|no_idea;
		dont_stop`,
	SignHope:     `hope|hopefully no|not|that|it|s problem|issue|ok|okay|trouble`,
	SignContrast: `but|however|although|though|except|only`,
	SignQuestion: `how_long|how_much|how_many|what_time|who_is|who_s|who_are|which|why|what_is|what_s|when_is|where_is|where_s|how_do|
		what_if|whats|wheres|whos|how; wondering|wonder|know|tell if|what|who|when|where|how|whether !let_you`,
	SignPast: `yesterday|last|ago|was|were|had|earlier_this|used_to`,
	SignOther: `sick|ill|flu|fever|covid|unwell lady|madam|woman|man|he|she|mrs|mr|resident|is|dog|cat|child|son|daughter|mum|mother|
		dad|father|kid|baby|friend|girlfriend|boyfriend|grandma|was|been|housemate|roommate !i_m_sick|im_sick|i_am_sick|
		am_sick|m_sick|m_ill|am_ill|feeling_sick|i_m_ill; someone_else|somebody_else|another_student|my_friend|a_friend`,
	SignNotYet: `halfway|half_done|half_way|to_go; min|mins|minutes|hour|minute left|remaining|more;
		almost|nearly|soon|on_my_way|on_the_way|not_yet|omw|leaving|setting_off|heading;
		in_#|in_a|in_an|in_five|in_ten|within_#; be|there|arrive at|around|by 8|9|10|11|12|13|14|15|16|17|18|half|noon|am|pm`,
	SignLate: `late|delayed|delay|running_behind|behind_schedule|traffic|strike|overslept|held_up !not_late|not_too_late|later_today;
		bus|train|tram|bike missed|late|delayed|cancelled|puncture|flat|broke;
		later min|mins|minutes|hour|bit|than|little|be|will|ll`,
	SignNobody: `nobody|noone|no_one|none opening|opens|answering|answers|home|door|there|in|open|answer|is|here|responding;
		open|opening|answer|answering|answered|responding not|t|isn|doesn|won|no|never door|she|he|bell|lady|anyone|they|is|
		knock*; home|in|there not|t|isn she|he|lady|man|resident|anyone|mrs|mr !i_m|i_am; door closed|locked|shut;
		ringing|rang|rung|knocking|knocked|buzzed times|minutes|mins|no|answer|bell|ages|nothing|while|for;
		no_answer|no_reply|no_response|nobody_home`,
	SignWaits: `waiting|standing for|outside|minutes|ages|here|mins`,
	SignEnds: `quit|quitting|stop|stopping|resign|leave|leaving|done student|volunteering|volunteer|project|programme|program|job|
		doing_this|visits|altogether|helping|being|with_this;
		unsubscribe_me|take_me_off|remove_me|no_longer_available|graduated|moved_away|no_longer_want_to|don_t_want_to_do_this|
		no_longer_a_student|resign|quit`,
	SignInstead: `someone_else|somebody_else|another_student|take_over|cover|swap|replace|replacement|switch|instead_of_me|in_my_place|
		take_my`,
	SignLost: `know|lives|live|heard not|t|nobody|never her|him|them|here|name; different|another|wrong name bell|door|letterbox;
		find|see cannot|can|t|cant|not house|address|place|door|number|street|bell|it|building|name|flat;
		wrong address|house|street|number|door|place; lost m|am|i|got;
		address wrong|exist|correct|right not|t|is|doesn|wrong`,
	SignAddress: `address|number|street|floor what|which|forgot|lost|again|send|resend|need|remind|where|is;
		where live|lives|go|should|do_i`,
	SignAutomatic: `do_not_disturb|driving_with|automatic_reply|auto_reply|autoreply|out_of_office|i_m_driving|i_am_driving|
		can_t_talk_right_now|call_you_later|can_i_call_you_later|in_a_meeting|currently_unavailable|away_from_my_phone|
		see_your_message_when`,
	SignReady: `done|finished|completed|solved|sorted|fixed|ready`,
	SignCannot: `exam|exams|class|classes|work|shift|working|lecture|funeral|wedding|holiday|dentist|doctor|training|internship have|
		got|m|am|at|to|on|ve; make|come|go|possible|available|able|do can|cant|t|cannot|not|unable;
		bike|car stolen|broken|broke|puncture|flat; unfortunately|impossible|something_came_up|unavailable|double_booked`,
	SignWilling: `coming|come|ll_be|will_be|going|will|there still|be|anyway|there|am|m|now !not|t|can_t`,
	SignStays: `not|haven|hasn|havent|t|didnt|won|wont|never forgotten|forgot|forget|forgetting; no changes|change|objection|objections;
		not|t|couldnt|cant|hardly be_better|suit_me_better|be_happier`,
	SignOtherPlan: `subscription|contract|newspaper|insurance|membership cancel|stop|end|terminate; bus|tram|train stop|stops|station;
		exam|exams|test|class|shift moved|rescheduled|postponed|shifted|brought_forward;
		never|not|t|didnt made|make|booked|book|asked|ask|ordered appointment|visit|anything|for_this;
		his_appointment|her_appointment|their_appointment|his_visit|her_visit; cancelled|canceled|moved|rescheduled|
		cancel other|my_other|dentist|hairdresser|gp|for_you|for_this|to_be_home|plans`,
	SignEarly: `too_early|bit_early|little_early|earlier|ahead_of_time|ahead_of_schedule; early min|mins|minutes|hour|m|am|got|arrived|
		here|there`,
	SignAsksLength: `how_long; long take|last|stay|visit !waiting`,
	SignAsksWho:    `woman|man|boy|girl|lady|gentleman|male|female is|it|or|coming|student|who !my|door|bell|sick|help`,
	SignAsksCost:   `pay|cost|costs|free|price|charge|fee !code|bank|account`,
	SignAsksReady:  `prepare|get_ready|have_ready|need_to_have|bring_out|set_out`,
	SignAsksTongue: `language|speak|speaks|dutch|english|french|arabic|turkish what|which|does|student|they|he|she !want`,
	SignAsksCall:   `call|ring|phone i|you can|may|could|number !me|someone|somebody|back|not`,
	SignSwapped:    `swapped|switched|traded; taking|takes|covering|going over|for_me|my_place|instead_of_me !can|could|someone|somebody`,
	SignRefused: `sick|ill|unwell|flu|fever lady|mrs|mr|madam|resident|woman|man !i_m_sick|im_sick|i_am_sick|dog|housemate; sent|sends|
		sending|turned|turns|kicked me away|out|off|home; won|won_t|wont|doesn|doesnt|not|t let|want me|in|to_come_in|visit|help|student;
		not_welcome|never_asked_for|isn_t_expecting|not_expecting|doesn_t_know_about|has_no_appointment`,
	SignHour: `after|before|from|around|later|earlier|morning|afternoon|evening|noon|tonight`,
	SignStop: `stop|quit|cease|enough|no|dont|don|not sending|texting|messaging|with|more|the|text|send texts|messages|sms|
		texting|messaging|message|me !appointment|visit|if|get_no|receive_no|please_dont_stop|dont_stop|don_t_stop|do_not_stop|
		never_stop|never_got|got_no;
		remove|delete|take number|me|details|list my|me|off|from|database; unsubscribe|opt_out|leave_me_alone|
		stop_contacting|do_not_contact|don_t_contact|stop_bothering`,
}
