"""Every Swedish sentence that the assistant says on its own account, in one place.

Error messages stand where the errors are raised; what documents say stands in the documents.
"""

CONTACT = "Borlänge kommuns servicecenter hjälper dig vidare: telefon 0243-740 00 eller e-post kommun@borlange.se."
TOPICS = (
    "Jag kan svara på frågor om Klimatneutrala Borlänge 2030: målet, parterna, klimatkontrakten, "
    "koldioxidbudgeten, utsläppen och vad du själv kan göra."
)

PART_NOT_FOUND = "Det framgår inte av källorna: ”{question}”"
OUT_OF_SCOPE = f"Den frågan ligger utanför det jag kan svara på. {TOPICS} {CONTACT}"

GREETING = f"Hej! {TOPICS} Vad vill du veta?"
THANKS = "Tack själv! Fråga gärna mer om Borlänges klimatarbete."
GOODBYE = "Hej då! Välkommen tillbaka när du vill veta mer om Borlänges klimatarbete."

EMPTY_QUESTION = "Frågan är tom. Skriv en fråga, till exempel ”Vad är en kolsänka?”."
LONG_QUESTION = "Frågan har {length} tecken och får ha högst {limit}. Korta den och ställ den igen."
NOT_TEXT = "Frågan innehåller inga ord. Skriv den med bokstäver, till exempel ”Vad är en kolsänka?”."

# The HTTP API

API_SUMMARY = "Svar på svenska om Klimatneutrala Borlänge 2030, med numrerade källor."
FAILED = "Något gick fel hos oss. Försök igen om en stund."
HTTP_ERRORS = {
    400: "Det som skickades går inte att läsa. Skicka giltig JSON.",
    401: "Sidan är för personal. Logga in på /logga-in först.",
    403: "Du får inte göra det. Be någon som är administratör.",
    404: "Det finns inget på den adressen. På /docs står vad som finns.",
    405: "Adressen finns, men inte med den metoden. På /docs står vad som går.",
    413: "Det som skickades är för stort. Skicka högst 256 kB.",
    422: "Det som skickades går inte att använda. Felet står i svaret.",
    503: "Tjänsten kan inte svara just nu. Försök igen om en stund.",
}

# The command line

HISTORY_NOT_JSON = 'Det som står efter --history är inte giltig JSON. Skriv en lista: ["Vad är Viable Cities?"].'
UNREADABLE_BATCH = "Filen {name} går inte att läsa. Kontrollera att den finns och att sökvägen är rätt."
NO_HITS = "Inga stycken passar."
SOURCES_HEADING = "Källor"
PAGE = "sida {page}"

# The server

ADDRESS = "Klimatassistenten svarar på {url}"
PORT_UNAVAILABLE = "Det går inte att lyssna på {host}:{port}. Välj en annan port med --port eller KLIMAT_PORT."

# The chat

CHAT_TITLE = "Klimatassistenten"
CHAT_SUBTITLE = "Fråga om Klimatneutrala Borlänge 2030"
CHAT_INTRO = (
    "Du pratar med en AI-tjänst. Den svarar bara med det som står i projektets egna källor och visar alltid var. "
    "Skriv inga personuppgifter."
)
CHAT_LABEL = "Samtal"
QUESTION_LABEL = "Din fråga"
QUESTION_PLACEHOLDER = "Skriv din fråga här"
SEND = "Skicka"
START_OVER = "Börja om"
EXAMPLES_HEADING = "Prova att fråga"
EXAMPLES = (
    "När ska Borlänge vara klimatneutralt?",
    "Vilka är med i konsortiet?",
    "Vad är en kolsänka?",
    "Hur stora är Borlänges utsläpp?",
    "Vad kan jag själv göra?",
)
SEARCHING = "Söker i källorna …"
SOURCE = "källa "
OPEN_PAGE = "Öppna källan på sida {page}"
OPEN_SOURCE = "Öppna källan"
OPEN_ORIGINAL = "Öppna webbsidan"
NEW_TAB = " (ny flik)"

