"""Writes an Encoder as a folder that sentence-transformers reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from corpus.encoder.tokenizer import BEGIN, END, MASK, MAX_TOKENS, PAD, UNKNOWN, make_tokenizer
from corpus.encoder.weights import Encoder, Floats, Layer, Linear, Norm

_POOLING = {
    "word_embedding_dimension": 384,
    "pooling_mode_cls_token": False,
    "pooling_mode_mean_tokens": True,
    "pooling_mode_max_tokens": False,
    "pooling_mode_mean_sqrt_len_tokens": False,
}
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_PROMPTS = {
    "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}
_TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": MAX_TOKENS,
    "model_input_names": ["input_ids", "attention_mask"],
    "clean_up_tokenization_spaces": False,
    # A special token that stands in a text is text; see tokenizer.py.
    "split_special_tokens": True,
    "bos_token": BEGIN,
    "cls_token": BEGIN,
    "eos_token": END,
    "sep_token": END,
    "pad_token": PAD,
    "unk_token": UNKNOWN,
    "mask_token": MASK,
}


def write_folder(encoder: Encoder, folder: Path) -> None:
    """Writes weights, tokenizer, pooling and prompts into `folder`, which exists and is empty."""
    save_file(_state(encoder), folder / "model.safetensors", {"format": "pt"})
    make_tokenizer(encoder).save(str(folder / "tokenizer.json"))
    _write_json(folder / "config.json", _config(encoder))
    _write_json(folder / "tokenizer_config.json", _TOKENIZER)
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": False})
    _write_json(folder / "config_sentence_transformers.json", _PROMPTS)
    _write_json(folder / "1_Pooling" / "config.json", _POOLING)
    (folder / "2_Normalize").mkdir()


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _config(encoder: Encoder) -> Mapping[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": encoder.type_embedding.size,
        "num_hidden_layers": len(encoder.layers),
        "num_attention_heads": encoder.heads,
        "intermediate_size": encoder.layers[0].intermediate.bias.size,
        "vocab_size": len(encoder.pieces),
        "max_position_embeddings": len(encoder.position_embeddings),
        "type_vocab_size": 2,
        "layer_norm_eps": encoder.epsilon,
        "bos_token_id": encoder.pieces.index(BEGIN),
        "eos_token_id": encoder.pieces.index(END),
        "pad_token_id": encoder.pieces.index(PAD),
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "initializer_range": 0.02,
        "dtype": "float32",
        # Without a version transformers takes the tokenizer for one with a known fault and warns.
        "transformers_version": "5.0.0",
    }


def _state(encoder: Encoder) -> dict[str, Floats]:
    """The weights under the names that transformers' BertModel gives them."""
    width = encoder.type_embedding.size
    state = {
        "embeddings.word_embeddings.weight": encoder.word_embeddings.dense(),
        "embeddings.position_embeddings.weight": encoder.position_embeddings,
        "embeddings.token_type_embeddings.weight": np.stack([encoder.type_embedding] * 2),
        **_norm("embeddings.LayerNorm", encoder.embedding_norm),
        # The packed file has no pooler, and mean pooling uses none; without it transformers reports it as missing.
        "pooler.dense.weight": np.zeros((width, width), np.float32),
        "pooler.dense.bias": np.zeros(width, np.float32),
    }
    for number, layer in enumerate(encoder.layers):
        state |= _layer(f"encoder.layer.{number}", layer)
    return state


def _layer(prefix: str, layer: Layer) -> dict[str, Floats]:
    return {
        **_linear(f"{prefix}.attention.self.query", layer.query),
        **_linear(f"{prefix}.attention.self.key", layer.key),
        **_linear(f"{prefix}.attention.self.value", layer.value),
        **_linear(f"{prefix}.attention.output.dense", layer.attention_output),
        **_norm(f"{prefix}.attention.output.LayerNorm", layer.attention_norm),
        **_linear(f"{prefix}.intermediate.dense", layer.intermediate),
        **_linear(f"{prefix}.output.dense", layer.output),
        **_norm(f"{prefix}.output.LayerNorm", layer.output_norm),
    }


def _linear(name: str, linear: Linear) -> dict[str, Floats]:
    return {f"{name}.weight": linear.weight.dense(), f"{name}.bias": linear.bias}


def _norm(name: str, norm: Norm) -> dict[str, Floats]:
    return {f"{name}.weight": norm.scale, f"{name}.bias": norm.bias}
