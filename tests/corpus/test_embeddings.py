import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings
from langchain_tests.integration_tests import EmbeddingsIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from corpus.embeddings import OnnxEmbeddings, SentenceTransformerEmbeddings, TextEncoder, open_embeddings
from corpus.encoder.build import build_model, graph_file, pieces_file
from corpus.encoder.weights import Backend
from corpus.errors import ModelUnavailable
from corpus.settings import CorpusSettings

MODELS = Path(".klimat/models")

TEXTS = (
    "Hej!",
    "2030",
    "Vad är en kolsänka?",
    "Vilka ingår i konsortiet?",
    "När ska Borlänge vara klimatneutralt?",
    "Hur stora var utsläppen i kommunen under det senaste året?",
    "Vem samordnar arbetet, och hur länge?",
    "Kan jag som boende i en bostadsrättsförening söka stöd för laddstolpar?",
    "hur gör jag om jag vill vara med",
    "VAR FINNS KLIMATKONTRAKTET?",
    "Skog, våtmark och matjord binder kol. Det kallas kolsänkor.",
    "Fjärrvärmenätet är över 350 km långt och värms till största delen av spillvärme från industrin.",
    "Transporterna står för den största delen av utsläppen inom kommunens gränser, följda av industrins förbränning.",
    "§ 3.1 Parterna ska årligen redovisa hur åtagandena fullföljs.",
    "- cykelvägar\n- kollektivtrafik\n- samåkning",
    "Totalt 423 796 ton koldioxidekvivalenter (CO₂e), en ökning med 3,9 % jämfört med föregående år.",
    "Kontakta kommunens kontaktcenter på telefon 0243-740 00 eller e-post info@example.org.",
    "Åäö ÅÄÖ éüß – ”citat” … 15 °C, 5 m², 100 kr/månad",
    "The city will be climate neutral by 2030.",
    "Styrgruppen sammanträder fyra gånger om året. Ordföranden kallar till möte senast två veckor i förväg, och varje "
    "part utser en ledamot och en ersättare. Beslut fattas i enighet; går det inte gäller ordförandens mening.",
    "Kommunfullmäktige antog klimatstrategin i november. Strategin anger att utsläppen ska halveras vart femte år, "
    "att de egna fordonen ska drivas utan fossila bränslen och att nya byggnader ska klimatdeklareras.",
    "Solceller på taket ger mest el mellan april och september. En villa med ett tak mot söder kan få ut ungefär "
    "900 kilowattimmar om året för varje installerad kilowatt, beroende på lutning och skugga.",
    "Matsvinnet i skolorna har minskat. Eleverna väger det som slängs, och köken lagar efter hur många som äter.",
    "Ett klimatkontrakt är en överenskommelse mellan kommunen, staten och andra parter. Det förnyas varje år.",
    "Biogas från matavfall driver bussarna.",
    "Vindkraft, vattenkraft och solkraft är förnybara energikällor; kol, olja och fossilgas är det inte.",
    "Återbruk betyder att en sak används igen i sin form, återvinning att materialet blir till något nytt.",
    "Koldioxidbudgeten visar hur mycket som kan släppas ut sammanlagt om uppvärmningen ska stanna under 1,5 grader.",
    "Näringslivet deltar genom ett eget nätverk.",
    "Stålverket planerar att byta gasol mot vätgas i sina ugnar.",
    "Finns det pengar att söka?",
    "Elbilar laddas helst på natten, när elen är billigast och nätet minst belastat.",
    "Energirådgivningen är gratis och opartisk. Rådgivaren svarar på frågor om uppvärmning, isolering, fönster, "
    "ventilation, värmepumpar och elavtal, och kan räkna på vad en åtgärd sparar.",
    "Vad betyder klimatneutral egentligen",
    "År 2021 utsågs ytterligare sju städer. Sammanlagt deltar nu tjugotre svenska kommuner i programmet, som pågår "
    "till och med år 2030 och finansieras av tre myndigheter.",
    "Kommunens skogar sköts så att de binder mer kol än i dag.",
    "Gång, cykel, buss, tåg, bil, flyg, båt.",
    "x",
    "",
    "Mål | År | Ansvarig\nHalverade utsläpp | 2027 | Kommunstyrelsen\nFossilfria fordon | 2029 | Tekniska nämnden",
)

LONG_TEXTS = (" ".join(TEXTS[10:24]), " ".join(TEXTS))


@pytest.fixture(scope="module")
def q4() -> OnnxEmbeddings:
    return onnx("q4")