GRADIO = {
    "chatbot conversation": CHAT_LABEL,
    "copied": "Svaret är kopierat.",
    "Error": "Fel",
    "Close": "Stäng",
    "Connection to the server was lost. Attempting reconnection...": "Kontakten med servern bröts. Försöker igen …",
    "Connection errored out.": "Kontakten med servern bröts. Försök igen om en stund.",
}
"""Gradio's own words where it has no translation for them, and what the chat says instead."""

GRADIO_KEYS = {"chatbot.clear": START_OVER, "common.error": "Fel", "common.submit": SEND}
"""Gradio's own words where it has one: Swedish whatever language the browser asks for."""

QUALITY = "Kvalitet"
NO_REPORT = "<h1>Kvalitet</h1><p>Ingen utvärdering har gjorts på den här servern än.</p>"
"""What the page at /kvalitet says before the first evaluation."""

# The register

TABLE_NAMES = {"commitments": "Åtaganden", "actions": "Åtgärder", "emissions": "Utsläpp", "indicators": "Indikatorer"}

FOLLOWUP_RULES = {
    "overdue": "Målåret har passerat och inget resultat är redovisat",
    "due_soon": "Målåret går ut inom ett år och inget resultat är redovisat",
    "unmeasurable": "Åtagandet har inget mätbart mål",
    "later_than_contract": "Partens eget målår är senare än kontraktets",
    "action_after_contract": "En åtgärds slutår är senare än målåret i partens kontrakt",
}
FOLLOWUP_REASONS = {
    "overdue": "Målåret {year} har passerat ({today}) och inget resultat är redovisat.",
    "due_soon": "Målåret {year} går ut inom ett år från {today} och inget resultat är redovisat.",
    "unmeasurable": "Inget mätbart mål är angivet.",
    "later_than_contract": "Målåret {year} är senare än kontraktets {promised}.",
    "action_after_contract": "Slutåret {year} är senare än kontraktets {promised}.",
}
FOLLOWUP_TAKES_NOTHING = "Uppföljningen tar inga villkor. Ta bort det som står efter frågetecknet i adressen."
FILE_NAMES = {"commitments": "ataganden", "actions": "atgarder", "emissions": "utslapp"}

# Signing in

SIGN_IN = "Logga in"
SIGN_OUT = "Logga ut"
WRONG_PASSWORD = "Användarnamnet eller lösenordet stämmer inte. Försök igen."
TOO_MANY_ATTEMPTS = "Det har blivit för många försök. Vänta {minutes} minuter och försök sedan igen."
STALE_FORM = "Sidan hade varit öppen för länge. Skriv uppgifterna igen."
ASK_PASSWORD = "Lösenord: "
ASK_PASSWORD_AGAIN = "Samma lösenord en gång till: "
PASSWORDS_DIFFER = "Lösenorden var olika. Kör kommandot igen."
USER_ADDED = "{name} kan nu logga in som {role}."
USER_REMOVED = "{name} kan inte längre logga in."
NO_USERS = "Inga användare är upplagda."

# The register on the command line

FOUND = "Antal träffar: {total}. Sida {page} av {pages}."
ROWS_SAVED = "{count} rader sparade i {name}."
UNWRITABLE_FILE = "Filen {name} går inte att skriva. Kontrollera att mappen finns och att du får skriva i den."
NOTHING_TO_FOLLOW_UP = "Det finns inget att följa upp."
AGAINST = "Kontraktet"

# Uploading

BUNDLED_SOURCES_ARE_READ_ONLY = (
    "Servern läser de källor som följer med programmet ({folder}), och de skrivs inte över härifrån: en ny version av "
    "programmet skulle ta tillbaka dem. Den som sköter servern kopierar mappen till en egen plats, låter "
    "KLIMAT_SOURCES_DIR peka dit och startar om servern. Sedan går det att ladda upp."
)
UPLOAD_TOO_LARGE = "Filen {name} är för stor. Den får vara högst {limit} MB."
CHANGED_SINCE = "Filen {name} har ändrats sedan du tittade på den. Ladda upp den igen och se vad som skiljer nu."
BAD_FILE_NAME = (
    "Filen ”{name}” går inte att ta emot. Namnet ska bestå av bokstäver, siffror, mellanslag, punkt och bindestreck, "
    "och sluta på {suffixes}."
)
REBUILD_FAILED = "Indexet gick inte att bygga om, så allt är som förut. {reason}"
REBUILDING_ALREADY = "Indexet byggs redan om. Vänta en stund och försök igen."

