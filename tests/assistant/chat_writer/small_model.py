"""A language model that says one sentence whatever it is asked, so that a real llama.cpp server can be asked.

A transformer whose attention and feed-forward layers are all zero: what comes next depends on the last token alone.
Each word of the sentence is a token whose output row points at the next one.
"""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

UNKNOWN, BEGIN, END, TURN = range(4)
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
HEAD = 32
"""Dimensions of an attention head; all sizes are multiples of it."""


def write_model(path: Path, sentence: str) -> Path:
    """Write the model that says the sentence, as a GGUF file."""
    words = [f"▁{word}" for word in sentence.split(" ")]
    if len(set(words)) < len(words):
        raise ValueError("each word may stand in the sentence only once")
    tokens = ["<unk>", "<s>", "</s>", "<|svar|>", *BYTES, *words]
    kinds = [gguf.TokenType.UNKNOWN, *[gguf.TokenType.CONTROL] * 3, *[gguf.TokenType.BYTE] * len(BYTES)]
    kinds += [gguf.TokenType.NORMAL] * len(words)
    said = range(len(tokens) - len(words), len(tokens))
    following = dict(zip([TURN, *said], [*said, END], strict=True))
    writer = gguf.GGUFWriter(path, "llama")
    _write_vocabulary(writer, tokens, kinds)
    _write_weights(writer, len(tokens), following)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _write_vocabulary(writer: gguf.GGUFWriter, tokens: list[str], kinds: list[gguf.TokenType]) -> None:
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_unk_token_id(UNKNOWN)
    writer.add_bos_token_id(BEGIN)
    writer.add_eos_token_id(END)
    writer.add_add_space_prefix(False)
    writer.add_chat_template("{% for message in messages %}{{ message['content'] }}\n{% endfor %}<|svar|>")


def _write_weights(writer: gguf.GGUFWriter, size: int, following: dict[int, int]) -> None:
    width = -(-size // HEAD) * HEAD
    writer.add_context_length(32_768)
    writer.add_embedding_length(width)
    writer.add_block_count(1)
    writer.add_feed_forward_length(HEAD)
    writer.add_head_count(width // HEAD)
    writer.add_head_count_kv(width // HEAD)
    writer.add_rope_dimension_count(HEAD)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(size)
    output = np.zeros((size, width), np.float32)
    for token, after in following.items():
        output[after, token] = 1
    writer.add_tensor("token_embd.weight", np.eye(size, width, dtype=np.float32))
    writer.add_tensor("output.weight", output)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(width, np.float32))
    shapes = {"attn_q": width, "attn_k": width, "attn_v": width, "attn_output": width, "ffn_gate": HEAD, "ffn_up": HEAD}
    for name, rows in shapes.items():
        writer.add_tensor(f"blk.0.{name}.weight", np.zeros((rows, width), np.float32))
    writer.add_tensor("blk.0.ffn_down.weight", np.zeros((width, HEAD), np.float32))