@pytest.fixture(scope="module")
def reference() -> SentenceTransformerEmbeddings:
    pytest.importorskip("sentence_transformers")
    return SentenceTransformerEmbeddings(str(build_model(MODELS, "q4")))


def onnx(backend: Backend) -> OnnxEmbeddings:
    return OnnxEmbeddings(build_model(MODELS, backend), backend)


class OnnxContract:
    @property
    def embeddings_class(self) -> type[Embeddings]:
        return OnnxEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"folder": build_model(MODELS, "q4"), "backend": "q4"}


class SentenceTransformerContract:
    @property
    def embeddings_class(self) -> type[Embeddings]:
        pytest.importorskip("sentence_transformers")
        return SentenceTransformerEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"model": str(build_model(MODELS, "q4"))}


class TestOnnx(OnnxContract, EmbeddingsUnitTests):
    pass


class TestOnnxRunning(OnnxContract, EmbeddingsIntegrationTests):
    pass


class TestSentenceTransformer(SentenceTransformerContract, EmbeddingsUnitTests):
    pass


class TestSentenceTransformerRunning(SentenceTransformerContract, EmbeddingsIntegrationTests):
    pass


@pytest.fixture(scope="module")
def expected(reference: SentenceTransformerEmbeddings) -> np.ndarray:
    """The vectors of the texts as passages, and of the first ten as questions."""
    questions = [reference.embed_query(text) for text in TEXTS[:10]]
    return np.vstack([reference.embed_array(TEXTS + LONG_TEXTS), questions]).astype(np.float32)


@pytest.mark.parametrize(("backend", "least"), [("q4", 0.999), ("int8", 0.994), ("fp32", 0.99999)])
def test_the_backends_agree(expected: np.ndarray, backend: Backend, least: float) -> None:
    encoder = onnx(backend)
    questions = [encoder.embed_query(text) for text in TEXTS[:10]]
    vectors = np.vstack([encoder.embed_array(TEXTS + LONG_TEXTS), questions])
    assert (vectors * expected).sum(axis=1).min() >= least


def test_a_question_finds_the_passage_that_answers_it(q4: OnnxEmbeddings) -> None:
    passages = q4.embed_array(TEXTS[10:34])
    best = TEXTS[10:34][int(np.argmax(passages @ q4.embed_query("Vad drivs bussarna med?")))]
    assert best == "Biogas från matavfall driver bussarna."


def test_vectors_are_of_unit_length(q4: OnnxEmbeddings, reference: SentenceTransformerEmbeddings) -> None:
    for encoder in (q4, reference):
        vectors = encoder.embed_array(TEXTS[:12])
        assert vectors.dtype == np.float32
        assert vectors.shape == (12, encoder.dimension)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_question_is_not_embedded_as_a_passage(q4: OnnxEmbeddings) -> None:
    assert q4.embed_query("Vad är en kolsänka?") != q4.embed_documents(["Vad är en kolsänka?"])[0]


@pytest.mark.parametrize("backend", ["q4", "int8"])
def test_a_vector_does_not_depend_on_the_texts_beside_it(backend: Backend) -> None:
    encoder = onnx(backend)
    order = np.random.default_rng(2030).permutation(len(TEXTS))
    shuffled = encoder.embed_array([TEXTS[row] for row in order])
    np.testing.assert_array_equal(shuffled, encoder.embed_array(TEXTS)[order])
    np.testing.assert_array_equal(encoder.embed_array(TEXTS[5:6])[0], encoder.embed_array(TEXTS)[5])


def test_batches_put_every_vector_in_its_place(reference: SentenceTransformerEmbeddings) -> None:
    together = reference.embed_array(TEXTS[:12])
    alone = np.array([reference.embed_documents([text])[0] for text in TEXTS[:12]])
    np.testing.assert_allclose(together, alone, atol=1e-4)


@pytest.mark.parametrize("typed", ["<s>", "</s>", "<mask>", "<pad>", "<unk>", "\uff1cmask\uff1e"])
def test_a_special_token_in_a_text_is_not_one(
    q4: OnnxEmbeddings, reference: SentenceTransformerEmbeddings, typed: str
) -> None:
    plain = q4.embed_query("Vad är en kolsänka?")
    for encoder in (q4, reference):
        assert np.dot(encoder.embed_query(f"Vad är {typed} en{typed} kolsänka?"), plain) > 0.999