# The staff's pages

STAFF_TITLE = "Personalsidor"
SOURCE_HEADING = "Källa"
OPEN_PLACE = "Öppna stället för {id}"
CLAUSE = "klausul {clause}"
ROWS_ADDED = "Nya rader"
ROWS_CHANGED = "Ändrade rader"
ROWS_REMOVED = "Borttagna rader"
NO_ROWS_DIFFER = "Filen har samma rader som den som används nu."
NO_LINES_DIFFER = "Filen har samma text som den som används nu."
LINE_ADDED = "Ny:"
LINE_REMOVED = "Borttagen:"
CHANGE_HEADINGS = ("Kolumn", "Nu", "Efter")
SEARCH_ROWS = "Visa"
CLEAR_FILTERS = "Rensa"
PREVIOUS_PAGE = "Föregående sida"
NEXT_PAGE = "Nästa sida"
SORT_BY = "Sortera efter"
AS_IN_FILE = "Ordningen i filen"
DESCENDING = "{label}, störst först"
ANY = "Alla"
EXPORT_HEADING = "Spara alla träffar:"
TEXT_LABEL = "Ord i raden"
YEARS_HINT = "2030, 2025-2030, -2030, 2030-"
NUMBERS_HINT = "Minst: 10000000-"

# The emissions and the carbon budget

ALL_GASES = "Alla växthusgaser i hela kommunen, SSAB inräknat"
ALL_GASES_WITHOUT_INDUSTRY = "Alla växthusgaser utom sektorn industri (egen uträkning)"
CARBON_WITHOUT_INDUSTRY = "Koldioxid utom sektorn industri (egen uträkning)"
BUDGET_PACE = "Budgetens takt: {percent} procent mindre varje år från {year}"
EMISSIONS_CHART_TITLE = "Utsläpp av växthusgaser: {place}"
EMISSIONS_CHART_DESCRIPTION = (
    "Alla växthusgaser som släpps ut inom gränsen, alltså även SSAB:s. Konsumtion, utrikesflyg och upptag i skog ingår "
    "inte. Den andra kurvan är samma utsläpp utan sektorn industri, där SSAB ingår."
)
BUDGET_CHART_TITLE = "Koldioxid och koldioxidbudgetens takt: {place}"
BUDGET_CHART_DESCRIPTION = (
    "Koldioxidbudgeten räknar bara koldioxid, lämnar SSAB utanför och räknar in flyg och sjöfart som Borlänge orsakar. "
    "Hur stor den är i ton framgår inte av källorna. Kurvan visar därför bara takten, {percent} procent mindre varje "
    "år, räknad från utsläppen {year}. Utsläppskurvan är koldioxid utan hela sektorn industri, inte bara SSAB, och "
    "utan flyg och sjöfart utanför kommunen. Jämförelsen är alltså grov."
)
NAME_UNKNOWN = "Jag hittar inte ”{name}” i tabellen, så svaret gäller bara resten av frågan."
NO_EMISSIONS = "Källorna har inga siffror för {place} att rita."
FIGURES = "Visa siffrorna som tabell"

# Drafts and uploads on the staff's pages

