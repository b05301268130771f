"""Every Swedish sentence that the assistant says on its own account, in one place.

Error messages stand where the errors are raised; what documents say stands in the documents.
"""

CONTACT = "Borlänge kommuns servicecenter hjälper dig vidare: telefon 0243-740 00 eller e-post kommun@borlange.se."
TOPICS = (
    "Jag kan svara på frågor om Klimatneutrala Borlänge 2030: målet, parterna, klimatkontrakten, "
    "koldioxidbudgeten, utsläppen och vad du själv kan göra."
)

NOT_FOUND = f"Det framgår inte av källorna. {TOPICS} {CONTACT}"
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
    "Error": "Fel",
    "Close": "Stäng",
    "Connection to the server was lost. Attempting reconnection...": "Kontakten med servern bröts. Försöker igen …",
    "Connection errored out.": "Kontakten med servern bröts. Försök igen om en stund.",
}
"""Gradio's own words where it has no translation for them, and what the chat says instead."""

GRADIO_KEYS = {"chatbot.clear": START_OVER, "common.error": "Fel", "common.submit": SEND}
"""Gradio's own words where it has one: Swedish whatever language the browser asks for."""

NO_REPORT = """<!doctype html>
<html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kvalitet</title>
<body style="font: 1.1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 3rem auto; padding: 0 1rem">
<h1>Kvalitet</h1><p>Ingen utvärdering har gjorts på den här servern än.</p>
<p><a href="/chatt">Till Klimatassistenten</a></p></body></html>
"""
"""The page at /kvalitet before the first evaluation."""