def test_decomposed_letters_are_the_composed_ones(q4: OnnxEmbeddings, reference: SentenceTransformerEmbeddings) -> None:
    composed = "På åkern växer gräs; där står ön"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    for encoder in (q4, reference):
        assert encoder.embed_query(decomposed) == encoder.embed_query(composed)
        assert encoder.embed_documents([decomposed]) == encoder.embed_documents([composed])


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\ud800 ensam", "\x00\x07\x1b[31m\x7f", "\u202e\ufeff\ufffe", "å" * 20_000]
)
def test_any_string_gets_a_vector(q4: OnnxEmbeddings, reference: SentenceTransformerEmbeddings, text: str) -> None:
    for encoder in (q4, reference):
        np.testing.assert_allclose(np.linalg.norm(encoder.embed_query(text)), 1, atol=1e-5)
        np.testing.assert_allclose(np.linalg.norm(encoder.embed_documents([text])[0]), 1, atol=1e-5)


def test_no_texts_give_no_vectors(q4: OnnxEmbeddings) -> None:
    assert q4.embed_array([]).shape == (0, 384)
    assert q4.embed_documents([]) == []


def test_progress_counts_every_text(q4: OnnxEmbeddings, reference: SentenceTransformerEmbeddings) -> None:
    for encoder in (q4, reference):
        done: list[int] = []
        encoder.embed_array(TEXTS[:12], on_batch=done.append)
        assert sum(done) == 12


def test_threads_share_an_encoder(q4: OnnxEmbeddings, reference: SentenceTransformerEmbeddings) -> None:
    encoders: tuple[TextEncoder, ...] = (q4, reference)
    for encoder in encoders:
        alone = [encoder.embed_query(text) for text in TEXTS[:6]]
        with ThreadPoolExecutor(3) as pool:
            together = list(pool.map(encoder.embed_query, TEXTS[:6]))
        np.testing.assert_allclose(together, alone, atol=1e-6)


def test_the_stamp_names_model_recipe_and_number_format(q4: OnnxEmbeddings) -> None:
    assert q4.stamp == "multilingual-e5-small-sv/2+onnx-q4"
    assert onnx("int8").stamp != q4.stamp


def test_the_stamp_tells_two_trainings_of_one_folder_apart(
    reference: SentenceTransformerEmbeddings, tmp_path: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    retrained = SentenceTransformer(str(build_model(MODELS, "q4")), local_files_only=True)
    next(retrained.parameters()).data[5] += 1
    folder = tmp_path / "multilingual-e5-small-sv-2"
    retrained.save(str(folder))
    name, _, digest = SentenceTransformerEmbeddings(str(folder)).stamp.rpartition("-")
    assert reference.stamp.startswith(name)
    assert not reference.stamp.endswith(digest)
    assert name == "multilingual-e5-small-sv-2+sentence-transformers"


def test_serving_never_imports_torch() -> None:
    script = (
        "import sys; from corpus.embeddings import open_embeddings; from corpus.settings import CorpusSettings; "
        "print(len(open_embeddings(CorpusSettings()).embed_query('Vad är en kolsänka?'))); "
        "assert not {'torch', 'transformers', 'sentence_transformers', 'onnx', 'tokenizers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("384\n", "", 0)


def test_the_settings_choose_the_model(reference: SentenceTransformerEmbeddings) -> None:
    assert open_embeddings(CorpusSettings(model_backend="int8")).stamp.endswith("+onnx-int8")
    assert open_embeddings(CorpusSettings(model=str(build_model(MODELS, "q4")))).stamp == reference.stamp


@pytest.mark.parametrize("model", ["finns/inte", "./finns/inte", "finns inte alls"])
def test_a_model_that_is_not_here_is_named_with_the_remedy(model: str) -> None:
    pytest.importorskip("sentence_transformers")
    with pytest.raises(ModelUnavailable, match=rf"Språkmodellen {model} går inte att läsa.*hf download {model}"):
        open_embeddings(CorpusSettings(model=model))


def test_without_sentence_transformers_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelUnavailable, match=r"pip install sentence-transformers"):
        open_embeddings(CorpusSettings(model="intfloat/multilingual-e5-base"))


def test_a_damaged_folder_says_how_it_is_built_again(tmp_path: Path) -> None:
    built = build_model(MODELS, "q4")
    (tmp_path / "onnx").mkdir()
    pieces_file(tmp_path).write_bytes(pieces_file(built).read_bytes())
    graph_file(tmp_path, "q4").write_bytes(graph_file(built, "q4").read_bytes()[:1_000_000])
    with pytest.raises(ModelUnavailable, match=r"går inte att läsa.*python -m corpus\.encoder"):
        OnnxEmbeddings(tmp_path, "q4")