ADMINS_ONLY = "Det får bara en administratör göra. Logga in som en sådan, eller be någon som är det."
SHOW = "Visa"
DRAFT = "Utkast"
DRAFT_VIEWS = {
    "undecided": "Att ta ställning till",
    "already": "Står redan i registret",
    "approved": "Godkända",
    "rejected": "Avvisade",
}
DRAFTS_INTRO = (
    "Åtaganden som har hittats i kontrakten. Läs källans ord, rätta fälten om det behövs, och godkänn eller avvisa. "
    "Bara godkända åtaganden används i svaren, och först när du har tryckt på **Uppdatera svaren**."
)
DRAFT_FIELDS = ("Part", "Typ av part", "Åtagande", "Område", "Målår", "Mätbart mål")
DRAFT_LABEL = "{number} av {total}: {party}: {text}"
NO_DRAFTS = "Det finns inga utkast här."
APPROVE = "Godkänn"
REJECT = "Avvisa"
UNDO_DECISION = "Ångra beslutet"
UPDATE_ANSWERS = "Uppdatera svaren"
DECISION_MADE = {
    "approved": "Utkastet är godkänt. Tryck på Uppdatera svaren när du är klar med dina beslut.",
    "rejected": "Utkastet är avvisat.",
}
DECISION_UNDONE = "Beslutet är taget tillbaka. Tryck på Uppdatera svaren om utkastet var godkänt."
NOTHING_DECIDED = "Det finns inget beslut att ta tillbaka."
DECIDED = {"approved": "Godkänt {at}", "rejected": "Avvisat {at}"}
ALREADY_IN_REGISTER = "Står redan i registret som {id}"
CONFIDENCE = "Säkerhet {percent} procent, hittat av {found_by}."
FOUND_BY = {"rules": "regler", "model": "en språkmodell"}
OPEN_CONTRACT = "Öppna kontraktet på stället"
BAD_YEAR = "Målåret kan inte vara ”{year}”. Skriv ett årtal med fyra siffror, eller inget."
REBUILDING = "Bygger om indexet. Det kan ta någon minut."
REBUILT = "Klart. Svaren bygger nu på det som gäller."
UPLOAD_INTRO = (
    "Välj en ändrad tabell eller ett ändrat dokument. En fil med samma namn som en källa ersätter den; annars blir den "
    "en ny källa. Du får se vad som skulle ändras innan något händer, och kan gå tillbaka efteråt."
)
CHOOSE_FILE = "Välj fil"
CHOOSE_FILE_FIRST = "Välj en fil först."
ACCEPT_CHANGE = "Låt ändringen gälla"
WOULD_REPLACE = "{name} ersätter ”{title}”, som visas för {audience}. Så här ändras innehållet:"
WOULD_BE_NEW = "{name} blir en ny källa, ”{title}”, som visas för {audience}. Det här kommer till:"
SEEN_BY = {"public": "alla", "staff": "personal"}
GO_BACK_HEADING = "Gå tillbaka"
GO_BACK = "Gå tillbaka till filen före"
REPLACED_FILES = "Ändrade filer"
REPLACEMENT = "{name}, ändrad {at}"
NOTHING_TO_GO_BACK_ON = "Det finns ingen ändring att gå tillbaka på."
FOLLOWUP_INTRO = (
    "Varje rad står här för att en regel pekar ut den. Reglerna ser bara på år och på tomma kolumner; de väger inte "
    "vad som är lovat. Två målår kan gälla olika saker, så läs båda citaten."
)
SIGNED_IN = "Inloggad som {name} ({role})."
STAFF_PAGES = ("Åtaganden", "Åtgärder", "Utsläpp", "Uppföljning", "Utkast", "Ladda upp")

# Answers from the tables

CALCULATIONS_HEADING = "Uträkning"
ROWS_HEADING = "Rader ur tabellen ({count})"
DATED = "Källa: {note}."
NO_CHART = "Det finns inget diagram för den frågan. Fråga efter en utveckling över minst tre år."
VALUE_UNKNOWN = "Uppgift saknas för {missing}: {what}. Tabellen har uppgifter för {known}."

# The source viewer

