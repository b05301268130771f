"""Makes the tokenizer of XLM-RoBERTa, which the model was trained with, out of its pieces and their scores.

It is made twice, with the same tokens: for sentence-transformers, which reads the format of Hugging Face, and for
SentencePiece, which takes a third of the memory and of the time.
"""

from __future__ import annotations

from pathlib import Path

from sentencepiece import SentencePieceNormalizer
from sentencepiece.sentencepiece_model_pb2 import ModelProto, NormalizerSpec  # type: ignore[attr-defined]
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from corpus.encoder.weights import Encoder

MAX_TOKENS = 512
"""Tokens that the model reads of a text, with the two around it."""

BEGIN, PAD, END, UNKNOWN, MASK = SPECIAL_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


def make_tokenizer(encoder: Encoder) -> Tokenizer:
    """A Unigram tokenizer that begins a text with `<s>` and ends it with `</s>`; what is too long is cut off."""
    ids = {token: encoder.pieces.index(token) for token in SPECIAL_TOKENS}
    vocabulary = list(zip(encoder.pieces, encoder.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=ids[UNKNOWN], byte_fallback=False))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        pair=f"{BEGIN} $A {END} {END} $B {END}",
        special_tokens=[(BEGIN, ids[BEGIN]), (END, ids[END])],
    )
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL_TOKENS])
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def write_pieces(encoder: Encoder, file: Path) -> None:
    """Write a SentencePiece model of the pieces, their scores and the normalisation; no text has its special tokens."""
    kinds = ModelProto.SentencePiece.Type.Value
    model = ModelProto()
    for piece, score in zip(encoder.pieces, encoder.scores, strict=True):
        kind = "UNKNOWN" if piece == UNKNOWN else "CONTROL" if piece in SPECIAL_TOKENS else "NORMAL"
        model.pieces.add(piece=piece, score=score, type=kinds(kind))
    model.trainer_spec.model_type = model.trainer_spec.UNIGRAM
    model.normalizer_spec.ParseFromString(_normalizer_spec())
    file.write_bytes(model.SerializeToString())


def _normalizer() -> normalizers.Sequence:
    """The normalisation that XLM-RoBERTa was trained with, less special tokens that someone has typed in a text.

    Those stand in the vocabulary, so that they would be read as what they mean to the model. They go after the
    compatibility forms are resolved, since full-width brackets become plain ones.
    """
    return normalizers.Sequence(
        [
            normalizers.Precompiled(_nmt_nfkc()),
            normalizers.Replace(Regex("|".join(SPECIAL_TOKENS)), " "),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )


def _nmt_nfkc() -> bytes:
    """SentencePiece's own table of what each character becomes."""
    table: bytes = NormalizerSpec.FromString(_normalizer_spec()).precompiled_charsmap
    return table


def _normalizer_spec() -> bytes:
    rules: bytes = SentencePieceNormalizer(rule_name="nmt_nfkc").serialized_normalizer_spec()
    return rules