SOURCE_LIST_TITLE = "Källor"
SOURCE_LIST_INTRO = (
    "Klimatassistenten svarar bara ur de här källorna. Öppna en källa för att läsa den och hitta originalet."
)
KIND_HEADINGS = {"contract": "Klimatkontrakt", "document": "Texter", "table": "Tabeller"}
KIND_NAMES = {
    "document": "Text",
    "contract": "Klimatkontrakt",
    "commitments": "Tabell över åtaganden",
    "actions": "Tabell över åtgärder",
    "emissions": "Tabell över utsläpp",
    "indicators": "Tabell över indikatorer",
}
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)
UNDATED = "Utan datum"
FACT_LABELS = {
    "publisher": "Utgivare",
    "date": "Datum",
    "kind": "Innehåll",
    "licence": "Villkor",
    "valid_from": "Gäller från",
}
SUPERSEDED = "Den här källan är ersatt av en nyare."
QUOTE_GOES_ON = "Citatet fortsätter på nästa sida."
PLACE_HAS_CHANGED = (
    "Stället som länken pekar på har ändrats eller finns inte längre i källan. Därför är inget markerat."
)
NO_SUCH_PAGE = "Källan har ingen sådan sida. Här visas den första."
QUOTE_NOT_IN_PICTURE = "Citatet går inte att markera i bilden. Det är markerat i sidans text."
PAGE_WITHOUT_TEXT = "Det finns ingen text på den här sidan."
PAGE_PICTURE = "Sida {page} som bild. Samma text står under rubriken Sidans text."
PAGE_OF = "Sida {page} av {pages}"
PART_OF = "Del {page} av {pages}"
ROWS_OF = "Raderna {first}–{last} av {total}"
SHOW_ALL_ROWS = "Visa alla {total} rader"
SHOW_MORE_ROWS = "Visa fler rader"
ROW_ID = "Id"
ROW_NUMBER = "Rad"
ROW_SHEET = "Blad"
ROW_WORDS = "Det här står på raden"
ORIGINAL_FILE = "Öppna originalfilen ({suffix})"
ORIGINAL_ON_THE_WEB = "Öppna webbsidan på {host}"
ORIGINAL_PAGE = "Öppna originalfilen på sida {page} ({suffix})"

# The chat model

CHAT_NEEDS = (
    "KLIMAT_WRITER är chat, men {missing} saknas. Ange serverns adress och modellens namn, "
    "eller sätt KLIMAT_WRITER till quoting."
)
CHAT_URL_WRONG = (
    "KLIMAT_CHAT_URL kan inte vara ”{url}”. Ange hela adressen till en server som följer OpenAI:s API, "
    "till exempel http://localhost:11434/v1."
)
CHAT_NOT_INSTALLED = (
    "KLIMAT_WRITER är chat, men paketet {package} är inte installerat. Installera det med "
    "pip install langchain-openai, eller sätt KLIMAT_WRITER till quoting."
)
WEIGHTS_UNREADABLE = (
    "Modellens fil {file} går inte att läsa. Ange en fil i formatet GGUF: make run-llm WEIGHTS=modell.gguf"
)
WEIGHTS_WRONG = "Filen {file} är ingen modell i formatet GGUF. Ange en sådan: make run-llm WEIGHTS=modell.gguf"
LLAMA_NOT_INSTALLED = "Paketet xllamacpp, som kör språkmodellen, är inte installerat. Starta med make run-llm."
LLAMA_NOT_STARTED = (
    "Språkmodellen i {file} går inte att starta. Filen kan vara skadad, av en sort som inte stöds eller större än "
    "minnet. Välj en annan modell, eller starta utan med make run."
)

# The public pages

PAGES = (
    ("/", "Start"),
    ("/chatt/", "Fråga"),
    ("/utslapp", "Utsläpp"),
    ("/kallor", "Källor"),
    ("/kvalitet", "Kvalitet"),
    ("/om-tjansten", "Om tjänsten"),
)
FOOT_PAGES = (
    ("/tillganglighet", "Tillgänglighet"),
    ("/integritet", "Personuppgifter och kakor"),
    ("/logga-in", "Logga in (personal)"),
)
START_TOPICS = (
    "målet att bli klimatneutral till 2030",
    "parterna och vad de har lovat",
    "klimatkontrakten och åtgärderna",
    "utsläppen och koldioxidbudgeten",
    "ord, som kolsänka och klimatneutral",
    "vad du själv kan göra",
)
EMISSIONS_PAGE_TITLE = "Borlänges utsläpp och koldioxidbudget"
EMISSIONS_LATEST = "År {year} släpptes det ut {amount} ton växthusgaser i {place}, räknat som koldioxid."
EMISSIONS_LESS = "Det är {percent} procent mindre än {year}."
EMISSIONS_MORE = "Det är {percent} procent mer än {year}."
EMISSIONS_QUESTION = "Hur stora är Borlänges utsläpp?"
SECTORS_CHART_TITLE = "Utsläpp per sektor {year}: {place}"
SECTORS_CHART_DESCRIPTION = (
    "Alla växthusgaser, fördelade på vad de kommer från. Sektorerna är källans egna. SSAB ingår i industrin."
)
NO_FIGURES = "Källorna har inga siffror att rita."

# The chat: going on from an answer

SKIP_TO_QUESTION = "Hoppa till frågan"
ASK_ON_HEADING = "Fråga vidare"
CHOICES_HEADING = "Vad menar du?"
NEAREST_HEADING = "Här kan du läsa mer"
SHOW_PLACE = "Visa stället i källan"
EASY = "Lättläst"
COPY_ANSWER = "Kopiera svaret"
HELPED = "Hjälpte svaret dig?"
HELPED_YES = "Ja"
HELPED_NO = "Nej"
REASON_LABEL = "Vill du säga varför? (frivilligt)"
FEEDBACK_NOTICE = "Frågan, svaret och det du skriver sparas, men inte vem du är. Skriv inga personuppgifter."
SEND_FEEDBACK = "Skicka omdömet"
SKIP_FEEDBACK = "Avbryt"
FEEDBACK_THANKS = "Tack! Ditt omdöme är sparat."

# Talking: what is declined, corrected, asked back or said in another language

SERVICE_CENTRE = "Kommunens servicecenter hjälper dig vidare: telefon 0243-740 00 eller e-post kommun@borlange.se."
DECLINED = {
    "EMERGENCY": "Är det akut? Ring 112 nu. Jag är en AI-tjänst och kan inte larma åt dig.",
    "HEALTH": "Jag ger inga råd om hälsa. Ring 1177 för sjukvårdsrådgivning. Är det akut, ring 112.",
    "ELECTION": (
        "Jag ger inga råd om val eller partier. På val.se finns Valmyndighetens information, och partierna berättar "
        "själva vad de vill. Fråga mig gärna vad källorna säger om Borlänges klimatarbete."
    ),
    "LEGAL": f"Jag ger inga juridiska råd. En jurist kan svara på vad som gäller för dig. {SERVICE_CENTRE}",
    "PRIVATE_PERSON": f"Jag svarar inte på frågor om enskilda personers privatliv. {SERVICE_CENTRE}",
    "PERSONAL": f"Jag kan inte svara på frågor om just ditt ärende eller din situation. {SERVICE_CENTRE}",
    "INSTRUCTIONS": (
        "Det kan jag inte hjälpa till med. Jag är en AI-tjänst som bara svarar med det som står i projektets källor. "
        f"{TOPICS}"
    ),
    "OPINION": (
        "Jag har inga åsikter och bedömer ingen. Jag kan berätta vad källorna säger, så fråga gärna efter fakta. "
        f"{SERVICE_CENTRE}"
    ),
    "INSULT": "Jag hjälper gärna till om du har en fråga om Borlänges klimatarbete.",
}
"""What is said to what is declined, by the name of its ground: that it is, and whom to ask instead."""

INTRODUCTION = f"Jag är en AI-tjänst som svarar med det som står i projektets egna källor. {TOPICS} Vad vill du veta?"
SEARCHED = "Det framgår inte av källorna. Jag har sökt i {sources} källor."
NEAREST_BELOW = "Det närmaste jag hittade visas här nedanför."
CLARIFY = "Vad vill du veta? Välj en fråga eller skriv en egen."
CLARIFY_TOPIC = "Vad vill du veta om {topic}? Välj en fråga eller skriv en egen."
STATED_INSTEAD = "Källorna anger {instead}, inte {given}."
PREMISE_FAILS = "Källorna säger något annat än frågan."
SOURCES_DISAGREE = "Källorna anger olika uppgifter."
NO = "Nej."

# The widget on other pages, and feedback

FEEDBACK_FULL = "Det går inte att ta emot fler synpunkter just nu. Mejla dem gärna till kommun@borlange.se."

WIDGET_DEFAULTS = {
    "title": CHAT_TITLE,
    "button": "Fråga om klimatet",
    "greeting": "Hej! Vad vill du veta om Klimatneutrala Borlänge 2030?",
    "questions": "|".join(EXAMPLES[:3]),
    "colour": "#00557f",
}
"""What a page that embeds the widget can change, and how it is when it does not."""

WIDGET_ATTRIBUTES = {
    "data-title": ("Rubriken i rutan.", WIDGET_DEFAULTS["title"]),
    "data-button": ("Texten på knappen.", WIDGET_DEFAULTS["button"]),
    "data-greeting": ("Den första meningen i rutan.", WIDGET_DEFAULTS["greeting"]),
    "data-questions": (
        "Högst fem frågor att klicka på, med | emellan. Tomt ger inga.",
        WIDGET_DEFAULTS["questions"],
    ),
    "data-colour": (
        "Färgen på knappar och länkar, som #rgb eller #rrggbb; data-color går också. Texten på den blir svart eller "
        "vit, det som syns bäst, och länkarna görs så mörka eller ljusa som behövs för att gå att läsa.",
        WIDGET_DEFAULTS["colour"],
    ),
    "data-corner": ("Hörnet som knappen står i: right eller left.", "right"),
    "data-easy": ("Skriv true för att lättläst ska vara valt från början.", "false"),
}
"""The attributes of the script's element: what each does, and how it is when it is not there."""

WIDGET = {
    "log": CHAT_LABEL,
    "about": (
        "Du pratar med en AI-tjänst. Den svarar bara med det som står i projektets egna källor och visar alltid var. "
        "Den kan målet, parterna, klimatkontrakten, koldioxidbudgeten, utsläppen och vad du själv kan göra."
    ),
    "kept": "Inget sparas, om du inte själv skickar en tumme upp eller ner.",
    "accessibility": "Tillgänglighet",
    "privacy": "Integritet",
    "examples": EXAMPLES_HEADING,
    "you": "Du frågade: ",
    "answer": "Svar: ",
    "question": QUESTION_LABEL,
    "note": "AI-tjänst. Skriv inga personuppgifter.",
    "send": SEND,
    "close": "Stäng",
    "clear": "Rensa",
    "cleared": "Samtalet är rensat.",
    "easy": "Lättläst",
    "searching": SEARCHING,
    "slow": "Det tar lite längre tid än vanligt. Vänta gärna kvar …",
    "empty": EMPTY_QUESTION,
    "away": "Just nu får vi ingen kontakt med assistenten. Din fråga står kvar i rutan. Försök igen om en liten stund.",
    "retry": "Försök igen",
    "sources": SOURCES_HEADING,
    "source": SOURCE,
    "page": PAGE,
    "newTab": NEW_TAB,
    "original": "Webbsidan",
    "calculations": "Uträkning",
    "rows": "Rader ur tabellen ({count})",
    "dated": "Källa: {note}.",
    "chart": "Visa som diagram",
    "choices": "Menar du något av det här?",
    "nearest": "Här kan du läsa vidare",
    "followUps": "Fråga vidare",
    "helped": "Hjälpte svaret dig?",
    "up": "Ja",
    "down": "Nej",
    "reason": "Vad var fel eller saknades? (frivilligt)",
    "reasonNote": (
        "Dina frågor i samtalet, svaret och det du skriver sparas, men inte vem du är. Skriv inga personuppgifter."
    ),
    "thanks": "Tack! Det hjälper oss att göra svaren bättre.",
    "notSent": "Det gick inte att skicka just nu. Försök igen om en stund.",
}
"""Every word of the widget, by the name that its script knows it by."""

# Follow-up questions and answers that are easy to read

TRYING = "Prövar fråga {done} av {total} …"
SUGGESTIONS_SAVED = "{count} följdfrågor sparade i {path}."
HARD_WORDS = "Svåra ord i svaret:"
